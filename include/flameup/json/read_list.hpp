#ifndef FLAMEUP_JSON_READ_LIST_HPP
#define FLAMEUP_JSON_READ_LIST_HPP

#include "flameup/json/value_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

// Maps and lists.

template <class T, class = void> struct has_extract : std::false_type {};
template <class T>
struct has_extract<T, std::void_t<decltype(std::declval<T&>().extract(
                          std::declval<const typename T::key_type&>()))>> : std::true_type {};

template <class T> const char* read_map(ValueReader& reader, const char* p, T& map) {
    if (*p != '{') return reader.mismatch(p, "an object");
    const bool was_used = reader.is_used;
    T old = std::exchange(map, T{});
    typename T::key_type name{};
    typename T::mapped_type* value = nullptr;
    ++reader.lists;
    p = reader.members(
        p,
        [&](const char* at) -> const char* {
            std::string_view text;
            const char* const behind = reader.key(at, text);
            if (behind == nullptr || !reader.charge(at, sizeof(typename T::value_type))) {
                return nullptr;
            }
            name = typename T::key_type(text);
            if constexpr (has_extract<T>::value) {
                if (auto node = old.extract(name); !node.empty()) map.insert(std::move(node));
            }
            const auto [entry, fresh] = map.try_emplace(name);
            value = &entry->second;
            reader.is_used = !fresh;
            return behind;
        },
        [&](const char* at) { return read_value(reader, at, *value); });
    --reader.lists;
    reader.is_used = was_used;
    return p;
}

template <class T, class = void> struct can_grow : std::false_type {};
template <class T>
struct can_grow<T, std::void_t<decltype(std::declval<T&>().emplace_back())>> : std::true_type {};

template <class T, class = void> struct can_reserve : std::false_type {};
template <class T>
struct can_reserve<T, std::void_t<decltype(std::declval<T&>().reserve(std::size_t{})),
                                  decltype(std::declval<const T&>().capacity())>> : std::true_type {
};

/// Makes room for as many elements as will come, by the size in the text of those that have, but
/// for at least an eighth more: the text may say otherwise each time.
template <class T>
void reserve(const ValueReader& reader, const char* first, const char* p, T& list) {
    const std::size_t size = list.size();
    if (size == 0 || size != list.capacity() || reader.lists != 1) return;
    const auto used = static_cast<std::size_t>(p - first) / size + 1;
    const std::size_t more = static_cast<std::size_t>(reader.end() - p) / used + 1;
    const std::size_t most = (std::min)(size * 7, reader.elements_left(sizeof(list.front())));
    list.reserve(size + (std::min)((std::max)(more, size / 8), most));
}

template <class T> const char* read_sequence(ValueReader& reader, const char* p, T& list) {
    constexpr bool can_be_read = can_grow<T>::value && !std::is_same_v<T, std::vector<bool>>;
    static_assert(can_be_read,
                  "flameup: a list to read into has emplace_back and elements of its own");
    if constexpr (can_be_read) {
        if (*p != '[') return reader.mismatch(p, "an array");
        const bool was_used = reader.is_used;
        const char* const first = p;
        std::size_t size = 0;
        auto old = list.begin(); // what is there already is written over
        ++reader.lists;
        p = reader.elements(p, [&](const char* at) -> const char* {
            if (!reader.charge(at, sizeof(typename T::value_type))) return nullptr;
            reader.is_used = size++ != list.size();
            if (reader.is_used) return read_value(reader, at, *old++);
            if constexpr (can_reserve<T>::value) reserve(reader, first, at, list);
            list.emplace_back();
            return read_value(reader, at, list.back());
        });
        --reader.lists;
        reader.is_used = was_used;
        while (list.size() > size) list.pop_back();
    }
    return p;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
