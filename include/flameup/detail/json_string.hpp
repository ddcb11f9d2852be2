#ifndef FLAMEUP_DETAIL_JSON_STRING_HPP
#define FLAMEUP_DETAIL_JSON_STRING_HPP

#include "flameup/detail/buffer.hpp"
#include "flameup/detail/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether one of eight bytes is a control character, `"`, `\` or not ASCII.
inline bool has_special_byte(std::uint64_t bytes) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t highs = 0x8080808080808080;
    const auto has_zero = [](std::uint64_t x) { return (x - ones) & ~x; };
    const std::uint64_t control = (bytes - ones * 0x20) & ~bytes;
    const std::uint64_t quote = has_zero(bytes ^ (ones * '"'));
    const std::uint64_t backslash = has_zero(bytes ^ (ones * '\\'));
    return ((control | quote | backslash | bytes) & highs) != 0;
}

/// Returns the first byte from `p` on that a JSON string cannot hold as a plain ASCII character.
inline const char* find_special_byte(const char* p, const char* end) noexcept {
    for (; end - p >= 8; p += 8) {
        std::uint64_t bytes;
        std::memcpy(&bytes, p, 8);
        if (has_special_byte(bytes)) break;
    }
    while (p != end) {
        const auto byte = static_cast<unsigned char>(*p);
        if (byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\') break;
        ++p;
    }
    return p;
}

/// Appends text as a JSON string (RFC 8259 section 7); null if it is not well-formed UTF-8.
inline char* append_json_string(Buffer& buffer, char* out, std::string_view text) {
    const char* p = text.data();
    const char* const end = p + text.size();
    out = buffer.ensure(out, text.size() + 2);
    *out++ = '"';
    for (;;) {
        const char* const special = find_special_byte(p, end);
        // Room for the rest and the closing quote was made before, and is made after each escape.
        out = std::copy(p, special, out);
        p = special;
        if (p == end) break;
        const auto byte = static_cast<unsigned char>(*p);
        if (byte >= 0x80) {
            do {
                const std::size_t size = utf8_sequence(p, end);
                if (size == 0) return nullptr;
                out = std::copy(p, p + size, out);
                p += size;
            } while (p != end && static_cast<unsigned char>(*p) >= 0x80);
            continue;
        }
        out = buffer.ensure(out, 6 + static_cast<std::size_t>(end - p));
        *out++ = '\\';
        switch (byte) {
        case '"':
        case '\\': *out++ = *p; break;
        case '\b': *out++ = 'b'; break;
        case '\f': *out++ = 'f'; break;
        case '\n': *out++ = 'n'; break;
        case '\r': *out++ = 'r'; break;
        case '\t': *out++ = 't'; break;
        default:
            std::memcpy(out, "u00", 3);
            out[3] = static_cast<char>('0' + (byte >> 4));
            out[4] = "0123456789abcdef"[byte & 15];
            out += 5;
        }
        ++p;
    }
    *out++ = '"';
    return out;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
