#ifndef FLAMEUP_TEXT_DECIMAL_SEARCH_HPP
#define FLAMEUP_TEXT_DECIMAL_SEARCH_HPP

#include "flameup/text/big_natural.hpp"
#include "flameup/text/decimal_places.hpp"
#include "flameup/text/float_bits.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Finds the `float` or the `double` nearest to a number that is written in decimal.
///
/// It is for standard libraries without `std::from_chars` for such types. It begins with a guess
/// and compares the number in exact integers with what lies half way between two neighbours: the
/// result is right however bad the guess is.
template <class T> class DecimalSearch {
  public:
    /// Takes a number (RFC 8259 section 6).
    explicit DecimalSearch(std::string_view text) noexcept : places_(decimal_places(text)) {
        if (is_far()) return;
        const std::int64_t used = take_digits(text, places_.first - places_.last + 1);
        power_ = places_.first + 1 - used;
        guess_power_ = places_.first + 1 - guess_digits_;
        digits_.multiply_by_power_of_5(power_);
        divisor_.multiply_by_power_of_5(-power_);
    }

    /// Returns the bits of the number's size; those of infinity if it is too large.
    typename FloatBits<T>::Word find() const noexcept {
        if (is_far()) return is_large() ? FloatBits<T>::infinity : 0;
        Word low = guess(); // becomes a neighbour below the nearest one
        Word high = low;    // becomes the nearest one, or a neighbour above it
        Word step = 1;
        if (is_above(low)) {
            do {
                low = high;
                if (low == largest) return FloatBits<T>::infinity;
                high = largest - low > step ? low + step : largest;
                step *= 2;
            } while (is_above(high));
        } else {
            do {
                high = low;
                if (high == 0) return 0;
                low = high > step ? high - step : 0;
                step *= 2;
            } while (!is_above(low));
        }
        while (high - low > 1) {
            const Word middle = low + (high - low) / 2;
            (is_above(middle) ? low : high) = middle;
        }
        return high;
    }

  private:
    using Word = typename FloatBits<T>::Word;
    static constexpr Word largest = FloatBits<T>::infinity - 1;

    // What lies half way between two neighbours has at most 768 digits: of a number with more, all
    // that counts is whether it is above the part that is kept.
    static constexpr std::int64_t most_digits = 800;

    bool is_large() const noexcept { return !places_.is_zero && places_.first >= 310; }

    /// Tells whether the number is 0, or far out of the range of any double.
    bool is_far() const noexcept { return is_large() || places_.is_zero || places_.first < -400; }

    /// Tells whether the number is nearer to the neighbour above the number with these bits.
    bool is_above(Word word) const noexcept {
        const FloatBits<T> bits(word);
        // digits * 2^power * 5^power, against (2 * significand + 1) * 2^(exponent - 1)
        const std::int64_t shift = power_ - (bits.exponent() - 1);
        BigNatural left(digits_);
        BigNatural right(divisor_);
        right.multiply(std::uint64_t{bits.significand()} * 2 + 1);
        if (shift > 0) left.shift_left(shift);
        if (shift < 0) right.shift_left(-shift);
        const int order = left.compare(right);
        return order > 0 || (order == 0 && (word & 1) != 0); // to the even one
    }

    /// Takes the digits from the first one that is not 0 on, and returns their number.
    std::int64_t take_digits(std::string_view text, std::int64_t count) noexcept {
        std::int64_t used = 0;
        bool is_more = false;
        for (std::size_t i = 0; i != text.size() && used != count; ++i) {
            const char c = text[i];
            if (c < '0' || c > '9' || (c == '0' && used == 0)) continue;
            const auto digit = static_cast<std::uint32_t>(c - '0');
            if (used == most_digits) {
                is_more = true; // the last one is not 0
                break;
            }
            digits_.multiply_and_add(10, digit);
            ++used;
            if (used <= 18) {
                guess_ = guess_ * 10 + digit;
                guess_digits_ = used;
            }
        }
        if (is_more) digits_.multiply_and_add(10, 1);
        return used + is_more;
    }

    /// Returns bits near those of the number.
    Word guess() const noexcept {
        auto size = static_cast<double>(guess_);
        double power = 10;
        for (auto n = guess_power_ < 0 ? -guess_power_ : guess_power_; n != 0; n /= 2) {
            if (n % 2 != 0) size = guess_power_ < 0 ? size / power : size * power;
            if (n > 1) power *= power;
        }
        constexpr double most = (std::numeric_limits<T>::max)();
        const FloatBits<double> bits(size);
        if (!bits.is_finite() || size > most) return largest;
        return FloatBits<T>(static_cast<T>(size)).magnitude();
    }

    DecimalPlaces places_;
    BigNatural digits_;
    BigNatural divisor_{1};
    std::int64_t power_ = 0; // the number is digits * 10^power
    std::uint64_t guess_ = 0;
    std::int64_t guess_digits_ = 0;
    std::int64_t guess_power_ = 0;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
