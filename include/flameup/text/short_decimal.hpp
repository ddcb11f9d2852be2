#ifndef FLAMEUP_TEXT_SHORT_DECIMAL_HPP
#define FLAMEUP_TEXT_SHORT_DECIMAL_HPP

#include "flameup/platform.hpp"

#include <charconv>
#include <cmath>
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
/// The text is that of the fraction `digits / scale`. Dividing two integers below 2^53 gives the
/// double that is nearest to the fraction, which is what readers of the text get. So the text
/// stands for the number if the quotient is the number; the first scale for which it is gives the
/// shortest.
inline char* write_short_decimal(double value, char* out) noexcept {
    const double size = std::fabs(value);
    // For smaller and larger numbers to_chars may write an exponent.
    if (!(size >= 1e-3 && size < 1e9)) return nullptr;
    std::uint64_t scale = 1;
    int decimals = 0;
    std::uint64_t digits = static_cast<std::uint64_t>(size);
    while (static_cast<double>(digits) / static_cast<double>(scale) != size) {
        if (++decimals == 5) return nullptr;
        scale *= 10;
        digits = static_cast<std::uint64_t>(size * static_cast<double>(scale) + 0.5);
    }
    if (decimals == 0 && size >= 1e5) return nullptr; // to_chars may write 1e+05
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
