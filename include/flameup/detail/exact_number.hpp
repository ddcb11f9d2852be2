#ifndef FLAMEUP_DETAIL_EXACT_NUMBER_HPP
#define FLAMEUP_DETAIL_EXACT_NUMBER_HPP

#include "flameup/platform.hpp"

#include <boost/json/parse.hpp>

#include <charconv>
#include <cstddef>
#include <limits>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class = void> struct has_from_chars : std::false_type {};
template <class T>
struct has_from_chars<
    T, std::void_t<decltype(std::from_chars(std::declval<const char*>(),
                                            std::declval<const char*>(), std::declval<T&>()))>>
    : std::true_type {};

/// Tells whether a number (RFC 8259 section 6) that no double can hold is too large for one.
constexpr bool is_too_large(std::string_view text) noexcept {
    constexpr long most = 1'000'000'000; // more than any text has digits
    long before_point = 0;               // digits from the first that is not 0 on
    long zeros_behind = 0;               // between the point and the first digit that is not 0
    std::size_t i = text[0] == '-' ? 1 : 0;
    const auto at_digit = [&] { return i != text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (; at_digit(); ++i) before_point += before_point != 0 || text[i] != '0';
    if (i != text.size() && text[i] == '.') {
        bool leading = before_point == 0;
        for (++i; at_digit(); ++i) {
            leading = leading && text[i] == '0';
            zeros_behind += leading;
        }
    }
    long exponent = 0;
    if (i != text.size()) {
        ++i; // the e
        const bool negative = text[i] == '-';
        if (text[i] == '-' || text[i] == '+') ++i;
        for (; at_digit(); ++i) {
            if (exponent < most) exponent = exponent * 10 + (text[i] - '0');
        }
        if (negative) exponent = -exponent;
    }
    return exponent + before_point - zeros_behind > 0;
}

/// Returns the double nearest to a number; infinite if it is too large, as `1e999`.
///
/// Standard libraries without `from_chars` for floating point make do with Boost.JSON's parser,
/// which may be some units off.
template <class T = double> T exact_number(std::string_view text) {
    if constexpr (has_from_chars<T>::value) {
        T exact = 0;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), exact);
        if (result.ec == std::errc()) return exact;
        const T size = is_too_large(text) ? std::numeric_limits<T>::infinity() : T(0);
        return text[0] == '-' ? -size : size;
    } else {
        boost::json::error_code error;
        const boost::json::value number = boost::json::parse({text.data(), text.size()}, error);
        return error ? std::numeric_limits<T>::infinity() : number.template to_number<T>(error);
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
