#ifndef FLAMEUP_DETAIL_JSON_STRING_HPP
#define FLAMEUP_DETAIL_JSON_STRING_HPP

#include "flameup/detail/buffer.hpp"
#include "flameup/detail/special_bytes.hpp"
#include "flameup/detail/text_block_plain.hpp"
#include "flameup/detail/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Copies text in blocks, the last of which overlaps that before; false if a byte is special.
///
/// The text has the size of a block or more.
template <class Block> bool copy_blocks(char* out, std::string_view text) noexcept {
    const char* const p = text.data();
    const std::size_t last = text.size() - Block::size;
    bool is_special = false;
    const auto copy = [&](std::size_t at) {
        const Block block(p + at);
        block.store(out + at);
        is_special |= block.has_special();
    };
    for (std::size_t at = 0; at < last; at += Block::size) copy(at);
    copy(last);
    return !is_special;
}

/// Copies text of up to two parts as two that overlap, and returns both.
template <class Part> std::uint64_t copy_parts(char* out, std::string_view text) noexcept {
    const std::size_t last = text.size() - sizeof(Part);
    Part head;
    Part tail;
    std::memcpy(&head, text.data(), sizeof head);
    std::memcpy(&tail, text.data() + last, sizeof tail);
    std::memcpy(out, &head, sizeof head);
    std::memcpy(out + last, &tail, sizeof tail);
    return std::uint64_t{head} | std::uint64_t{tail} << 32;
}

/// Copies text that a JSON string holds as it is, plain ASCII; false if it has other bytes.
///
/// No byte is looked at by itself, and none beyond the text is read.
inline bool copy_plain(char* out, std::string_view text) noexcept {
    if (text.size() >= TextBlock::size) return copy_blocks<TextBlock>(out, text);
    if (text.size() >= PlainTextBlock::size) return copy_blocks<PlainTextBlock>(out, text);
    if (text.size() >= sizeof(std::uint32_t)) {
        return !PlainTextBlock(copy_parts<std::uint32_t>(out, text)).has_special();
    }
    bool is_special = false;
    for (const char c : text) {
        *out++ = c;
        is_special |= is_special_byte(c);
    }
    return !is_special;
}

/// Returns the room that `append_json_string` needs, unless there is something to escape.
inline std::size_t json_string_room(std::string_view text) noexcept { return text.size() + 2; }

/// Writes an escape's characters behind its backslash, up to five; returns their end.
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

/// Appends text with other bytes than plain ASCII, as `append_json_string` does, without quotes.
inline char* append_escaped(Buffer& buffer, char* out, std::string_view text) {
    const char* p = text.data();
    const char* const end = p + text.size();
    for (;;) {
        const char* const special = find_special_byte(p, end);
        out = std::copy(p, special, out);
        p = special;
        while (p != end && static_cast<unsigned char>(*p) >= 0x80) {
            std::size_t size = utf8_sequence(p, end);
            if (size == 0) return nullptr;
            for (; size != 0; --size) *out++ = *p++;
        }
        if (p == end) return out;
        if (!is_special_byte(*p)) continue;
        // There is room for the rest and a quote, and behind each escape again.
        out = buffer.ensure(out, 7 + static_cast<std::size_t>(end - p));
        *out++ = '\\';
        out = write_escape(static_cast<unsigned char>(*p++), out);
    }
}

/// Appends text as a JSON string (RFC 8259 section 7); null if it is not well-formed UTF-8.
///
/// There is `json_string_room` behind the cursor.
inline char* append_json_string(Buffer& buffer, char* out, std::string_view text) {
    *out++ = '"';
    if (copy_plain(out, text)) {
        out += text.size();
    } else {
        out = append_escaped(buffer, out, text);
        if (out == nullptr) return nullptr;
    }
    *out++ = '"';
    return out;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
