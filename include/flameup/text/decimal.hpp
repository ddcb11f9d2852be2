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

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
