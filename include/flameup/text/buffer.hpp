#ifndef FLAMEUP_TEXT_BUFFER_HPP
#define FLAMEUP_TEXT_BUFFER_HPP

#include "flameup/platform.hpp"

#include <boost/config.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Writes a string anew from its beginning, in the memory that the string has.
///
/// A cursor points behind what is written. Functions take it and return it by value, so that
/// compilers keep it in a register. What the string held is overwritten, and not cleared before.
class Buffer {
  public:
    explicit Buffer(std::string& text) : text_(text), end_(text.data() + text.size()) {}

    /// Returns the cursor at the beginning.
    char* begin() noexcept { return text_.data(); }

    /// Makes room for `size` bytes behind the cursor and returns the cursor, perhaps moved.
    ///
    /// It is inline also where code is to be small: it is called for each member.
    BOOST_FORCEINLINE char* ensure(char* cursor, std::size_t size) {
        return static_cast<std::size_t>(end_ - cursor) >= size ? cursor : grow(cursor, size);
    }

    /// Ends the string at the cursor; call it when all is written.
    void finish(char* cursor) { text_.resize(static_cast<std::size_t>(cursor - text_.data())); }

  private:
    static constexpr std::size_t first_capacity = 256; // enough for most requests

    char* grow(const char* cursor, std::size_t size) {
        const auto used = static_cast<std::size_t>(cursor - text_.data());
        if (text_.capacity() < used + size) {
            text_.resize(used); // what lies behind the cursor need not be copied
            text_.reserve((std::max)((used + size) * 2, first_capacity));
        }
        // Resizing sets the new bytes to zero, which takes time. Often only a few more bytes are
        // needed, so the string grows by little at first, and by twice as much each time.
        text_.resize((std::min)(text_.capacity(), used + size + more_));
        more_ *= 2;
        end_ = text_.data() + text_.size();
        return text_.data() + used;
    }

    std::string& text_;
    char* end_; // Kept here, since compilers read the string's own anew after each character.
    std::size_t more_ = 64;
};

/// Appends text as it is.
inline char* append(Buffer& buffer, char* out, std::string_view text) {
    out = buffer.ensure(out, text.size());
    return std::copy(text.begin(), text.end(), out);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
