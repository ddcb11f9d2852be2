#ifndef FLAMEUP_JSON_READ_MAP_HPP
#define FLAMEUP_JSON_READ_MAP_HPP

#include "flameup/json/value_reader.hpp"

#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class = void> struct has_extract : std::false_type {};
template <class T>
struct has_extract<T, std::void_t<decltype(std::declval<T&>().extract(
                          std::declval<const typename T::key_type&>()))>> : std::true_type {};

/// Reads an object into a map.
///
/// Values under keys that the map had already are read into, so that they keep their memory.
template <class T> const char* read_map(ValueReader& reader, const char* p, T& map) {
    if (*p != '{') return reader.fail_wrong_type(p, "an object");
    const bool was_reused = reader.is_reused;
    T old = std::exchange(map, T{});
    typename T::key_type name{};
    bool is_duplicate = false;
    typename T::mapped_type* value = nullptr;
    ++reader.list_depth;
    p = reader.members(
        p,
        [&](const char* at) -> const char* {
            std::string_view text;
            const char* const behind = reader.key(at, text);
            if (behind == nullptr || !reader.take_element(at, sizeof(typename T::value_type))) {
                return nullptr;
            }
            name = typename T::key_type(text);
            is_duplicate = reader.strictness().duplicate_members && map.find(name) != map.end();
            if constexpr (has_extract<T>::value) {
                if (auto node = old.extract(name); !node.empty()) map.insert(std::move(node));
            }
            const auto [entry, is_new] = map.try_emplace(name);
            value = &entry->second;
            reader.is_reused = !is_new;
            return behind;
        },
        [&](const char* at) {
            return is_duplicate ? reader.fail_duplicate_member(at, name)
                                : detail::read_value(reader, at, *value);
        });
    --reader.list_depth;
    reader.is_reused = was_reused;
    return p;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
