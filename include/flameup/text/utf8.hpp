#ifndef FLAMEUP_TEXT_UTF8_HPP
#define FLAMEUP_TEXT_UTF8_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Returns how many bytes the UTF-8 character at `p` has, 1 to 4, or 0 if it is ill-formed.
///
/// Precondition: `p` is before `end`, which is the end of the text. Well-formed is what table 3-7
/// of Unicode 15 lists: surrogates, overlong forms and cut characters are not.
constexpr std::size_t utf8_sequence(const char* p, const char* end) noexcept {
    const auto byte = [p](std::size_t i) { return static_cast<unsigned char>(p[i]); };
    const auto within = [&byte](std::size_t i, unsigned low, unsigned high) {
        return byte(i) >= low && byte(i) <= high;
    };
    const auto size = static_cast<std::size_t>(end - p);
    const unsigned char lead = byte(0);
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return size >= 2 && within(1, 0x80, 0xBF) ? 2 : 0;
    if (lead < 0xF0) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;  // not overlong
        const unsigned high = lead == 0xED ? 0x9F : 0xBF; // not a surrogate
        return size >= 3 && within(1, low, high) && within(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead < 0xF5) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80;  // not overlong
        const unsigned high = lead == 0xF4 ? 0x8F : 0xBF; // at most U+10FFFF
        return size >= 4 && within(1, low, high) && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF)
                   ? 4
                   : 0;
    }
    return 0;
}

/// Tells whether text is well-formed UTF-8 (Unicode 15, table 3-7); empty text is.
constexpr bool is_utf8(std::string_view text) noexcept {
    unsigned char any = 0; // all bytes in one go: most texts are plain ASCII
    for (const char byte : text) any |= static_cast<unsigned char>(byte);
    if (any < 0x80) return true;
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p != end) {
        const std::size_t size = utf8_sequence(p, end);
        if (size == 0) return false;
        p += size;
    }
    return true;
}

namespace detail {

/// Writes a code point, which is no surrogate, as UTF-8 of up to four bytes; returns the end.
constexpr char* write_utf8(std::uint32_t code_point, char* out) noexcept {
    const auto put = [&out](std::uint32_t byte) { *out++ = static_cast<char>(byte); };
    const auto put_rest = [&](int shift) { put(0x80 | ((code_point >> shift) & 0x3F)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0 | (code_point >> 6));
        put_rest(0);
    } else if (code_point < 0x10000) {
        put(0xE0 | (code_point >> 12));
        put_rest(6);
        put_rest(0);
    } else {
        put(0xF0 | (code_point >> 18));
        put_rest(12);
        put_rest(6);
        put_rest(0);
    }
    return out;
}

/// U+FFFD, which stands for what is no character.
inline constexpr std::uint32_t replacement_character = 0xFFFD;

/// Returns the size of the ill-formed part at `p`: a character that was cut, or one byte.
///
/// Unicode 15 section 3.9 calls it the maximal subpart of an ill-formed subsequence. Precondition:
/// `utf8_sequence(p, end)` is 0.
constexpr std::size_t ill_formed_part(const char* p, const char* end) noexcept {
    const auto rest = static_cast<std::size_t>(end - p);
    for (std::size_t size = rest < 3 ? rest : 3; size > 1; --size) {
        char whole[] = {p[0], p[1], size > 2 ? p[2] : '\x80', '\x80'}; // completed, if it can be
        if (utf8_sequence(whole, whole + 4) > size) return size;
    }
    return 1;
}

/// Counts the code points of well-formed UTF-8.
constexpr std::size_t count_code_points(std::string_view text) noexcept {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
