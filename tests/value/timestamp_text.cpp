#include "flameup/value/timestamp_text.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(timestamp_text)

using flameup::Error;
using flameup::ErrorKind;
using flameup::parse_timestamp;
using flameup::read_timestamp;
using flameup::Timestamp;
using flameup::write_timestamp;
using namespace std::string_view_literals;

namespace {

constexpr std::int64_t first_second = -62'167'219'200;
constexpr std::int64_t last_second = 253'402'300'799;

/// A generator of Knuth's, the same on every machine.
struct Random {
    std::uint64_t state = 20240115;

    std::uint32_t below(std::uint32_t bound) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        return static_cast<std::uint32_t>((state >> 33) % bound);
    }
};

std::string padded(std::int64_t number, std::size_t width) {
    std::string text = std::to_string(number);
    return text.insert(0, width - text.size(), '0');
}

Error refusal(const std::string& problem) {
    Error error;
    error.kind = ErrorKind::validation;
    error.code = "invalid_timestamp";
    error.message = "not an RFC 3339 timestamp: " + problem;
    return error;
}

} // namespace

static_assert(read_timestamp("1970-01-01T00:00:00Z") == Timestamp{});
static_assert(read_timestamp("1970-01-01") == std::nullopt);

BOOST_AUTO_TEST_CASE(reads_and_prints_moments) {
    struct Row {
        std::string_view text;
        Timestamp moment;
        std::string_view canonical;
    };
    const Row rows[] = {
        // RFC 3339 section 5.8
        {"1985-04-12T23:20:50.52Z", {482'196'050, 520'000'000}, "1985-04-12T23:20:50.52Z"},
        {"1996-12-19T16:39:57-08:00", {851'042'397, 0}, "1996-12-20T00:39:57Z"},
        {"1990-12-31T23:59:60Z", {662'688'000, 0}, "1991-01-01T00:00:00Z"},
        {"1990-12-31T15:59:60-08:00", {662'688'000, 0}, "1991-01-01T00:00:00Z"},
        {"1937-01-01T12:00:27.87+00:20", {-1'041'337'173, 870'000'000}, "1937-01-01T11:40:27.87Z"},
        // the API's documents
        {"2024-01-15T10:30:00Z", {1'705'314'600, 0}, "2024-01-15T10:30:00Z"},
        // cases of the letters
        {"2024-01-15t10:30:00z", {1'705'314'600, 0}, "2024-01-15T10:30:00Z"},
        // fractions
        {"1970-01-01T00:00:00.0Z", {0, 0}, "1970-01-01T00:00:00Z"},
        {"1970-01-01T00:00:00.000000000Z", {0, 0}, "1970-01-01T00:00:00Z"},
        {"1970-01-01T00:00:00.1Z", {0, 100'000'000}, "1970-01-01T00:00:00.1Z"},
        {"1970-01-01T00:00:00.120Z", {0, 120'000'000}, "1970-01-01T00:00:00.12Z"},
        {"1970-01-01T00:00:00.000000001Z", {0, 1}, "1970-01-01T00:00:00.000000001Z"},
        {"1970-01-01T00:00:00.123456789Z", {0, 123'456'789}, "1970-01-01T00:00:00.123456789Z"},
        {"1969-12-31T23:59:59.999999999Z", {-1, 999'999'999}, "1969-12-31T23:59:59.999999999Z"},
        {"2024-01-15T10:30:00.5+00:00", {1'705'314'600, 500'000'000}, "2024-01-15T10:30:00.5Z"},
        // fractions of more than nine digits are cut, never rounded
        {"1970-01-01T00:00:00.0000000000Z", {0, 0}, "1970-01-01T00:00:00Z"},
        {"1970-01-01T00:00:00.0000000009Z", {0, 0}, "1970-01-01T00:00:00Z"},
        {"1970-01-01T00:00:00.1234567899Z", {0, 123'456'789}, "1970-01-01T00:00:00.123456789Z"},
        {"9999-12-31T23:59:59.99999999999999999999Z",
         {last_second, 999'999'999},
         "9999-12-31T23:59:59.999999999Z"},
        {"2024-01-15T10:30:00.250000000000+01:00",
         {1'705'311'000, 250'000'000},
         "2024-01-15T09:30:00.25Z"},
        // offsets
        {"2024-01-15T10:30:00-00:00", {1'705'314'600, 0}, "2024-01-15T10:30:00Z"},
        {"2024-01-15T10:30:00+23:59", {1'705'228'260, 0}, "2024-01-14T10:31:00Z"},
        {"2024-01-15T10:30:00-23:59", {1'705'400'940, 0}, "2024-01-16T10:29:00Z"},
        {"2024-03-01T00:00:00+00:01", {1'709'251'140, 0}, "2024-02-29T23:59:00Z"},
        // leap days
        {"2000-02-29T00:00:00Z", {951'782'400, 0}, "2000-02-29T00:00:00Z"},
        {"2024-02-29T00:00:00Z", {1'709'164'800, 0}, "2024-02-29T00:00:00Z"},
        {"0000-02-29T00:00:00Z", {-62'162'121'600, 0}, "0000-02-29T00:00:00Z"},
        // leap seconds at the end of any month, in UTC
        {"2024-02-29T23:59:60Z", {1'709'251'200, 0}, "2024-03-01T00:00:00Z"},
        {"2016-12-31T23:59:60.25Z", {1'483'228'800, 250'000'000}, "2017-01-01T00:00:00.25Z"},
        {"2017-01-01T00:59:60+01:00", {1'483'228'800, 0}, "2017-01-01T00:00:00Z"},
        // the first and the last
        {"0000-01-01T00:00:00Z", {first_second, 0}, "0000-01-01T00:00:00Z"},
        {"0000-01-01T23:59:00+23:59", {first_second, 0}, "0000-01-01T00:00:00Z"},
        {"9999-12-31T23:59:59.999999999Z",
         {last_second, 999'999'999},
         "9999-12-31T23:59:59.999999999Z"},
        {"9999-12-31T00:00:59-23:59", {last_second, 0}, "9999-12-31T23:59:59Z"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) {
            BOOST_TEST((read_timestamp(row.text) == row.moment));
            const auto parsed = parse_timestamp(row.text);
            BOOST_TEST_REQUIRE(parsed.has_value());
            BOOST_TEST((*parsed == row.moment));
            BOOST_TEST(to_string(row.moment) == row.canonical);
            BOOST_TEST((read_timestamp(row.canonical) == row.moment));
        }
    }
}

BOOST_AUTO_TEST_CASE(refuses_everything_else_and_says_why) {
    const std::string offset_form = "the offset from UTC is not 'Z', '+hh:mm' or '-hh:mm'";
    const std::string leap_place = "the second is 60 where no leap second can be";
    const std::string years = "the year in UTC is not 0000 to 9999";
    struct Row {
        std::string_view text;
        std::string problem;
    };
    const Row rows[] = {
        // years
        {"", "the year is not four digits"},
        {"Z", "the year is not four digits"},
        {"now", "the year is not four digits"},
        {"1705314600", "there is no '-' after the year"},
        {"24-01-15T10:30:00Z", "the year is not four digits"},
        {"-2024-01-15T10:30:00Z", "the year is not four digits"},
        {"+2024-01-15T10:30:00Z", "the year is not four digits"},
        {"02024-01-15T10:30:00Z", "there is no '-' after the year"},
        {" 2024-01-15T10:30:00Z", "the year is not four digits"},
        {"\xEF\xBB\xBF"
         "2024-01-15T10:30:00Z",
         "the year is not four digits"},
        {"\xD9\xA2\xD9\xA0\xD9\xA2\xD9\xA4-01-15T10:30:00Z", "the year is not four digits"},
        {"2O24-01-15T10:30:00Z", "the year is not four digits"},
        {"\0002024-01-15T10:30:00Z"sv, "the year is not four digits"},
        {"2024/01/15T10:30:00Z", "there is no '-' after the year"},
        {"20240115T103000Z", "there is no '-' after the year"},
        {"2024", "there is no '-' after the year"},
        // months and days
        {"2024-", "the month is not two digits"},
        {"2024-1-15T10:30:00Z", "the month is not two digits"},
        {"2024-Jan-15T10:30:00Z", "the month is not two digits"},
        {"2024-W03-1T10:30:00Z", "the month is not two digits"},
        {"2024-01", "there is no '-' after the month"},
        {"2024-015T10:30:00Z", "there is no '-' after the month"},
        {"2024-01-", "the day is not two digits"},
        {"2024-01-5T10:30:00Z", "the day is not two digits"},
        {"2024-01--5T10:30:00Z", "the day is not two digits"},
        {"2024-00-15T10:30:00Z", "the month is not 01 to 12"},
        {"2024-13-15T10:30:00Z", "the month is not 01 to 12"},
        {"2024-01-00T10:30:00Z", "the month has no such day"},
        {"2024-01-32T10:30:00Z", "the month has no such day"},
        {"2024-04-31T10:30:00Z", "the month has no such day"},
        {"2024-06-31T10:30:00Z", "the month has no such day"},
        {"2024-09-31T10:30:00Z", "the month has no such day"},
        {"2024-11-31T10:30:00Z", "the month has no such day"},
        {"2024-02-30T10:30:00Z", "the month has no such day"},
        {"2023-02-29T10:30:00Z", "the month has no such day"},
        {"1900-02-29T10:30:00Z", "the month has no such day"},
        {"2100-02-29T10:30:00Z", "the month has no such day"},
        // between date and time
        {"2024-01-15", "there is no 'T' after the date"},
        {"2024-01-15 10:30:00Z", "there is no 'T' after the date"},
        {"2024-01-15_10:30:00Z", "there is no 'T' after the date"},
        {"2024-01-15Z", "there is no 'T' after the date"},
        {"2024-01-15\0"
         "10:30:00Z"sv,
         "there is no 'T' after the date"},
        // times
        {"2024-01-15T", "the hour is not two digits"},
        {"2024-01-15T1:30:00Z", "the hour is not two digits"},
        {"2024-01-15T 1:30:00Z", "the hour is not two digits"},
        {"2024-01-15TT10:30:00Z", "the hour is not two digits"},
        {"2024-01-15T10", "there is no ':' after the hour"},
        {"2024-01-15T103000Z", "there is no ':' after the hour"},
        {"2024-01-15T10Z", "there is no ':' after the hour"},
        {"2024-01-15T10:", "the minute is not two digits"},
        {"2024-01-15T10:3:00Z", "the minute is not two digits"},
        {"2024-01-15T10:30", "there is no ':' after the minute"},
        {"2024-01-15T10:30Z", "there is no ':' after the minute"},
        {"2024-01-15T10:30:", "the second is not two digits"},
        {"2024-01-15T10:30:0Z", "the second is not two digits"},
        {"2024-01-15T10:30:-1Z", "the second is not two digits"},
        {"2024-01-15T24:00:00Z", "the hour is not 00 to 23"},
        {"2024-01-15T99:00:00Z", "the hour is not 00 to 23"},
        {"2024-01-15T10:60:00Z", "the minute is not 00 to 59"},
        {"2024-01-15T10:30:61Z", "the second is not 00 to 60"},
        {"2024-01-15T10:30:99Z", "the second is not 00 to 60"},
        // leap seconds that cannot be
        {"2024-01-15T10:30:60Z", leap_place},
        {"2024-01-15T23:59:60Z", leap_place},
        {"2024-02-28T23:59:60Z", leap_place},
        {"2016-12-31T22:59:60Z", leap_place},
        {"2016-12-31T23:58:60Z", leap_place},
        {"2016-12-31T23:59:60+01:00", leap_place},
        {"2017-01-01T00:59:60+00:59", leap_place},
        {"2016-12-31T23:59:61Z", "the second is not 00 to 60"},
        // fractions
        {"2024-01-15T10:30:00.", "the fraction has no digits"},
        {"2024-01-15T10:30:00.Z", "the fraction has no digits"},
        {"2024-01-15T10:30:00.-5Z", "the fraction has no digits"},
        {"2024-01-15T10:30:00.1234567890", "the offset from UTC is missing"},
        {"2024-01-15T10:30:00.123456789O1Z", offset_form},
        {"2024-01-15T10:30:00,5Z", offset_form},
        {"2024-01-15T10:30:00.5.5Z", offset_form},
        {"2024-01-15T10:30:00.5e1Z", offset_form},
        // offsets
        {"2024-01-15T10:30:00", "the offset from UTC is missing"},
        {"2024-01-15T10:30:00.5", "the offset from UTC is missing"},
        {"2024-01-15T10:30:00 Z", offset_form},
        {"2024-01-15T10:30:00UTC", offset_form},
        {"2024-01-15T10:30:00+", offset_form},
        {"2024-01-15T10:30:00+01", offset_form},
        {"2024-01-15T10:30:00+0100", offset_form},
        {"2024-01-15T10:30:00+1:00", offset_form},
        {"2024-01-15T10:30:00+01:0", offset_form},
        {"2024-01-15T10:30:00+01-00", offset_form},
        {"2024-01-15T10:30:00++1:00", offset_form},
        {"2024-01-15T10:30:00\xE2\x88\x92"
         "01:00",
         offset_form}, // the minus of typographers
        {"2024-01-15T10:30:00+24:00", "the offset from UTC is not 00:00 to 23:59"},
        {"2024-01-15T10:30:00-01:60", "the offset from UTC is not 00:00 to 23:59"},
        {"2024-01-15T10:30:00ZZ", "there is more after the offset from UTC"},
        {"2024-01-15T10:30:00Z ", "there is more after the offset from UTC"},
        {"2024-01-15T10:30:00Z\n", "there is more after the offset from UTC"},
        {"2024-01-15T10:30:00Z\0"sv, "there is more after the offset from UTC"},
        {"2024-01-15T10:30:00Z+01:00", "there is more after the offset from UTC"},
        {"2024-01-15T10:30:00+01:00Z", "there is more after the offset from UTC"},
        {"2024-01-15T10:30:00+01:00:00", "there is more after the offset from UTC"},
        {"2024-01-15T10:30:00+01:00[Europe/Paris]", "there is more after the offset from UTC"},
        // years that the offset leaves
        {"0000-01-01T00:00:00+00:01", years},
        {"0000-01-01T23:58:59+23:59", years},
        {"9999-12-31T23:59:59-00:01", years},
        {"9999-12-31T23:59:60Z", years},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) {
            BOOST_TEST((read_timestamp(row.text) == std::nullopt));
            const auto parsed = parse_timestamp(row.text);
            BOOST_TEST_REQUIRE(parsed.has_error());
            BOOST_TEST(parsed.error().message == refusal(row.problem).message);
            BOOST_TEST((parsed.error() == refusal(row.problem)));
        }
    }
}

BOOST_AUTO_TEST_CASE(refuses_every_beginning_of_a_timestamp) {
    const std::string text = "2024-01-15T10:30:00.123456789+01:00";
    for (std::size_t size = 0; size != text.size(); ++size) {
        // A copy of its own shows a sanitizer where it ends.
        const std::string beginning(text, 0, size);
        BOOST_TEST_CONTEXT(beginning) { BOOST_TEST((read_timestamp(beginning) == std::nullopt)); }
    }
    BOOST_TEST((read_timestamp(text) == Timestamp{1'705'311'000, 123'456'789}));
}

BOOST_AUTO_TEST_CASE(refuses_any_foreign_byte_at_any_place) {
    const std::string text = "2024-01-15T10:30:00.25+01:00";
    for (std::size_t place = 0; place != text.size(); ++place) {
        for (int byte = 0; byte != 256; ++byte) {
            std::string changed = text;
            changed[place] = static_cast<char>(byte);
            if ("0123456789+-:.TtZz"sv.find(changed[place]) != std::string_view::npos) continue;
            if (read_timestamp(changed) != std::nullopt) BOOST_ERROR(changed);
        }
    }
}

BOOST_AUTO_TEST_CASE(names_the_part_of_the_first_foreign_byte) {
    const std::string text = "2024-01-15T10:30:00Z";
    const std::string parts = "yyyy-mm-ddThh:nn:ss";
    const auto letter = [](const std::string& message) { // of the part that a message names
        const std::string problem = message.substr(message.find(": ") + 2);
        if (problem.substr(0, 11) == "there is no") return problem[13];
        return problem == "the minute is not two digits" ? 'n' : problem[4];
    };
    for (std::size_t first = 0; first != parts.size(); ++first) {
        for (const char c : "\x01 /;\x7F\x80\x86\x8A\xB0\xFF\0"sv) {
            std::string changed = text;
            changed[first] = c;
            for (std::size_t second = first; second != parts.size(); ++second) {
                const auto parsed = parse_timestamp(changed);
                if (!parsed.has_error() || letter(parsed.error().message) != parts[first]) {
                    BOOST_ERROR(changed);
                }
                changed[second] = c; // what follows makes no difference
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(lets_no_foreign_byte_make_up_for_another) {
    const std::string text = "2024-01-15T10:30:00Z";
    constexpr std::string_view foreign = "\x01 /;\x7F\x80\x86\x8A\xB0\xFF"sv;
    for (std::size_t first = 0; first != 19; ++first) {
        for (std::size_t second = first; second != 19; ++second) {
            for (const char a : foreign) {
                for (const char b : foreign) {
                    std::string changed = text;
                    changed[first] = a;
                    changed[second] = b;
                    if (read_timestamp(changed) != std::nullopt) BOOST_ERROR(changed);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(reads_or_refuses_a_long_text) {
    const std::string text = "2024-01-15T10:30:00." + std::string(1'000'000, '1');
    BOOST_TEST((parse_timestamp(text).error() == refusal("the offset from UTC is missing")));
    BOOST_TEST((read_timestamp(text + "Z") == Timestamp{1'705'314'600, 111'111'111}));
    BOOST_TEST((parse_timestamp(std::string(1'000'000, '9')).error() ==
                refusal("there is no '-' after the year")));
}

BOOST_AUTO_TEST_CASE(prints_nothing_where_there_is_no_moment) {
    const Timestamp moments[] = {
        {first_second - 1, 999'999'999},
        {last_second + 1, 0},
        {0, 1'000'000'000},
        {0, (std::numeric_limits<std::uint32_t>::max)()},
        {(std::numeric_limits<std::int64_t>::min)(), 0},
        {(std::numeric_limits<std::int64_t>::max)(), 0},
    };
    for (const Timestamp& moment : moments) {
        char text[flameup::timestamp_text_size] = {'x'};
        BOOST_TEST((write_timestamp(moment, text) == nullptr));
        BOOST_TEST(text[0] == 'x');
        BOOST_TEST(to_string(moment) == "");
    }
}

BOOST_AUTO_TEST_CASE(writes_at_most_the_size_that_it_says) {
    char text[flameup::timestamp_text_size];
    const char* const end = write_timestamp({last_second, 999'999'999}, text);
    BOOST_TEST((end == text + flameup::timestamp_text_size));
}

BOOST_AUTO_TEST_CASE(agrees_with_a_count_of_all_days) {
    Random random;
    std::int64_t midnight = first_second;
    std::size_t checked = 0;
    for (int year = 0; year != 10'000; ++year) {
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        const int lengths[] = {31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        for (int month = 1; month != 13; ++month) {
            const int length = lengths[month - 1];
            const std::string in_month = padded(year, 4) + '-' + padded(month, 2) + '-';
            for (int day = 1; day != length + 1; ++day, midnight += 86'400) {
                char printed[flameup::timestamp_text_size];
                write_timestamp({midnight, 0}, printed);
                const std::string date = in_month + padded(day, 2);
                if (std::string_view(printed, 10) != date)
                    BOOST_ERROR(date + " is printed wrongly");
                // Every first and last day of a month, and some in between.
                if (day != 1 && day != length && random.below(200) != 0) continue;
                const std::uint32_t hour = random.below(24);
                const std::uint32_t minute = random.below(60);
                const std::uint32_t second = random.below(60);
                Timestamp moment;
                moment.seconds = midnight + hour * 3600 + minute * 60 + second;
                moment.nanoseconds = random.below(1'000'000'000);
                if (moment.nanoseconds % 10 == 0) moment.nanoseconds = 0;
                std::string text = date + 'T' + padded(hour, 2) + ':' + padded(minute, 2) + ':' +
                                   padded(second, 2);
                if (moment.nanoseconds != 0) text += '.' + padded(moment.nanoseconds, 9);
                text += 'Z';
                if (to_string(moment) != text) BOOST_ERROR(text + " is printed wrongly");
                if (read_timestamp(text) != moment) BOOST_ERROR(text + " is read wrongly");
                ++checked;
            }
            const std::string no_day = padded(year, 4) + '-' + padded(month, 2) + '-' +
                                       padded(length + 1, 2) + "T00:00:00Z";
            if (read_timestamp(no_day) != std::nullopt) BOOST_ERROR(no_day + " is no day");
        }
    }
    BOOST_TEST(midnight == last_second + 1);
    BOOST_TEST(checked > 240'000u);
}

BOOST_AUTO_TEST_CASE(reads_the_same_moment_in_any_offset) {
    Random random;
    for (int i = 0; i != 10'000; ++i) {
        // A day away from either end, every offset stays within the years.
        const Timestamp moment{first_second + 86'400 +
                                   random.below(1'000'000) * std::int64_t{315'000} +
                                   random.below(86'400),
                               0};
        const int minutes = static_cast<int>(random.below(24 * 60));
        const bool behind = random.below(2) != 0;
        std::string text = to_string(Timestamp{moment.seconds + (behind ? -60 : 60) * minutes, 0});
        text.back() = behind ? '-' : '+';
        text += padded(minutes / 60, 2) + ':' + padded(minutes % 60, 2);
        if (read_timestamp(text) != moment) BOOST_ERROR(text + " is read wrongly");
    }
}

BOOST_AUTO_TEST_SUITE_END()
