#ifndef FLAMEUP_TEXT_SPECIAL_BYTES_HPP
#define FLAMEUP_TEXT_SPECIAL_BYTES_HPP

#include "flameup/platform.hpp"

#include FLAMEUP_TEXT_BLOCK_HEADER

#include <cstddef>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

using TextBlock = FLAMEUP_TEXT_BLOCK;

/// Tells whether a byte cannot stand in a JSON string as a plain ASCII character.
constexpr bool is_special_byte(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\';
}

/// Calls `look` with the places of the blocks of a text of a block or more, in their order.
///
/// The last block ends where the text does, and may overlap the one before.
template <class Block, class Look> void for_each_block(std::string_view text, Look look) {
    const std::size_t last = text.size() - Block::size;
    for (std::size_t at = 0; at < last; at += Block::size) look(at);
    look(last);
}

/// Returns the first byte from `p` on that a JSON string cannot hold as a plain ASCII character, or
/// `end`.
///
/// Callers must not rely on what the byte is: each of their loops goes on by one byte at least.
template <class Block = TextBlock>
const char* find_special_byte(const char* p, const char* end) noexcept {
    for (; static_cast<std::size_t>(end - p) >= Block::size; p += Block::size) {
        const Block block(p);
        if (block.has_special()) return p + block.first_special();
    }
    while (p != end && !is_special_byte(*p)) ++p;
    return p;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
