#ifndef FLAMEUP_JSON_READ_LIST_HPP
#define FLAMEUP_JSON_READ_LIST_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/json/odd_sink.hpp"
#include "flameup/json/value_reader.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class = void> struct can_reserve : std::false_type {};
template <class T>
struct can_reserve<T, std::void_t<decltype(std::declval<T&>().reserve(std::size_t{})),
                                  decltype(std::declval<const T&>().capacity())>> : std::true_type {
};

/// Reserves memory for the elements that are still to come, if the list is full: for the first
/// three if they are small, so that short lists, as of tags, are allocated once.
///
/// In a list that is in no other, their number is estimated from the text: `first` is where the
/// list begins in it, and `p` is where the next element begins. The result is at least an eighth of
/// the elements that there are, so that the time is linear even if the estimate is always wrong,
/// and at most seven times as many.
template <class T>
void reserve(const ValueReader& reader, const char* first, const char* p, T& list) {
    constexpr std::size_t element = sizeof(typename T::value_type);
    const std::size_t size = list.size();
    if (size != list.capacity()) return;
    if (size == 0 && element <= 4 * sizeof(void*)) {
        list.reserve((std::min)(std::size_t{3}, reader.elements_left(element) + 1));
    }
    if (size == 0 || reader.list_depth != 1) return;
    const auto used = static_cast<std::size_t>(p - first) / size + 1;
    const std::size_t more = static_cast<std::size_t>(reader.end() - p) / used + 1;
    const std::size_t most = (std::min)(size * 7, reader.elements_left(element));
    list.reserve(size + (std::min)((std::max)(more, size / 8), most));
}

/// Reads an array into a list.
///
/// Elements that the list has already are overwritten, and keep their memory.
template <class T> const char* read_list(ValueReader& reader, const char* p, T& list) {
    static_assert(is_list_to_read<T>,
                  "flameup: a list to read into has emplace_back and elements of its own");
    if constexpr (is_list_to_read<T>) {
        if (*p != '[') return reader.fail_wrong_type(p, "an array");
        const bool was_reused = reader.is_reused;
        const std::size_t depth_left = reader.depth_left() - 1; // within the list
        const char* const first = p;
        std::size_t size = 0;
        auto old = list.begin();
        ++reader.list_depth;
        p = reader.elements(p, [&](const char* at) -> const char* {
            if (!reader.take_element(at, sizeof(typename T::value_type))) return nullptr;
            const bool is_old = size++ != list.size();
            reader.is_reused = is_old;
            const char* behind = nullptr;
            if (is_old) {
                behind = detail::read_value(reader, at, *old++);
            } else {
                if constexpr (can_reserve<T>::value) detail::reserve(reader, first, at, list);
                list.emplace_back();
                behind = detail::read_value(reader, at, list.back());
            }
            if constexpr (is_list_of_structs<T>()) {
                if (behind == nullptr && reader.odd() != nullptr && reader.list_depth == 1) {
                    is_old ? void(--old) : list.pop_back();
                    behind = reader.odd()->take(reader, {first, at, --size, depth_left});
                }
            }
            return behind;
        });
        --reader.list_depth;
        reader.is_reused = was_reused;
        while (list.size() > size) list.pop_back();
    }
    return p;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
