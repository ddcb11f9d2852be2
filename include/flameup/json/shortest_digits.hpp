#ifndef FLAMEUP_JSON_SHORTEST_DIGITS_HPP
#define FLAMEUP_JSON_SHORTEST_DIGITS_HPP

#include "flameup/json/nearest_number.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/text/float_bits.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <charconv>
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

    /// Rounds to at most this many digits.
    void round(std::size_t most) {
        if (digits.size() <= most) return;
        bool up = digits[most] >= '5';
        digits.resize(most);
        for (std::size_t i = most; up && i != 0; --i) {
            up = digits[i - 1] == '9';
            digits[i - 1] = up ? '0' : static_cast<char>(digits[i - 1] + 1);
        }
        if (up) {
            digits.insert(digits.begin(), '1');
            ++power;
        }
        while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
    }
};

/// Returns the fewest digits that are read as this number, by Boost.JSON's writer; without its
/// sign.
inline ScientificNumber shortest_digits(double value) {
    ScientificNumber number;
    const std::string text = boost::json::serialize(boost::json::value(value)); // as 1.25E-7
    std::size_t i = 0;
    for (; text[i] != 'E'; ++i) {
        if (text[i] >= '0' && text[i] <= '9') number.digits += text[i];
    }
    const std::size_t first = text[i + 1] == '-' ? i + 2 : i + 1;
    std::from_chars(text.data() + first, text.data() + text.size(), number.power);
    if (first != i + 1) number.power = -number.power;
    return number;
}

inline ScientificNumber shortest_digits(float value) {
    const ScientificNumber all = shortest_digits(static_cast<double>(value));
    ScientificNumber number;
    const auto bits = FloatBits<float>(value).magnitude();
    for (std::size_t count = 1; count != 10; ++count) { // nine are always enough
        number = all;
        number.round(count);
        float read = 0;
        if (nearest_number(number.text(), read) && FloatBits<float>(read).magnitude() == bits)
            break;
    }
    return number;
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
