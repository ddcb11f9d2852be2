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

/// Writes a number that a few decimals say exactly, as `std::to_chars` does and faster.
///
/// `out` has room for `longest_short_decimal` characters. Returns null, and writes nothing, for
/// other numbers. A quotient of integers below 2^53 is the double nearest to it: where that is the
/// number itself, the quotient's decimals are a text for it, and no shorter one is with fewer of
/// them.
inline char* write_short_decimal(double value, char* out) noexcept {
    const double size = std::fabs(value);
    // Beyond these, to_chars may write an exponent.
    if (!(size >= 1e-3 && size < 1e9)) return nullptr;
    std::uint64_t scale = 1;
    int decimals = 0;
    auto digits = static_cast<std::uint64_t>(size);
    while (static_cast<double>(digits) / static_cast<double>(scale) != size) {
        if (++decimals == 5) return nullptr;
        scale *= 10;
        digits = static_cast<std::uint64_t>(size * static_cast<double>(scale) + 0.5);
    }
    if (decimals == 0 && size >= 1e5) return nullptr;
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
