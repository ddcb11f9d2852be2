#ifndef FLAMEUP_TEXT_FLOAT_BITS_HPP
#define FLAMEUP_TEXT_FLOAT_BITS_HPP

#include "flameup/platform.hpp"

#include <cstdint>
#include <cstring>
#include <limits>
#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The bits of a `float` or a `double` (IEEE 754).
///
/// They tell what a number is where compilers may take all numbers for finite (`-ffast-math`), so
/// that `std::isfinite` is always true and `std::signbit` of 0 is any.
template <class T> class FloatBits {
  public:
    static_assert(std::is_same_v<T, float> || std::is_same_v<T, double>);

    /// An unsigned integer with as many bits.
    using Word = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;

    /// How many bits the fraction has: 23 or 52. The exponent's bits and the sign stand above.
    static constexpr int fraction_bits = std::numeric_limits<T>::digits - 1;
    static constexpr Word fraction_mask = (Word{1} << fraction_bits) - 1;
    static constexpr Word sign_mask = Word{1} << (sizeof(T) * 8 - 1);
    static constexpr Word infinity = sign_mask - (Word{1} << fraction_bits);

    /// The exponent of the fraction's last bit where the exponent's bits are 0 or 1.
    static constexpr int lowest_exponent =
        std::numeric_limits<T>::min_exponent - std::numeric_limits<T>::digits;

    explicit FloatBits(T value) noexcept { std::memcpy(&word_, &value, sizeof value); }
    explicit constexpr FloatBits(Word word) noexcept : word_(word) {}

    /// Returns the number with these bits.
    T value() const noexcept {
        T value;
        std::memcpy(&value, &word_, sizeof value);
        return value;
    }

    constexpr bool is_negative() const noexcept { return (word_ & sign_mask) != 0; }
    constexpr bool is_zero() const noexcept { return magnitude() == 0; }
    constexpr bool is_finite() const noexcept { return magnitude() < infinity; }

    /// Returns the bits without the sign: they are in the order of the numbers.
    constexpr Word magnitude() const noexcept { return word_ & ~sign_mask; }

    /// Returns the integer that times 2 to the power of `exponent()` is the number's size.
    constexpr Word significand() const noexcept {
        const Word fraction = word_ & fraction_mask;
        return magnitude() > fraction_mask ? fraction + fraction_mask + 1 : fraction;
    }

    constexpr int exponent() const noexcept {
        const auto field = static_cast<int>(magnitude() >> fraction_bits);
        return lowest_exponent + (field > 1 ? field - 1 : 0);
    }

    friend constexpr bool operator==(FloatBits a, FloatBits b) noexcept {
        return a.word_ == b.word_;
    }

  private:
    Word word_ = 0;
};

/// Tells whether a number is neither infinite nor NaN.
template <class T> bool is_finite(T value) noexcept { return FloatBits<T>(value).is_finite(); }

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
