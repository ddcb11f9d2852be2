#ifndef FLAMEUP_JSON_UNESCAPE_HPP
#define FLAMEUP_JSON_UNESCAPE_HPP

#include "flameup/text/percent.hpp"
#include "flameup/text/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads four hexadecimal digits and moves the cursor behind them; returns false, with the cursor
/// at the first byte that is no such digit, if there are fewer.
inline bool read_four_hex(const char*& p, std::uint32_t& value) noexcept {
    value = 0;
    for (int i = 0; i != 4; ++i, ++p) {
        const int digit = hex_value(*p);
        if (digit < 0) return false;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return true;
}

/// Reads one escape of a JSON string (RFC 8259 section 7), or two that are a surrogate pair, and
/// writes the character as UTF-8, which is shorter than the escape.
///
/// `p` is behind the backslash, and the string's closing quote lies at or after it: nothing behind
/// that is read. `out` moves behind what is written. Returns null, with `p` behind the escape; or
/// what is wrong, with `p` at it. With `Replaces`, half a surrogate pair becomes U+FFFD.
template <bool Replaces = false> const char* unescape(const char*& p, char*& out) noexcept {
    switch (*p) {
    case '"': *out++ = '"'; return ++p, nullptr;
    case '\\': *out++ = '\\'; return ++p, nullptr;
    case '/': *out++ = '/'; return ++p, nullptr;
    case 'b': *out++ = '\b'; return ++p, nullptr;
    case 'f': *out++ = '\f'; return ++p, nullptr;
    case 'n': *out++ = '\n'; return ++p, nullptr;
    case 'r': *out++ = '\r'; return ++p, nullptr;
    case 't': *out++ = '\t'; return ++p, nullptr;
    case 'u': break;
    default: return "the escape is unknown";
    }
    constexpr const char* no_digits = "expected four hexadecimal digits";
    constexpr const char* no_pair = "the escape is half of a surrogate pair";
    std::uint32_t code_point = 0;
    if (!read_four_hex(++p, code_point)) return no_digits;
    if (code_point >= 0xD800 && code_point < 0xE000) {
        const char* const behind = p;
        const bool is_first = code_point < 0xDC00 && p[0] == '\\' && p[1] == 'u';
        std::uint32_t low = 0;
        if (is_first && !read_four_hex(p += 2, low)) return no_digits;
        if (low >= 0xDC00 && low < 0xE000) {
            code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
        } else if (Replaces) {
            code_point = replacement_character;
            p = behind;
        } else {
            return no_pair;
        }
    }
    out = write_utf8(code_point, out);
    return nullptr;
}

/// Copies the character at `p`, or writes U+FFFD for the part there that is ill-formed; moves `p`
/// and `out` behind it.
inline void copy_or_replace(const char*& p, const char* end, char*& out) noexcept {
    std::size_t size = utf8_sequence(p, end);
    if (size == 0) {
        out = write_utf8(replacement_character, out);
        p += ill_formed_part(p, end);
    }
    for (; size != 0; --size) *out++ = *p++;
}

/// Writes a string with escapes up to its closing quote, and moves `p` and `out`; with `Replaces`,
/// U+FFFD for what is ill-formed. Returns as `unescape` does.
template <bool Replaces>
const char* unescape_all(const char*& p, const char* quote, char*& out) noexcept {
    while (p != quote) {
        if (*p == '\\') {
            const char* const problem = unescape<Replaces>(++p, out);
            if (problem != nullptr) return problem;
        } else if (Replaces) {
            copy_or_replace(p, quote, out);
        } else {
            *out++ = *p++;
        }
    }
    return nullptr;
}

/// Returns a text with U+FFFD for each part that is ill-formed.
inline std::string well_formed(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string result(text.size() * 3, '\0'); // U+FFFD has three bytes
    char* out = result.data();
    const char* const end = text.data() + text.size();
    for (const char* p = text.data(); p != end;) copy_or_replace(p, end, out);
    result.resize(static_cast<std::size_t>(out - result.data()));
    return result;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
