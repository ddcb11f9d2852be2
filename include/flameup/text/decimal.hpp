#ifndef FLAMEUP_TEXT_DECIMAL_HPP
#define FLAMEUP_TEXT_DECIMAL_HPP

#include "flameup/platform.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The most characters that `write_integer` writes.
inline constexpr std::size_t longest_integer = 20;

/// Writes an integer of any type in decimal, and returns the end of the text.
template <class T> char* write_integer(T value, char* out) noexcept {
    char* const last = out + longest_integer;
    auto magnitude = static_cast<std::uint64_t>(value);
    if (value < T{}) {
        *out++ = '-';
        magnitude = 0 - magnitude;
    }
    return std::to_chars(out, last, magnitude).ptr;
}

template <class T> void append_integer(std::string& text, T value) {
    char digits[longest_integer];
    text.append(digits, static_cast<std::size_t>(write_integer(value, digits) - digits));
}

/// Appends a number of thousandths (3 decimals) or millionths (6), not below 0: `12.345`.
inline void append_fixed(std::string& text, std::int64_t parts, std::size_t decimals) {
    std::int64_t one = 1;
    for (std::size_t i = 0; i != decimals; ++i) one *= 10;
    append_integer(text, parts / one);
    const std::size_t point = text.size();
    append_integer(text, one + parts % one); // a 1, and all decimals
    text[point] = '.';
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
