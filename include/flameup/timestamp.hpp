#ifndef FLAMEUP_TIMESTAMP_HPP
#define FLAMEUP_TIMESTAMP_HPP

#include "flameup/platform.hpp"

#include <cstdint>

FLAMEUP_BEGIN_NAMESPACE

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
