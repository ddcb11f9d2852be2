#ifndef FLAMEUP_JSON_SHORTEST_DIGITS_HPP
#define FLAMEUP_JSON_SHORTEST_DIGITS_HPP

#include "flameup/json/nearest_number.hpp"
#include "flameup/text/big_natural.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/text/float_bits.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A number's digits, and the power of ten of the first one.
struct ScientificNumber {
    std::string digits;
    int power = 0;

    /// Returns the number as JSON with an exponent.
    std::string text() const {
        std::string text = digits + "e";
        append_integer(text, power + 1 - static_cast<int>(digits.size()));
        return text;
    }

    /// Returns the number with the first digits only; `is_up` adds 1 to the last one.
    ScientificNumber cut(std::size_t count, bool is_up) const {
        ScientificNumber number{digits.substr(0, count), power};
        for (std::size_t i = count; is_up && i != 0; --i) {
            char& digit = number.digits[i - 1];
            is_up = digit == '9';
            digit = is_up ? '0' : static_cast<char>(digit + 1);
        }
        if (is_up) {
            number.digits.insert(number.digits.begin(), '1');
            ++number.power;
        }
        while (number.digits.size() > 1 && number.digits.back() == '0') number.digits.pop_back();
        return number;
    }
};

/// Returns the first 18 digits of the exact value, which is not 0, without its sign.
template <class T> ScientificNumber first_digits(FloatBits<T> bits) {
    ScientificNumber number;
    BigNatural left(1); // left / right is the number, times or by powers of ten
    BigNatural right(1);
    left.multiply(bits.significand());
    const int exponent = bits.exponent();
    exponent > 0 ? left.shift_left(exponent) : right.shift_left(-exponent);
    int size = exponent; // the power of two
    for (auto rest = bits.significand(); rest > 1; rest /= 2) ++size;
    number.power = size * 30103 / 100000 - (size < 0); // or one less than the power of ten
    BigNatural& factor = number.power < 0 ? left : right;
    const int power = number.power < 0 ? -number.power : number.power;
    factor.multiply_by_power_of_5(power);
    factor.shift_left(power);
    BigNatural above(right);
    above.multiply_and_add(10, 0);
    if (left.compare(above) >= 0) {
        right = above;
        ++number.power;
    }
    for (int i = 0; i != 18; ++i) {
        char digit = '0';
        for (; left.compare(right) >= 0; ++digit) left.subtract(right);
        number.digits += digit;
        left.multiply_and_add(10, 0);
    }
    return number;
}

/// Returns the fewest digits that are read as this number; without its sign.
template <class T> ScientificNumber shortest_digits(T value) {
    const FloatBits<T> bits(value);
    if (bits.is_zero()) return {"0", 0};
    const ScientificNumber all = first_digits(bits);
    const auto reads_back = [&bits](const ScientificNumber& number) {
        T read = 0;
        return nearest_number(number.text(), read) &&
               FloatBits<T>(read).magnitude() == bits.magnitude();
    };
    ScientificNumber shortest = all;
    const auto fits = [&](std::size_t count) {
        const bool is_up = all.digits[count] >= '5';
        for (const bool up : {is_up, !is_up}) {
            const ScientificNumber number = all.cut(count, up);
            if (!reads_back(number)) continue;
            shortest = number;
            return true;
        }
        return false;
    };
    std::size_t few = 1;
    std::size_t enough = 17; // for any double
    while (few != enough) {
        const std::size_t middle = (few + enough) / 2;
        fits(middle) ? enough = middle : few = middle + 1;
    }
    fits(enough);
    return shortest;
}

/// Writes digits with or without an exponent, whichever is shorter, as `std::to_chars` does.
inline char* write_digits(const ScientificNumber& number, char* out) {
    const auto append = [&out](std::string_view text) {
        for (const char c : text) *out++ = c;
    };
    const std::string_view digits = number.digits;
    const int count = static_cast<int>(digits.size());
    const int power = number.power;
    const int size = power < 0 ? -power : power;
    const int with_exponent = count + (count > 1 ? 1 : 0) + (size > 99 ? 5 : 4);
    const int without = power < 0 ? 1 + size + count : count > power + 1 ? count + 1 : power + 1;
    if (without > with_exponent) {
        append(digits.substr(0, 1));
        if (count > 1) append(".");
        append(digits.substr(1));
        append(power < 0 ? "e-" : "e+");
        if (size < 10) append("0");
        return write_integer(size, out);
    }
    const auto whole =
        static_cast<std::size_t>(power < 0 ? 0 : power + 1); // digits before the point
    append(power < 0 ? "0" : digits.substr(0, whole));
    for (std::size_t i = digits.size(); i < whole; ++i) *out++ = '0';
    if (whole < digits.size()) append(".");
    for (int i = power; i < -1; ++i) *out++ = '0';
    if (whole < digits.size()) append(digits.substr(whole));
    return out;
}

/// Writes numbers for standard libraries without `std::to_chars` for floating-point types.
template <class T> struct DigitsWriter {
    /// Writes as `write_shortest_number` does.
    static char* write(T value, char* out) {
        if (FloatBits<T>(value).is_negative()) *out++ = '-';
        return write_digits(shortest_digits(value), out);
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
