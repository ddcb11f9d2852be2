#ifndef FLAMEUP_TEXT_TEXT_FORMS_HPP
#define FLAMEUP_TEXT_TEXT_FORMS_HPP

#include "flameup/text/special_bytes.hpp"
#include "flameup/text/utf8.hpp"

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

/// Does what `is_email` does, character by character.
constexpr bool is_any_email(std::string_view text) noexcept {
    std::size_t ats = 0;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t size = utf8_sequence(rest.data(), rest.data() + rest.size());
        const auto bits = [rest](std::size_t i, unsigned mask) {
            return static_cast<unsigned char>(rest[i]) & mask;
        };
        if (size == 1 && is_blank(bits(0, 0x7F))) return false;
        if (size == 2 && is_blank(bits(0, 0x1F) << 6 | bits(1, 0x3F))) return false;
        if (size == 3 && is_blank(bits(0, 0x0F) << 12 | bits(1, 0x3F) << 6 | bits(2, 0x3F))) {
            return false;
        }
        ats += rest.front() == '@';
        rest.remove_prefix(size != 0 ? size : 1);
    }
    return ats == 1 && text.front() != '@' && text.back() != '@';
}

/// Tells whether text has one `@`, something on both sides of it, and no spaces or controls.
template <class Block = TextBlock> bool is_email(std::string_view text) noexcept {
    constexpr std::size_t most = 64; // as bits in a word: few are longer
    if (text.size() < Block::size || text.size() > most) return is_any_email(text);
    const std::size_t last = text.size() - Block::size;
    bool is_visible = true;
    std::uint64_t ats = 0;
    for (std::size_t at = 0, step = first_step<Block>(last);; at += step, step = Block::size) {
        const Block block(text.data() + at);
        is_visible &= block.is_visible();
        ats |= std::uint64_t{block.equal('@')} << at;
        if (at == last) break;
    }
    if (!is_visible) return is_any_email(text);
    const bool is_one = ats != 0 && (ats & (ats - 1)) == 0;
    return is_one && text.front() != '@' && text.back() != '@';
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
