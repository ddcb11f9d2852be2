#ifndef FLAMEUP_JSON_NEAREST_NUMBER_HPP
#define FLAMEUP_JSON_NEAREST_NUMBER_HPP

#include "flameup/text/decimal_places.hpp"
#include "flameup/text/float_bits.hpp"

#include FLAMEUP_DECIMAL_SEARCH_HEADER

#include <charconv>
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
    : std::bool_constant<FLAMEUP_HAS_FLOAT_CHARCONV> {};

/// Finds numbers where the standard library cannot; see `text/decimal_search.hpp`.
template <class T> class DecimalSearch;

/// Makes `value` the double, or float, nearest to a number (RFC 8259 section 6); false if that is
/// too large, as `1e999` is.
template <class T> bool nearest_number(std::string_view text, T& value) noexcept {
    using Bits = FloatBits<T>;
    typename Bits::Word size = 0;
    if constexpr (has_from_chars<T>::value) {
        const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
        if (result.ec == std::errc()) return true;
        if (is_too_large(text)) return false; // otherwise it is near to 0
    } else {
        size = DecimalSearch<T>(text).find();
        if (size == Bits::infinity) return false;
    }
    value = Bits(text[0] == '-' ? size | Bits::sign_mask : size).value();
    return true;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
