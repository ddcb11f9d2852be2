#ifndef FLAMEUP_JSON_SCAN_NUMBER_HPP
#define FLAMEUP_JSON_SCAN_NUMBER_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A number as it stands in a JSON text.
struct JsonNumber {
    enum class Kind {
        integer,       ///< Fits in `std::int64_t`.
        large_integer, ///< Fits in `std::uint64_t` only.
        real           ///< Has a point or an exponent, or does not fit in 64 bits.
    };

    Kind kind = Kind::integer;
    std::int64_t integer = 0;        ///< The value, if it is of this kind.
    std::uint64_t large_integer = 0; ///< The value, if it is of this kind.
    std::string_view text;           ///< The digits of a real number, within the JSON text.
};

inline bool is_digit_at(const char* p, const char* end) noexcept {
    return p != end && *p >= '0' && *p <= '9';
}

/// Reads a number of a JSON text (RFC 8259 section 6), and returns its end.
///
/// `p` is before `end`. If there is no number at `p`, `is_number` becomes false, and the result is
/// where the first byte is wrong.
inline const char* scan_number(const char* p, const char* end, JsonNumber& number,
                               bool& is_number) noexcept {
    const auto stop = [&is_number](const char* at) {
        is_number = false;
        return at;
    };
    const char* const first = p;
    const bool negative = *p == '-';
    if (negative) ++p;
    std::uint64_t magnitude = 0;
    const char* const digits = p;
    if (p != end && *p == '0') {
        ++p;
    } else {
        for (; is_digit_at(p, end); ++p) {
            magnitude = magnitude * 10 + static_cast<unsigned char>(*p - '0');
        }
        if (p == digits) return stop(p);
    }
    bool fits = p - digits <= 19;
    // A number of 20 digits that begins with 1 is less than twice 2^64: if `magnitude` has wrapped
    // round, it is less than 10^19.
    if (p - digits == 20) fits = *digits == '1' && magnitude >= 10'000'000'000'000'000'000u;
    if (p != end && *p == '.') {
        fits = false;
        const char* const fraction = ++p;
        while (is_digit_at(p, end)) ++p;
        if (p == fraction) return stop(p);
    }
    if (p != end && (*p == 'e' || *p == 'E')) {
        fits = false;
        ++p;
        if (p != end && (*p == '+' || *p == '-')) ++p;
        const char* const exponent = p;
        while (is_digit_at(p, end)) ++p;
        if (p == exponent) return stop(p);
    }
    constexpr auto largest = static_cast<std::uint64_t>((std::numeric_limits<std::int64_t>::max)());
    if (fits && magnitude <= largest) {
        number.kind = JsonNumber::Kind::integer;
        number.integer = static_cast<std::int64_t>(magnitude);
        if (negative) number.integer = -number.integer;
    } else if (fits && !negative) {
        number.kind = JsonNumber::Kind::large_integer;
        number.large_integer = magnitude;
    } else if (fits && magnitude == largest + 1) {
        number.kind = JsonNumber::Kind::integer;
        number.integer = (std::numeric_limits<std::int64_t>::min)();
    } else {
        number.kind = JsonNumber::Kind::real;
        number.text = {first, static_cast<std::size_t>(p - first)};
    }
    return p;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
