#ifndef FLAMEUP_JSON_WRITE_STRING_HPP
#define FLAMEUP_JSON_WRITE_STRING_HPP

#include "flameup/text/buffer.hpp"
#include "flameup/text/special_bytes.hpp"
#include "flameup/text/text_block_plain.hpp"
#include "flameup/text/utf8.hpp"

#include <boost/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Copies text of at least a block; false if a byte is special.
template <class Block> bool copy_blocks(char* out, std::string_view text) noexcept {
    const std::size_t last = text.size() - Block::size;
    bool is_special = false;
    for (std::size_t at = 0, step = first_step<Block>(last);; at += step, step = Block::size) {
        const Block block(text.data() + at);
        block.store(out + at);
        is_special |= block.has_special();
        if (at == last) return !is_special;
    }
}

/// Copies text of half a block to a whole one; false if a byte is special.
///
/// The first and the last half of a block are copied, which may overlap.
template <class Block> bool copy_ends(char* out, std::string_view text) noexcept {
    const std::size_t last = text.size() - Block::size / 2;
    const Block block(text.data(), text.data() + last);
    block.store(out, out + last);
    return !block.has_special();
}

/// Copies text; false, with the copy unspecified, if a byte is special (`is_special_byte`).
///
/// Nothing beyond the text is read or written.
template <class Block = TextBlock>
inline bool copy_plain(char* out, std::string_view text) noexcept {
    if (text.size() >= Block::size) return copy_blocks<Block>(out, text);
    if (text.size() >= Block::size / 2) return copy_ends<Block>(out, text);
    if (text.size() >= PlainTextBlock::size / 2) return copy_ends<PlainTextBlock>(out, text);
    bool is_special = false;
    for (const char c : text) {
        *out++ = c;
        is_special |= is_special_byte(c);
    }
    return !is_special;
}

/// Returns how many bytes `write_string` needs behind `out`: for two quotes and text without
/// escapes.
inline std::size_t string_room(std::string_view text) noexcept { return text.size() + 2; }

/// Writes the characters of an escape behind its backslash, at most five, and returns their end.
inline char* write_escape(unsigned char byte, char* out) noexcept {
    switch (byte) {
    case '"':
    case '\\': *out = static_cast<char>(byte); return out + 1;
    case '\b': *out = 'b'; return out + 1;
    case '\f': *out = 'f'; return out + 1;
    case '\n': *out = 'n'; return out + 1;
    case '\r': *out = 'r'; return out + 1;
    case '\t': *out = 't'; return out + 1;
    default:
        std::memcpy(out, "u00", 3);
        out[3] = static_cast<char>('0' + (byte >> 4));
        out[4] = "0123456789abcdef"[byte & 15];
        return out + 5;
    }
}

/// Writes what `write_string` writes behind the first quote; for text with special bytes.
///
/// It is seldom called. It is not inline, so that `write_string` saves no registers for it.
inline BOOST_NOINLINE char* write_string_escaped(Buffer& buffer, char* out, std::string_view text,
                                                 bool& ok) {
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p != end) {
        const char* const special = find_special_byte(p, end);
        out = std::copy(p, special, out);
        p = special;
        if (p == end) break;
        if (static_cast<unsigned char>(*p) < 0x80) {
            // There is room for the rest of the text and a quote. Make as much behind the escape.
            out = buffer.ensure(out, 6 + static_cast<std::size_t>(end - p));
            *out++ = '\\';
            out = write_escape(static_cast<unsigned char>(*p++), out);
            continue;
        }
        do {
            std::size_t size = utf8_sequence(p, end);
            if (size == 0) {
                ok = false;
                return out;
            }
            for (; size != 0; --size) *out++ = *p++;
        } while (p != end && static_cast<unsigned char>(*p) >= 0x80);
    }
    *out++ = '"';
    return out;
}

/// Writes text as a JSON string (RFC 8259 section 7) and returns its end, in a buffer that may
/// grow.
///
/// `out` has `string_room(text)` bytes behind it. Text that is not well-formed UTF-8 clears `ok`,
/// and the string is then not complete.
inline char* write_string(Buffer& buffer, char* out, std::string_view text, bool& ok) {
    *out++ = '"';
    if (!copy_plain(out, text)) return write_string_escaped(buffer, out, text, ok);
    out[text.size()] = '"';
    return out + text.size() + 1;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
