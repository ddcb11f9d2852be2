#ifndef FLAMEUP_TEXT_TEXT_BLOCK_PLAIN_HPP
#define FLAMEUP_TEXT_TEXT_BLOCK_PLAIN_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <cstring>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Eight bytes of text, looked at together in plain C++.
class PlainTextBlock {
  public:
    static constexpr std::size_t size = 8;

    /// Takes the bytes from `p` on.
    explicit PlainTextBlock(const char* p) noexcept { std::memcpy(&bytes_, p, size); }
    /// Takes half of the bytes from each place.
    PlainTextBlock(const char* first, const char* second) noexcept {
        char text[size];
        std::memcpy(text, first, size / 2);
        std::memcpy(text + size / 2, second, size / 2);
        std::memcpy(&bytes_, text, size);
    }

    /// Writes the bytes.
    void store(char* out) const noexcept { std::memcpy(out, &bytes_, size); }
    /// Writes half of the bytes to each place.
    void store(char* first, char* second) const noexcept {
        char text[size];
        store(text);
        std::memcpy(first, text, size / 2);
        std::memcpy(second, text + size / 2, size / 2);
    }

    /// Returns a bit for each byte, the lowest for the first: 1 where the byte is this character.
    unsigned equal(char c) const noexcept {
        char text[size];
        store(text);
        unsigned bits = 0;
        for (std::size_t i = 0; i != size; ++i) bits |= static_cast<unsigned>(text[i] == c) << i;
        return bits;
    }

    /// Tells whether all bytes are visible characters of ASCII: no spaces, no control characters.
    bool is_visible() const noexcept {
        unsigned char text[size];
        std::memcpy(text, &bytes_, size);
        bool visible = true;
        for (const unsigned char byte : text) visible &= byte > 0x20 && byte < 0x7F;
        return visible;
    }

    /// Tells whether any byte is special, as `is_special_byte` says.
    bool has_special() const noexcept {
        // Each of these sets the highest bit of each byte that it looks for. A borrow may also set
        // that bit of another byte, but only if a lower byte is one that it looks for.
        const auto has_zero = [](std::uint64_t x) { return (x - ones) & ~x; };
        const std::uint64_t control = (bytes_ - ones * 0x20) & ~bytes_;
        const std::uint64_t quote = has_zero(bytes_ ^ (ones * '"'));
        const std::uint64_t backslash = has_zero(bytes_ ^ (ones * '\\'));
        return ((control | quote | backslash | bytes_) & (ones * 0x80)) != 0;
    }

    /// Returns the index of the first special byte. Precondition: `has_special()`.
    std::size_t first_special() const noexcept {
        unsigned char text[size];
        std::memcpy(text, &bytes_, size);
        std::size_t i = 0;
        while (i != size && text[i] >= 0x20 && text[i] < 0x80 && text[i] != '"' &&
               text[i] != '\\') {
            ++i;
        }
        return i;
    }

  private:
    static constexpr std::uint64_t ones = 0x0101010101010101;

    std::uint64_t bytes_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
