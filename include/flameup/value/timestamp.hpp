#ifndef FLAMEUP_VALUE_TIMESTAMP_HPP
#define FLAMEUP_VALUE_TIMESTAMP_HPP

#include "flameup/platform.hpp"

#include <cstdint>

FLAMEUP_BEGIN_NAMESPACE

/// The first second of the year 0000 and the last one of the year 9999.
inline constexpr std::int64_t first_timestamp_second = -62167219200;
inline constexpr std::int64_t last_timestamp_second = 253402300799;

/// A moment in UTC, to the nanosecond, of the years 0000 to 9999 (RFC 3339).
///
/// `parse_timestamp` and `to_string` in `timestamp_text.hpp` turn it from and to text.
struct Timestamp {
    std::int64_t seconds = 0;      ///< Since 1970-01-01T00:00:00Z, leap seconds not counted.
    std::uint32_t nanoseconds = 0; ///< 0 to 999,999,999, forward from `seconds`.

    friend constexpr bool operator==(Timestamp a, Timestamp b) noexcept {
        return a.seconds == b.seconds && a.nanoseconds == b.nanoseconds;
    }
    friend constexpr bool operator!=(Timestamp a, Timestamp b) noexcept { return !(a == b); }
    friend constexpr bool operator<(Timestamp a, Timestamp b) noexcept {
        return a.seconds != b.seconds ? a.seconds < b.seconds : a.nanoseconds < b.nanoseconds;
    }
    friend constexpr bool operator>(Timestamp a, Timestamp b) noexcept { return b < a; }
    friend constexpr bool operator<=(Timestamp a, Timestamp b) noexcept { return !(b < a); }
    friend constexpr bool operator>=(Timestamp a, Timestamp b) noexcept { return !(a < b); }
};

FLAMEUP_END_NAMESPACE

#endif
