#ifndef FLAMEUP_TEXT_TEXT_BLOCK_NEON_HPP
#define FLAMEUP_TEXT_TEXT_BLOCK_NEON_HPP

#include "flameup/platform.hpp"

#include <boost/config.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Sixteen bytes of text in a register of NEON; does what `PlainTextBlock` does.
///
/// It is written in the compiler's own vectors, which become the instructions that are meant:
/// `<arm_neon.h>` would add a seventh to the time that this library takes to compile. So it
/// compiles for other processors too, and is right on those that are little-endian.
class NeonTextBlock {
  public:
    static constexpr std::size_t size = 16;

    /// Takes the bytes from `p` on.
    explicit NeonTextBlock(const char* p) noexcept { std::memcpy(&bytes_, p, size); }

    /// Takes half of the bytes from each place.
    NeonTextBlock(const char* first, const char* second) noexcept {
        std::uint64_t low, high;
        std::memcpy(&low, first, sizeof low);
        std::memcpy(&high, second, sizeof high);
        bytes_ = reinterpret_cast<Bytes>(Words{low, high});
    }

    /// Writes the bytes.
    void store(char* out) const noexcept { std::memcpy(out, &bytes_, size); }

    /// Writes half of the bytes to each place.
    void store(char* first, char* second) const noexcept {
        const auto words = reinterpret_cast<Words>(bytes_);
        const std::uint64_t low = words[0], high = words[1];
        std::memcpy(first, &low, sizeof low);
        std::memcpy(second, &high, sizeof high);
    }

    /// Returns a bit for each byte, the lowest for the first: 1 where the byte is this character.
    unsigned equal(char c) const noexcept {
        const auto found = reinterpret_cast<Bytes>(bytes_ == static_cast<signed char>(c));
        return static_cast<std::uint16_t>(bits(found, found, found, found));
    }

    /// Tells whether all bytes are visible characters of ASCII: no spaces, no control characters.
    bool is_visible() const noexcept {
        return nibbles(reinterpret_cast<Bytes>((bytes_ < 0x21) | (bytes_ == 0x7F))) == 0;
    }

    /// Tells whether any byte is special, as `is_special_byte` says.
    bool has_special() const noexcept { return nibbles(special()) != 0; }

    /// Returns the index of the first special byte. Precondition: `has_special()`.
    std::size_t first_special() const noexcept {
        return static_cast<std::size_t>(__builtin_ctzll(nibbles(special()))) / 4;
    }

    /// Returns a bit for each of 64 bytes, the lowest for the first: 1 where it is special.
    BOOST_FORCEINLINE static std::uint64_t special_of_64(const char* p) noexcept {
        const auto at = [p](std::size_t i) { return NeonTextBlock(p + i * size).special(); };
        return bits(at(0), at(1), at(2), at(3));
    }

  private:
    // A comparison's result is cast to it: compilers differ in its type, and some convert nothing.
    using Bytes = signed char __attribute__((vector_size(16)));
    using Pairs = std::uint16_t __attribute__((vector_size(16)));
    using Words = std::uint64_t __attribute__((vector_size(16)));
    using Half = unsigned char __attribute__((vector_size(8)));

    /// Sets all bits of those bytes that are special, and none of others.
    BOOST_FORCEINLINE Bytes special() const noexcept {
        // The comparison is signed: bytes that are not ASCII are negative, and less than a space.
        return reinterpret_cast<Bytes>((bytes_ < 0x20) | (bytes_ == '"') | (bytes_ == '\\'));
    }

    /// Returns four bits of each byte of a mask.
    static std::uint64_t nibbles(Bytes mask) noexcept {
        return low_bytes(reinterpret_cast<Pairs>(mask) >> 4);
    }

    /// Returns one bit of each byte of four masks.
    BOOST_FORCEINLINE static std::uint64_t bits(Bytes a, Bytes b, Bytes c, Bytes d) noexcept {
        const Bytes bit = {1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128};
        const Words head = {sums(a & bit), sums(b & bit)}, tail = {sums(c & bit), sums(d & bit)};
        return sums(Words{sums(head), sums(tail)});
    }

    /// Adds each byte and its neighbour: eight sums of sixteen bytes.
    template <class Vector> static std::uint64_t sums(Vector bytes) noexcept {
        const auto pairs = reinterpret_cast<Pairs>(bytes);
        return low_bytes(pairs + (pairs >> 8));
    }

    /// Returns the lower byte of each pair.
    static std::uint64_t low_bytes(Pairs pairs) noexcept {
        return reinterpret_cast<std::uint64_t>(__builtin_convertvector(pairs, Half));
    }

    Bytes bytes_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
