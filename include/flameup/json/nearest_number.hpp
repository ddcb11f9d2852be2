#ifndef FLAMEUP_JSON_NEAREST_NUMBER_HPP
#define FLAMEUP_JSON_NEAREST_NUMBER_HPP

#include "flameup/platform.hpp"

#include <boost/json/parse.hpp>
#include <boost/system/error_code.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether the standard library has `std::from_chars` for a floating-point type.
template <class T, class = void> struct has_from_chars : std::false_type {};
template <class T>
struct has_from_chars<
    T, std::void_t<decltype(std::from_chars(std::declval<const char*>(),
                                            std::declval<const char*>(), std::declval<T&>()))>>
    : std::true_type {};

/// The powers of ten of a number's first and last digit that is not 0: in `120.5e3`, 5 and 2.
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

/// Returns the double, or float, nearest to a number (RFC 8259 section 6); infinite if it is too
/// large, as `1e999` is.
///
/// Where the standard library has no `std::from_chars` for floating-point types, Boost.JSON's
/// parser reads the number, and the result may differ from the nearest one in its last bits.
template <class T = double> T nearest_number(std::string_view text) {
    if constexpr (has_from_chars<T>::value) {
        T exact = 0;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), exact);
        if (result.ec == std::errc()) return exact;
        const T size = is_too_large(text) ? std::numeric_limits<T>::infinity() : T(0);
        return text[0] == '-' ? -size : size;
    } else {
        boost::system::error_code error;
        const boost::json::value number = boost::json::parse({text.data(), text.size()}, error);
        return error ? std::numeric_limits<T>::infinity() : number.template to_number<T>(error);
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
