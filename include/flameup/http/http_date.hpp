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

// In the order of the year and of the week.
inline constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
inline constexpr std::string_view weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                "Friday", "Saturday", "Sunday"};

// The letters mean what they mean to POSIX's `strptime`.
inline constexpr std::string_view patterns[] = {
    "%a, %d %b %Y %H:%M:%S GMT", // IMF-fixdate
    "%A, %d-%b-%y %H:%M:%S GMT", // RFC 850
    "%a %b %e %H:%M:%S %Y",      // asctime
};

/// Removes the first `length` characters of a weekday's name from a text's beginning; false if they
/// are not there.
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

/// Removes a number of so many digits from a text's beginning; false if they are not there.
constexpr bool take_number(std::string_view& text, std::size_t digits, int& number) noexcept {
    number = calendar::read_digits(text, 0, digits);
    if (number < 0) return false;
    text.remove_prefix(digits);
    return true;
}

/// Removes a month's name from a text's beginning; false if there is none.
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

/// Removes a day, two digits or a blank and a digit, from a text's beginning; false if there is
/// none.
constexpr bool take_padded_day(std::string_view& text, int& day) noexcept {
    if (text.empty() || text.front() != ' ') return take_number(text, 2, day);
    text.remove_prefix(1);
    return take_number(text, 1, day);
}

/// Removes what a letter of a pattern stands for from a text's beginning; false if it is not there.
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

/// Reads a text of the form that a pattern describes; false if it has another form.
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

/// Reads a date in any of the three forms of RFC 9110 section 5.6.7; nothing if the text has none.
///
/// Years of two digits are 1969 to 2068, as for POSIX's `strptime`: the RFC's own rule, at most 50
/// years ahead, would need a clock. The weekday may be another than the date's. A leap second is
/// read as by `parse_timestamp`.
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
