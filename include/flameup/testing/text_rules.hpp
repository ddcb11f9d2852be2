#ifndef FLAMEUP_TESTING_TEXT_RULES_HPP
#define FLAMEUP_TESTING_TEXT_RULES_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Returns an ASCII letter in lower case, and any other byte unchanged.
constexpr char ascii_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Returns a text with its ASCII letters in lower case.
inline std::string ascii_lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = ascii_lower(c);
    return result;
}

/// Tells whether a text contains another, ignoring ASCII case.
inline bool contains_text(std::string_view text, std::string_view part) {
    return ascii_lower(text).find(ascii_lower(part)) != std::string::npos;
}

/// Tells whether a text is a UUID, in upper or lower case (RFC 9562 section 4).
constexpr bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i != text.size(); ++i) {
        const char c = ascii_lower(text[i]);
        const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
        const bool hexadecimal = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        if (dash ? c != '-' : !hexadecimal) return false;
    }
    return true;
}

/// Tells whether a text is an email: one `@` with text on both sides, no ASCII spaces or controls.
constexpr bool is_email(std::string_view text) noexcept {
    const std::size_t at = text.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == text.size()) return false;
    if (text.find('@', at + 1) != std::string_view::npos) return false;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F) return false;
    }
    return true;
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
