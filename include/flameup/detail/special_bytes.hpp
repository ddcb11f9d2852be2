#ifndef FLAMEUP_DETAIL_SPECIAL_BYTES_HPP
#define FLAMEUP_DETAIL_SPECIAL_BYTES_HPP

#include "flameup/platform.hpp"

#include FLAMEUP_TEXT_BLOCK_HEADER

#include <cstddef>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

using TextBlock = FLAMEUP_TEXT_BLOCK;

/// Tells whether a byte cannot stand in a JSON string as a plain ASCII character.
constexpr bool is_special_byte(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\';
}

/// Returns the first byte from `p` on that a JSON string cannot hold as a plain ASCII character.
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
