#ifndef FLAMEUP_DETAIL_EXACT_NUMBER_HPP
#define FLAMEUP_DETAIL_EXACT_NUMBER_HPP

#include "flameup/platform.hpp"

#include <charconv>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class = void> struct has_from_chars : std::false_type {};
template <class T>
struct has_from_chars<
    T, std::void_t<decltype(std::from_chars(std::declval<const char*>(),
                                            std::declval<const char*>(), std::declval<T&>()))>>
    : std::true_type {};

/// Returns the number nearest to a text, of which the parser's own may be some units off.
///
/// Standard libraries without `from_chars` for floating point make do with the parser's.
template <class T> T exact_number(T parsed, std::string_view text) {
    if constexpr (has_from_chars<T>::value) {
        T exact = parsed;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), exact);
        if (result.ec == std::errc()) return exact;
    }
    return parsed;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
