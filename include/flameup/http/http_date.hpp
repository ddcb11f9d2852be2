#ifndef FLAMEUP_HTTP_HTTP_DATE_HPP
#define FLAMEUP_HTTP_HTTP_DATE_HPP

#include "flameup/value/calendar.hpp"
#include "flameup/value/timestamp.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {
namespace http_dates {

// The names' order is the year's and the week's.
inline constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
inline constexpr std::string_view weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};

// As `strptime` writes them, `%a %A %b %d %e %H %M %S %y %Y`.
inline constexpr std::string_view patterns[] = {
    "%a, %d %b %Y %H:%M:%S GMT", // IMF-fixdate
    "%A, %d-%b-%y %H:%M:%S GMT", // RFC 850
    "%a %b %e %H:%M:%S %Y",      // asctime
};

/// Removes the weekday's name, of which `length` characters are written, from the text's beginning.
constexpr bool skip_weekday(std::string_view& text, std::size_t length) noexcept {
    for (std::string_view name : weekdays) {
        name = name.substr(0, length);
        if (text.substr(0, name.size()) == name) {
            text.remove_prefix(name.size());
            return true;
        }
    }
    return false;
}

/// Removes a number of so many digits from the text's beginning.
constexpr bool take_number(std::string_view& text, std::size_t digits, int& number) noexcept {
    number = calendar::read_digits(text, 0, digits);
    if (number < 0) return false;
    text.remove_prefix(digits);
    return true;
}

/// Removes a month's name from the text's beginning.
constexpr bool take_month(std::string_view& text, int& month) noexcept {
    month = 1;
    for (std::string_view name : months) {
        if (text.substr(0, name.size()) == name) {
            text.remove_prefix(name.size());
            return true;
        }
        ++month;
    }
    return false;
}

/// Removes a day of two places, the first of which may be blank, from the text's beginning.
constexpr bool take_padded_day(std::string_view& text, int& day) noexcept {
    if (text.empty() || text.front() != ' ') return take_number(text, 2, day);
    text.remove_prefix(1);
    return take_number(text, 1, day);
}

/// Removes what one letter of a pattern stands for from the text's beginning.
constexpr bool take_part(char letter, std::string_view& text, calendar::DateTime& parts) noexcept {
    switch (letter) {
    case 'a': return skip_weekday(text, 3);
    case 'A': return skip_weekday(text, std::string_view::npos);
    case 'b': return take_month(text, parts.month);
    case 'd': return take_number(text, 2, parts.day);
    case 'e': return take_padded_day(text, parts.day);
    case 'H': return take_number(text, 2, parts.hour);
    case 'M': return take_number(text, 2, parts.minute);
    case 'S': return take_number(text, 2, parts.second);
    case 'Y': return take_number(text, 4, parts.year);
    case 'y':
        if (!take_number(text, 2, parts.year)) return false;
        parts.year += parts.year < 69 ? 2000 : 1900;
        return true;
    }
    return false;
}

constexpr bool matches(std::string_view text, std::string_view pattern,
                       calendar::DateTime& parts) noexcept {
    for (std::size_t i = 0; i != pattern.size(); ++i) {
        if (pattern[i] == '%') {
            if (!take_part(pattern[++i], text, parts)) return false;
        } else {
            if (text.empty() || text.front() != pattern[i]) return false;
            text.remove_prefix(1);
        }
    }
    return text.empty();
}

} // namespace http_dates

/// Reads a date of RFC 9110 section 5.6.7 in any of its three forms; nothing if it is none.
///
/// Two-digit years are 1969 to 2068, as in POSIX's `strptime`, since there is no clock here to tell
/// what lies more than 50 years ahead. Any weekday will do, also one that is not the date's: the
/// date says the same without it. A leap second is read as `parse_timestamp` reads it.
constexpr std::optional<Timestamp> read_http_date(std::string_view text) noexcept {
    for (std::string_view pattern : http_dates::patterns) {
        calendar::DateTime parts;
        if (!http_dates::matches(text, pattern, parts)) continue;
        Timestamp moment;
        if (calendar::to_seconds(parts, 0, moment.seconds) != nullptr) return std::nullopt;
        return moment;
    }
    return std::nullopt;
}

} // namespace detail

FLAMEUP_END_NAMESPACE

#endif
