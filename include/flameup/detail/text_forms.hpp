#ifndef FLAMEUP_DETAIL_TEXT_FORMS_HPP
#define FLAMEUP_DETAIL_TEXT_FORMS_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether text has one `@`, something on both sides of it, and no spaces or controls.
constexpr bool is_email(std::string_view text) noexcept {
    std::size_t ats = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte <= 0x20 || byte == 0x7F) return false;
        ats += c == '@';
    }
    return ats == 1 && text.front() != '@' && text.back() != '@';
}

/// Tells whether text is a UUID in its 36-character form (RFC 9562 section 4).
constexpr bool is_uuid(std::string_view text) noexcept {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i != text.size(); ++i) {
        const char c = text[i];
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        const bool digit =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        if (hyphen ? c != '-' : !digit) return false;
    }
    return true;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
