#ifndef FLAMEUP_VALUE_CALENDAR_HPP
#define FLAMEUP_VALUE_CALENDAR_HPP

#include "flameup/value/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {
namespace calendar {

inline constexpr std::int64_t day_seconds = 24 * 60 * 60;
inline constexpr std::int64_t first_day = -719528; // 0000-01-01
inline constexpr std::uint32_t last_nanosecond = 999'999'999;

/// A date and time of day as written, in the proleptic Gregorian calendar.
struct DateTime {
    int year = 0;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
};

constexpr bool is_representable(Timestamp moment) noexcept {
    return moment.seconds >= first_timestamp_second && moment.seconds <= last_timestamp_second &&
           moment.nanoseconds <= last_nanosecond;
}

constexpr int days_in_month(int year, int month) noexcept {
    if (month == 2) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Years that begin in March have their leap day at the end, and months of 31, 30, 31, 30, 31 days
// that repeat: 153 days every five. Counted from March of the year -400, none is negative.
inline constexpr int epoch_day = 865565; // 1970-01-01 in days from -400-03-01

/// Counts the days from 1970-01-01 to a date of the years 0 to 9999.
constexpr std::int64_t days_from_date(int year, int month, int day) noexcept {
    const auto march_month = static_cast<unsigned>(month < 3 ? month + 9 : month - 3);
    const auto march_year = static_cast<unsigned>(year + 400 - (month < 3 ? 1 : 0));
    const unsigned century = march_year / 100;
    const unsigned first = 365 * march_year + march_year / 4 - century + century / 4;
    return static_cast<int>(first + (153 * march_month + 2) / 5) + day - 1 - epoch_day;
}

/// Finds the date, at midnight, that lies a number of days after 1970-01-01, in the years 0 to
/// 9999.
///
/// Divides by multiplication: the upper bits of the product are the quotient, and the lower ones
/// the remainder as a fraction (Neri and Schneider, "Euclidean affine functions and their
/// application to calendar algorithms", 2022). In quarters of days, a century's years are alike.
constexpr DateTime date_from_days(std::int64_t days) noexcept {
    constexpr std::uint32_t quarters_in_century = 146097;
    constexpr std::uint64_t year_factor = 2939745; // 2^32 / 1461, rounded up
    constexpr std::uint32_t month_factor = 2141;   // 2^16 * 5 / 153
    constexpr std::uint32_t first_month = 197913;  // 2^16 * 3.02: day 0 is in March
    const auto march_days = static_cast<std::uint32_t>(days + epoch_day);
    const std::uint32_t quarters = 4 * march_days + 3;
    const std::uint32_t century = quarters / quarters_in_century;
    const std::uint64_t year = year_factor * (quarters % quarters_in_century | 3);
    const auto rest = static_cast<std::uint32_t>(year & 0xFFFFFFFF);
    const auto day_of_year = static_cast<std::uint32_t>(rest / year_factor / 4);
    const std::uint32_t month = month_factor * day_of_year + first_month;
    const bool is_next_year = day_of_year >= 306; // January or February
    DateTime date;
    date.year = static_cast<int>(100 * century + (year >> 32)) - 400 + (is_next_year ? 1 : 0);
    date.month = static_cast<int>(month >> 16) - (is_next_year ? 12 : 0);
    date.day = static_cast<int>((month & 0xFFFF) / month_factor) + 1;
    return date;
}

/// Counts the seconds from 1970 to a date and time whose clock is ahead of UTC by some minutes.
///
/// Returns what is wrong with it, or null. A leap second becomes the second that follows.
constexpr const char* to_seconds(const DateTime& parts, int minutes_ahead,
                                 std::int64_t& seconds) noexcept {
    if (parts.month < 1 || parts.month > 12) return "the month is not 01 to 12";
    const bool in_any_month = parts.day <= 28;
    if (parts.day < 1 || (!in_any_month && parts.day > days_in_month(parts.year, parts.month))) {
        return "the month has no such day";
    }
    if (parts.hour > 23) return "the hour is not 00 to 23";
    if (parts.minute > 59) return "the minute is not 00 to 59";
    if (parts.second > 60) return "the second is not 00 to 60";
    const std::int64_t days = days_from_date(parts.year, parts.month, parts.day);
    seconds =
        days * day_seconds + (parts.hour * 60 + parts.minute - minutes_ahead) * 60 + parts.second;
    constexpr std::int64_t range = last_timestamp_second - first_timestamp_second;
    if (static_cast<std::uint64_t>(seconds - first_timestamp_second) > std::uint64_t{range}) {
        return "the year in UTC is not 0000 to 9999";
    }
    if (parts.second == 60) {
        const std::int64_t since_first = seconds - first_timestamp_second;
        if (since_first % day_seconds != 0 ||
            date_from_days(since_first / day_seconds + first_day).day != 1) {
            return "the second is 60 where no leap second can be";
        }
    }
    return nullptr;
}

/// Reads up to nine digits at a place; returns -1 if there are not that many.
constexpr int read_digits(std::string_view text, std::size_t at, std::size_t count) noexcept {
    if (text.size() < at + count) return -1;
    int value = 0;
    for (std::size_t i = at; i != at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

inline constexpr char two_digits[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546"
    "4748495051525354555657585960616263646566676869707172737475767778798081828384858687888990919293"
    "949596979899";

/// Writes two digits and returns their end; the value is below 100.
constexpr char* write_two_digits(char* out, std::uint32_t value) noexcept {
    out[0] = two_digits[2 * value];
    out[1] = two_digits[2 * value + 1];
    return out + 2;
}

} // namespace calendar
} // namespace detail

FLAMEUP_END_NAMESPACE

#endif
