#ifndef FLAMEUP_TEXT_SPECIAL_BYTES_HPP
#define FLAMEUP_TEXT_SPECIAL_BYTES_HPP

#include "flameup/platform.hpp"

#include FLAMEUP_TEXT_BLOCK_HEADER

#include <boost/config.hpp>

#include <cstddef>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

using TextBlock = FLAMEUP_TEXT_BLOCK;

/// Tells whether a byte is special: a control character, `"`, `\` or not ASCII.
///
/// All other bytes are the same in a text and in a JSON string that holds it.
BOOST_FORCEINLINE constexpr bool is_special_byte(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\';
}

/// Returns how far behind the first block the second one begins, if the last one begins at `last`.
///
/// From the second block on, each begins where the one before it ends, and the last one ends where
/// the text does. So the second block may overlap the first.
template <class Block>
BOOST_FORCEINLINE constexpr std::size_t first_step(std::size_t last) noexcept {
    static_assert((Block::size & (Block::size - 1)) == 0, "last - 1 wraps where last is 0");
    return (last - 1) % Block::size + 1;
}

/// Returns the first special byte from `p` on, or `end` if there is none.
///
/// A caller that continues behind the result moves on by at least one byte, so that its loop ends.
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
