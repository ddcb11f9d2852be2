#ifndef FLAMEUP_TEXT_DECIMAL_PLACES_HPP
#define FLAMEUP_TEXT_DECIMAL_PLACES_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The powers of ten of the first and the last digit that is not 0: 5 and 2 for `120.5e3`.
struct DecimalPlaces {
    bool is_zero = true; ///< All digits are 0; there is no first and no last one.
    std::int64_t first = 0;
    std::int64_t last = 0;
};

/// Finds the decimal places of a number as JSON writes it (RFC 8259 section 6).
constexpr DecimalPlaces decimal_places(std::string_view text) noexcept {
    constexpr std::int64_t most = 1'000'000'000; // exponents from here on are all the same
    std::int64_t digits = 0;
    std::int64_t before_point = -1;
    DecimalPlaces places;
    std::size_t i = text[0] == '-' ? 1 : 0;
    for (; i != text.size() && text[i] != 'e' && text[i] != 'E'; ++i) {
        if (text[i] == '.') {
            before_point = digits;
            continue;
        }
        if (text[i] != '0') {
            if (places.is_zero) places.first = digits;
            places.last = digits;
            places.is_zero = false;
        }
        ++digits;
    }
    if (before_point < 0) before_point = digits;
    std::int64_t exponent = 0;
    if (i != text.size()) {
        ++i; // the e
        const bool negative = text[i] == '-';
        if (text[i] == '-' || text[i] == '+') ++i;
        for (; i != text.size(); ++i) {
            if (exponent < most) exponent = exponent * 10 + (text[i] - '0');
        }
        if (negative) exponent = -exponent;
    }
    places.first = before_point - 1 - places.first + exponent;
    places.last = before_point - 1 - places.last + exponent;
    return places;
}

/// Tells whether a number that is out of the range of doubles is too large, rather than too near
/// to 0.
constexpr bool is_too_large(std::string_view text) noexcept {
    const DecimalPlaces places = decimal_places(text);
    return !places.is_zero && places.first >= 0;
}

/// Tells whether a number is an integer, as `5.0` and `0.5e1` are.
constexpr bool is_whole(std::string_view text) noexcept {
    const DecimalPlaces places = decimal_places(text);
    return places.is_zero || places.last >= 0;
}

/// Reads a number that is an integer, without its sign: 5 for `-0.5e1`; 2^53 if it is not less.
constexpr std::int64_t whole_magnitude(std::string_view text) noexcept {
    constexpr auto most = std::int64_t{1} << 53;
    const DecimalPlaces places = decimal_places(text);
    if (places.is_zero) return 0;
    if (places.first > 15) return most; // 16 digits fit in 64 bits
    std::int64_t value = 0;
    std::int64_t left = places.first + 1; // digits before the point
    for (std::size_t i = 0; left != 0 && i != text.size() && text[i] != 'e' && text[i] != 'E';
         ++i) {
        if (text[i] == '-' || text[i] == '.' || (value == 0 && text[i] == '0')) continue;
        value = value * 10 + (text[i] - '0');
        --left;
    }
    for (; left != 0; --left) value *= 10;
    return value < most ? value : most;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
