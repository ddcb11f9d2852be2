#ifndef FLAMEUP_DETAIL_TEXT_FORMS_HPP
#define FLAMEUP_DETAIL_TEXT_FORMS_HPP

#include "flameup/detail/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether a character is white space or a control character (Unicode 15).
constexpr bool is_blank(std::uint32_t code_point) noexcept {
    if (code_point <= 0x20 || (code_point >= 0x7F && code_point <= 0xA0)) return true;
    if (code_point >= 0x2000 && code_point <= 0x200A) return true;
    for (const std::uint32_t other : {0x1680u, 0x2028u, 0x2029u, 0x202Fu, 0x205Fu, 0x3000u}) {
        if (code_point == other) return true;
    }
    return false;
}

/// Tells whether a character that is not ASCII is white space or a control character.
constexpr bool has_wide_blank(std::string_view text) noexcept {
    for (std::size_t i = 0; i != text.size();) {
        const auto bits = [text](std::size_t at, unsigned mask) {
            return static_cast<unsigned char>(text[at]) & mask;
        };
        std::size_t size = 1;
        if (bits(i, 0x80) != 0) {
            size = utf8_sequence(text.data() + i, text.data() + text.size());
            if (size == 2 && is_blank(bits(i, 0x1F) << 6 | bits(i + 1, 0x3F))) return true;
            if (size == 3 &&
                is_blank(bits(i, 0x0F) << 12 | bits(i + 1, 0x3F) << 6 | bits(i + 2, 0x3F))) {
                return true;
            }
        }
        i += size != 0 ? size : 1;
    }
    return false;
}

/// Tells whether text has one `@`, something on both sides of it, and no spaces or controls.
constexpr bool is_email(std::string_view text) noexcept {
    if (text.empty() || text.front() == '@' || text.back() == '@') return false;
    std::size_t ats = 0;
    unsigned char blanks = 0;
    unsigned char all = 0;
    // Without a branch for each byte, and with sums of a byte, so that compilers take many at once.
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view part = rest.substr(0, 255);
        unsigned char count = 0;
        for (std::size_t i = 0; i != part.size(); ++i) {
            const auto byte = static_cast<unsigned char>(part[i]);
            count = static_cast<unsigned char>(count + (byte == '@'));
            blanks = static_cast<unsigned char>(blanks | (byte <= 0x20) | (byte == 0x7F));
            all = static_cast<unsigned char>(all | byte);
        }
        ats += count;
        rest.remove_prefix(part.size());
    }
    return ats == 1 && blanks == 0 && (all < 0x80 || !has_wide_blank(text));
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
