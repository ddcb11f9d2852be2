#ifndef FLAMEUP_VALUE_TIMESTAMP_TEXT_HPP
#define FLAMEUP_VALUE_TIMESTAMP_TEXT_HPP

#include "flameup/value/calendar.hpp"
#include "flameup/value/result.hpp"
#include "flameup/value/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {
namespace calendar {

/// Eight characters of a text, the first one in the lowest byte: one load for most machines.
constexpr std::uint64_t eight_characters(std::string_view text, std::size_t at) noexcept {
    const auto byte = [&](std::size_t i) {
        return std::uint64_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
    };
    return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7);
}

/// The form of eight characters: a `0` stands for any digit, any other character for itself.
struct DigitForm {
    std::uint64_t characters;
    std::uint64_t limits = 0; ///< Lifts bytes to 128 that are above 9, or above 0.

    constexpr explicit DigitForm(std::string_view form) : characters(eight_characters(form, 0)) {
        for (std::size_t i = 0; i != 8; ++i) {
            limits |= std::uint64_t{form[i] == '0' ? 128u - 10 : 128u - 1} << (8 * i);
        }
    }

    /// Returns the number that each digit makes with the one behind it, in the digit's byte.
    ///
    /// The lowest byte of `wrong` that is not zero is that of the first character that does not
    /// have this form; those above it may be set by a carry.
    constexpr std::uint64_t read(std::uint64_t text, std::uint64_t& wrong) const noexcept {
        const std::uint64_t digits = text ^ characters;
        wrong = (digits | (digits + limits)) & 0x8080808080808080;
        return digits * 10 + (digits >> 8);
    }
};

inline constexpr DigitForm month_form("0000-00-"); // from the first character on,
inline constexpr DigitForm day_form("0-00-00T");   // from the fourth one on,
inline constexpr DigitForm time_form("00:00:00");  // from the twelfth one on

inline constexpr std::size_t date_time_size = 19; // of `2024-01-15T10:30:00`

/// The bytes in which the first 19 characters of a timestamp have another form, as
/// `DigitForm::read` says.
struct WrongBytes {
    std::uint64_t month = 0;
    std::uint64_t day = 0;
    std::uint64_t time = 0;
};

/// Reads the first 19 characters of a timestamp, which has as many; false if they have another
/// form.
constexpr bool read_date_time(std::string_view text, DateTime& parts, WrongBytes& wrong) noexcept {
    constexpr std::uint64_t lower_case = std::uint64_t{'t' - 'T'} << 56;
    const std::uint64_t month = month_form.read(eight_characters(text, 0), wrong.month);
    const std::uint64_t day = day_form.read(eight_characters(text, 3) & ~lower_case, wrong.day);
    const std::uint64_t time = time_form.read(eight_characters(text, 11), wrong.time);
    const auto byte = [](std::uint64_t word, int at) {
        return static_cast<int>(word >> (8 * at) & 0xFF);
    };
    parts.year = byte(month, 0) * 100 + byte(month, 2);
    parts.month = byte(month, 5);
    parts.day = byte(day, 5);
    parts.hour = byte(time, 0);
    parts.minute = byte(time, 3);
    parts.second = byte(time, 6);
    return (wrong.month | wrong.day | wrong.time) == 0;
}

/// Returns the index of the first character that is wrong.
constexpr std::size_t find_wrong(const WrongBytes& wrong) noexcept {
    std::size_t at = wrong.month != 0 ? 0 : wrong.day != 0 ? 3 : 11;
    std::uint64_t rest = at == 0 ? wrong.month : at == 3 ? wrong.day : wrong.time;
    for (; (rest & 0xFF) == 0; rest >>= 8) ++at;
    return at;
}

/// Returns what is wrong if the first wrong character is at this index.
constexpr const char* explain_date_time(std::size_t at) noexcept {
    if (at < 4) return "the year is not four digits";
    if (at < 5) return "there is no '-' after the year";
    if (at < 7) return "the month is not two digits";
    if (at < 8) return "there is no '-' after the month";
    if (at < 10) return "the day is not two digits";
    if (at < 11) return "there is no 'T' after the date";
    if (at < 13) return "the hour is not two digits";
    if (at < 14) return "there is no ':' after the hour";
    if (at < 16) return "the minute is not two digits";
    return at < 17 ? "there is no ':' after the minute" : "the second is not two digits";
}

constexpr const char* scan_timestamp(std::string_view text, Timestamp& moment) noexcept;

/// Says what is wrong with a text of less than 19 characters.
constexpr const char* explain_short_text(std::string_view text) noexcept {
    char padded[date_time_size] = {}; // with NULs, which are wrong in any place
    for (std::size_t i = 0; i != text.size(); ++i) padded[i] = text[i];
    Timestamp ignored;
    return scan_timestamp({padded, date_time_size}, ignored);
}

/// What is wrong with a timestamp without an offset.
inline constexpr char no_offset[] = "the offset from UTC is missing";

/// Reads the text of `parse_timestamp`; returns what is wrong with it, or null.
///
/// If nothing but the offset is missing, that is `no_offset`, and `moment` is the time in UTC.
constexpr const char* scan_timestamp(std::string_view text, Timestamp& moment) noexcept {
    const auto is_at = [text](std::size_t at, char a, char b) {
        return at < text.size() && (text[at] == a || text[at] == b);
    };
    if (text.size() < date_time_size) return explain_short_text(text);
    DateTime parts;
    WrongBytes wrong;
    if (!read_date_time(text, parts, wrong)) return explain_date_time(find_wrong(wrong));

    std::size_t at = date_time_size;
    std::uint32_t nanoseconds = 0;
    if (is_at(at, '.', '.')) {
        const auto digit_at = [text](std::size_t i) { // above 9 for other characters
            return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])) - '0';
        };
        std::uint32_t unit = 1'000'000'000; // 0 behind the ninth digit: the rest is cut off
        for (++at; at != text.size() && digit_at(at) <= 9; ++at) {
            unit /= 10;
            nanoseconds += digit_at(at) * unit;
        }
        if (at == date_time_size + 1) return "the fraction has no digits";
    }

    int minutes_ahead = 0;
    const char* missing = nullptr;
    if (at == text.size()) {
        missing = no_offset;
    } else if (is_at(at, 'Z', 'z')) {
        at += 1;
    } else if (is_at(at, '+', '-')) {
        const int hours = read_digits(text, at + 1, 2);
        const int minutes = read_digits(text, at + 4, 2);
        if (hours < 0 || minutes < 0 || !is_at(at + 3, ':', ':')) {
            return "the offset from UTC is not 'Z', '+hh:mm' or '-hh:mm'";
        }
        if (hours > 23 || minutes > 59) return "the offset from UTC is not 00:00 to 23:59";
        minutes_ahead = (hours * 60 + minutes) * (text[at] == '-' ? -1 : 1);
        at += 6;
    } else {
        return "the offset from UTC is not 'Z', '+hh:mm' or '-hh:mm'";
    }
    if (at != text.size()) return "there is more after the offset from UTC";

    moment.nanoseconds = nanoseconds;
    const char* const problem = to_seconds(parts, minutes_ahead, moment.seconds);
    return problem != nullptr ? problem : missing;
}

} // namespace calendar
} // namespace detail

/// Reads a timestamp as `parse_timestamp` does, but returns nothing, without a reason, on failure.
constexpr std::optional<Timestamp> read_timestamp(std::string_view text) noexcept {
    Timestamp moment;
    if (detail::calendar::scan_timestamp(text, moment) != nullptr) return std::nullopt;
    return moment;
}

/// Reads a timestamp of RFC 3339, as `2024-01-15T10:30:00.25+01:00`, and nothing else.
///
/// A fraction has any number of digits, of which those behind the ninth are cut off; `t` and `z`
/// may be lower-case; `-00:00` is UTC. The second 60 is read where the UTC time is 23:59:60 on the
/// last day of a month, as the second that follows. Any other text is a validation error with the
/// code `invalid_timestamp`.
///
/// It is a template, so that only programs that call it compile a `Result<Timestamp>`.
template <class Moment = Timestamp> Result<Moment> parse_timestamp(std::string_view text) {
    Moment moment;
    if (const char* problem = detail::calendar::scan_timestamp(text, moment)) {
        Error error;
        error.kind = ErrorKind::validation;
        error.code = "invalid_timestamp";
        error.message = "not an RFC 3339 timestamp: ";
        error.message += problem;
        return error;
    }
    return moment;
}

/// The most characters that `write_timestamp` writes.
inline constexpr std::size_t timestamp_text_size = 30;

/// Writes a timestamp in UTC, as `2024-01-15T10:30:00.25Z`, and returns the end of the text.
///
/// Returns null, and writes nothing, for a moment outside of the years 0000 to 9999 or with more
/// than 999,999,999 nanoseconds.
constexpr char* write_timestamp(Timestamp moment, char* out) noexcept {
    namespace calendar = detail::calendar;
    if (!calendar::is_representable(moment)) return nullptr;
    const std::int64_t since_first = moment.seconds - first_timestamp_second;
    const calendar::DateTime date =
        calendar::date_from_days(since_first / calendar::day_seconds + calendar::first_day);
    const auto second_of_day = static_cast<std::uint32_t>(since_first % calendar::day_seconds);
    const auto year = static_cast<std::uint32_t>(date.year);
    out = calendar::write_two_digits(out, year / 100);
    out = calendar::write_two_digits(out, year % 100);
    *out++ = '-';
    out = calendar::write_two_digits(out, static_cast<std::uint32_t>(date.month));
    *out++ = '-';
    out = calendar::write_two_digits(out, static_cast<std::uint32_t>(date.day));
    *out++ = 'T';
    out = calendar::write_two_digits(out, second_of_day / 3600);
    *out++ = ':';
    out = calendar::write_two_digits(out, second_of_day / 60 % 60);
    *out++ = ':';
    out = calendar::write_two_digits(out, second_of_day % 60);
    if (moment.nanoseconds != 0) {
        std::uint32_t fraction = moment.nanoseconds;
        int digits = 9;
        for (; fraction % 1000 == 0; fraction /= 1000) digits -= 3; // as most are
        for (; fraction % 10 == 0; fraction /= 10) --digits;
        *out++ = '.';
        for (int i = digits - 1; i >= 0; --i) {
            out[i] = static_cast<char>('0' + fraction % 10);
            fraction /= 10;
        }
        out += digits;
    }
    *out++ = 'Z';
    return out;
}

/// Returns a timestamp's text as `write_timestamp` writes it; empty where that returns null.
inline std::string to_string(Timestamp moment) {
    char text[timestamp_text_size];
    const char* const end = write_timestamp(moment, text);
    return end != nullptr ? std::string(text, static_cast<std::size_t>(end - text)) : std::string();
}

FLAMEUP_END_NAMESPACE

#endif
