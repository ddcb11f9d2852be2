#ifndef FLAMEUP_TEXT_SHORT_DECIMAL_HPP
#define FLAMEUP_TEXT_SHORT_DECIMAL_HPP

#include "flameup/text/float_bits.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The most characters that `write_short_decimal` writes.
inline constexpr std::size_t longest_short_decimal = 15; // a sign, nine digits, a point, four more

/// Writes a number with at most four digits behind the point, in the text of `std::to_chars` and
/// faster than that; returns the text's end.
///
/// `out` has room for `longest_short_decimal` characters. Returns null, and writes nothing, for all
/// other numbers.
///
/// The text is that of the fraction `digits / scale`. Readers of the text get the double that is
/// nearest to the fraction. So the text stands for the number if the distance between the two is
/// less than half of the last bit of the number. The first scale for which this is true gives the
/// shortest text. The distance is computed in integers, which no compiler option makes inexact.
/// (Just below a power of 2 the bound would be a quarter, but a fraction with four digits is that
/// near to a power of 2 only if it is equal to it.)
inline char* write_short_decimal(double value, char* out) noexcept {
    const FloatBits<double> bits(value);
    // Beyond these, to_chars may write an exponent.
    constexpr std::uint64_t least = 0x3F50624DD2F1A9FC; // 1e-3
    constexpr std::uint64_t most = 0x41CDCD6500000000;  // 1e9
    if (bits.magnitude() < least || bits.magnitude() >= most) return nullptr;
    const double size = FloatBits<double>(bits.magnitude()).value();
    const int shift = -bits.exponent(); // 23 to 62
    const std::uint64_t significand = bits.significand();
    std::uint64_t scale = 1;
    int decimals = 0;
    auto digits = static_cast<std::uint64_t>(size);
    for (;;) {
        // The difference of digits / scale and the number, times scale, in units of its last bit.
        // It is less than 2^63, so that it is right although both products may wrap round.
        const std::uint64_t difference = (digits << shift) - significand * scale;
        const std::uint64_t distance = difference >> 63 != 0 ? 0 - difference : difference;
        if (distance * 2 < scale) break;
        if (++decimals == 5) return nullptr;
        scale *= 10;
        digits = static_cast<std::uint64_t>(size * static_cast<double>(scale) + 0.5);
    }
    if (decimals == 0 && digits >= 100'000) return nullptr; // to_chars may write 1e+05
    if (value < 0) *out++ = '-';
    out = std::to_chars(out, out + 10, digits / scale).ptr;
    if (decimals == 0) return out;
    *out = '.';
    std::uint64_t rest = digits % scale;
    for (int i = decimals; i != 0; --i) {
        out[i] = static_cast<char>('0' + rest % 10);
        rest /= 10;
    }
    return out + 1 + decimals;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
