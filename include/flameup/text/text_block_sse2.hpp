#ifndef FLAMEUP_TEXT_TEXT_BLOCK_SSE2_HPP
#define FLAMEUP_TEXT_TEXT_BLOCK_SSE2_HPP

#include "flameup/platform.hpp"

#include <cstddef>

#include <emmintrin.h>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Sixteen bytes of text in a register of SSE2; does what `PlainTextBlock` does.
class Sse2TextBlock {
  public:
    static constexpr std::size_t size = 16;

    explicit Sse2TextBlock(const char* p) noexcept
        : bytes_(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p))) {}

    /// Takes two halves.
    Sse2TextBlock(const char* first, const char* second) noexcept
        : bytes_(_mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(first)),
                                    _mm_loadl_epi64(reinterpret_cast<const __m128i*>(second)))) {}

    void store(char* out) const noexcept {
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out), bytes_);
    }

    void store(char* first, char* second) const noexcept {
        _mm_storel_epi64(reinterpret_cast<__m128i*>(first), bytes_);
        _mm_storel_epi64(reinterpret_cast<__m128i*>(second), _mm_unpackhi_epi64(bytes_, bytes_));
    }

    /// Returns which bytes are a character, the first one's bit lowest.
    unsigned equal(char c) const noexcept { return bits(_mm_cmpeq_epi8(bytes_, _mm_set1_epi8(c))); }

    /// Tells whether all bytes are ASCII, and neither spaces nor control characters.
    bool is_visible() const noexcept {
        const __m128i del = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8(0x7F));
        return bits(_mm_or_si128(_mm_cmplt_epi8(bytes_, _mm_set1_epi8(0x21)), del)) == 0;
    }

    bool has_special() const noexcept { return special() != 0; }

    std::size_t first_special() const noexcept {
        return static_cast<std::size_t>(__builtin_ctz(special()));
    }

  private:
    unsigned special() const noexcept {
        // Signed: bytes that are not ASCII are less than a space, too.
        const __m128i low = _mm_cmplt_epi8(bytes_, _mm_set1_epi8(0x20));
        const __m128i quote = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('"'));
        const __m128i backslash = _mm_cmpeq_epi8(bytes_, _mm_set1_epi8('\\'));
        return bits(_mm_or_si128(low, _mm_or_si128(quote, backslash)));
    }

    static unsigned bits(__m128i bytes) noexcept {
        return static_cast<unsigned>(_mm_movemask_epi8(bytes));
    }

    __m128i bytes_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
