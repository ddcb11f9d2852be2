#ifndef FLAMEUP_JSON_UNESCAPE_HPP
#define FLAMEUP_JSON_UNESCAPE_HPP

#include "flameup/text/percent.hpp"
#include "flameup/text/utf8.hpp"

#include <cstdint>

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
/// what is wrong, with `p` at it.
inline const char* unescape(const char*& p, char*& out) noexcept {
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
        if (code_point >= 0xDC00 || p[0] != '\\' || p[1] != 'u') return no_pair;
        std::uint32_t low = 0;
        p += 2;
        if (!read_four_hex(p, low)) return no_digits;
        if (low < 0xDC00 || low >= 0xE000) return no_pair;
        code_point = 0x10000 + ((code_point - 0xD800) << 10) + (low - 0xDC00);
    }
    out = write_utf8(code_point, out);
    return nullptr;
}

/// Copies the text of a JSON string from `p` to its closing quote, with its escapes decoded.
///
/// Moves `p` and `out`, and returns null or what is wrong, as `unescape` does.
inline const char* unescape_until(const char* quote, const char*& p, char*& out) noexcept {
    const char* problem = nullptr;
    while (p != quote && problem == nullptr) {
        if (*p == '\\')
            problem = unescape(++p, out);
        else
            *out++ = *p++;
    }
    return problem;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
