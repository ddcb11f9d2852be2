#ifndef FLAMEUP_TEXT_TEXT_BLOCK_SSE2_HPP
#define FLAMEUP_TEXT_TEXT_BLOCK_SSE2_HPP

#include "flameup/platform.hpp"

#include <boost/config.hpp>

#include <cstddef>
#include <cstdint>

#include <emmintrin.h>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Sixteen bytes of text in a register of SSE2; does what `PlainTextBlock` does.
class Sse2TextBlock {
  public:
    static constexpr std::size_t size = 16;

    /// Takes the bytes from `p` on.
    explicit Sse2TextBlock(const char* p) noexcept
        : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))) {}

    /// Takes half of the bytes from each place.
    Sse2TextBlock(const char* first, const char* second) noexcept
        : bytes_(_mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(first)),
                                    _mm_loadl_epi64(reinterpret_cast<const __m128i*>(second)))) {}

    /// Writes the bytes.
    void store(char* out) const noexcept {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes_);
    }

    /// Writes half of the bytes to each place.
    void store(char* first, char* second) const noexcept {
        _mm_storel_epi64(reinterpret_cast<__m128i*>(first), bytes_);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(second), _mm_unpackhi_epi64(bytes_, bytes_));
    }

    /// Returns a bit for each byte, the lowest for the first: 1 where the byte is this character.
    unsigned equal(char c) const noexcept { return bits(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c))); }

    /// Tells whether all bytes are visible characters of ASCII: no spaces, no control characters.
    bool is_visible() const noexcept {
        const __m128i del = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(0x7F));
        return bits(_mm_or_si128(_mm_cmplt_epi8(bytes_, _mm_set1_epi8(0x21)), del)) == 0;
    }

    /// Tells whether any byte is special, as `is_special_byte` says.
    BOOST_FORCEINLINE bool has_special() const noexcept { return special() != 0; }

    /// Returns the index of the first special byte. Precondition: `has_special()`.
    std::size_t first_special() const noexcept {
        return static_cast<std::size_t>(__builtin_ctz(special()));
    }

    /// Returns a bit for each of 64 bytes, the lowest for the first: 1 where it is special.
    BOOST_FORCEINLINE static std::uint64_t special_of_64(const char* p) noexcept {
        std::uint64_t result = 0;
        for (std::size_t at = 0; at != 64; at += size) {
            result |= std::uint64_t{Sse2TextBlock(p + at).special()} << at;
        }
        return result;
    }

  private:
    /// Returns a bit for each byte, the lowest for the first: 1 where it is special.
    BOOST_FORCEINLINE unsigned special() const noexcept {
        // The comparison is signed: bytes that are not ASCII are negative, and less than a space.
        const __m128i low = _mm_cmplt_epi8(bytes_, _mm_set1_epi8(0x20));
        const __m128i quote = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('"'));
        const __m128i backslash = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('\\'));
        return bits(_mm_or_si128(low, _mm_or_si128(quote, backslash)));
    }

    /// Returns the highest bit of each byte.
    static unsigned bits(__m128i bytes) noexcept {
        return static_cast<unsigned>(_mm_movemask_epi8(bytes));
    }

    __m128i bytes_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
