#ifndef FLAMEUP_JSON_NUMBER_HPP
#define FLAMEUP_JSON_NUMBER_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A number of a JSON text; what does not fit in 64 bits is real.
struct JsonNumber {
    enum class Kind { integer, large_integer, real };

    Kind kind = Kind::integer;
    std::int64_t integer = 0;
    std::uint64_t large_integer = 0; ///< Above the largest `integer`.
    std::string_view text;           ///< Of one that is real.
};

inline bool is_digit_at(const char* p, const char* end) noexcept {
    return p != end && *p >= '0' && *p <= '9';
}

/// Reads a number of a JSON text (RFC 8259 section 6), and returns its end.
///
/// If there is none at `p`, returns where it fails, and `is_number` becomes false.
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
    // Of 20 digits, those that begin with 1 are below twice 2^64.
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
