#ifndef FLAMEUP_VALUE_TIMESTAMP_CHRONO_HPP
#define FLAMEUP_VALUE_TIMESTAMP_CHRONO_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/value/timestamp.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {

/// How many ticks of a duration are in a second: 1 to 1,000,000,000.
template <class Duration> constexpr std::int64_t ticks_per_second() noexcept {
    static_assert(Duration::period::num == 1 && 1'000'000'000 % Duration::period::den == 0,
                  "the clock's tick must be a whole fraction of a second, and of nanoseconds");
    static_assert(std::numeric_limits<typename Duration::rep>::is_integer &&
                      sizeof(typename Duration::rep) == sizeof(std::int64_t),
                  "the clock must count its ticks in 64 bits");
    return Duration::period::den;
}

/// Turns a moment into the duration since 1970, rounded down; nothing if that overflows.
template <class Duration> constexpr std::optional<Duration> to_duration(Timestamp moment) noexcept {
    using limits = std::numeric_limits<typename Duration::rep>;
    constexpr std::int64_t ticks = ticks_per_second<Duration>();
    if (!calendar::is_representable(moment)) return std::nullopt;
    const std::int64_t rest = moment.nanoseconds / (1'000'000'000 / ticks);
    if (moment.seconds >= 0) {
        if (moment.seconds > ((limits::max)() - rest) / ticks) return std::nullopt;
        return Duration(moment.seconds * ticks + rest);
    }
    // The product alone may be just below the range where the sum is in it.
    const std::int64_t back = ticks - rest;
    if (moment.seconds + 1 < ((limits::min)() + back) / ticks) return std::nullopt;
    return Duration((moment.seconds + 1) * ticks - back);
}

/// Turns a duration since 1970 into a moment; nothing outside of the years 0000 to 9999.
template <class Duration>
constexpr std::optional<Timestamp> from_duration(Duration duration) noexcept {
    constexpr std::int64_t ticks = ticks_per_second<Duration>();
    Timestamp moment;
    moment.seconds = duration.count() / ticks;
    std::int64_t rest = duration.count() % ticks;
    if (rest < 0) {
        rest += ticks;
        moment.seconds -= 1;
    }
    moment.nanoseconds = static_cast<std::uint32_t>(rest * (1'000'000'000 / ticks));
    if (!calendar::is_representable(moment)) return std::nullopt;
    return moment;
}

} // namespace detail

/// Turns a moment into a time of the system clock, rounded down to the clock's tick.
///
/// Returns nothing for a moment that the clock cannot hold (one of nanoseconds holds the years 1678
/// to 2261), and for one that `write_timestamp` refuses.
inline std::optional<std::chrono::system_clock::time_point>
to_time_point(Timestamp moment) noexcept {
    using Clock = std::chrono::system_clock;
    const auto duration = detail::to_duration<Clock::duration>(moment);
    if (!duration) return std::nullopt;
    return Clock::time_point(*duration);
}

/// Turns a time of the system clock into a moment; nothing outside of the years 0000 to 9999.
inline std::optional<Timestamp>
from_time_point(std::chrono::system_clock::time_point time) noexcept {
    return detail::from_duration(time.time_since_epoch());
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
