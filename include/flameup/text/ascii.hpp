#ifndef FLAMEUP_TEXT_ASCII_HPP
#define FLAMEUP_TEXT_ASCII_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns an ASCII letter in lower case, and any other byte as it is.
constexpr char ascii_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

} // namespace detail

/// Compares two texts without regard to ASCII case, as HTTP compares header names and schemes.
constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) noexcept {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i != a.size(); ++i) {
        const bool is_same = a[i] == b[i] || detail::ascii_lower(a[i]) == detail::ascii_lower(b[i]);
        if (!is_same) return false;
    }
    return true;
}

FLAMEUP_END_NAMESPACE

#endif
