#ifndef FLAMEUP_JSON_SHORTEST_NUMBER_HPP
#define FLAMEUP_JSON_SHORTEST_NUMBER_HPP

#include "flameup/platform.hpp"
#include FLAMEUP_SHORTEST_DIGITS_HEADER

#include <charconv>
#include <cstddef>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The most characters that `write_shortest_number` writes, as of -2.2250738585072014e-308.
inline constexpr std::size_t longest_shortest_number = 24;

/// Tells whether the standard library has `std::to_chars` for a floating-point type.
template <class T, class = void> struct has_to_chars : std::false_type {};
template <class T>
struct has_to_chars<T, std::void_t<decltype(std::to_chars(
                           std::declval<char*>(), std::declval<char*>(), std::declval<T>()))>>
    : std::bool_constant<FLAMEUP_HAS_FLOAT_CHARCONV> {};

/// Writes numbers where the standard library cannot; see `json/shortest_digits.hpp`.
template <class T> struct DigitsWriter;

/// Writes the shortest text that is read as this number, which is finite; returns its end.
///
/// `out` has room for `longest_shortest_number` characters.
template <class T> char* write_shortest_number(T value, char* out) {
    if constexpr (has_to_chars<T>::value) {
        return std::to_chars(out, out + longest_shortest_number, value).ptr;
    } else {
        return DigitsWriter<T>::write(value, out);
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
