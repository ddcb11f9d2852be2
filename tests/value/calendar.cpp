#include "flameup/value/calendar.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string_view>

BOOST_AUTO_TEST_SUITE(value_calendar)

using flameup::first_timestamp_second;
using flameup::last_timestamp_second;
using flameup::Timestamp;
using flameup::detail::calendar::date_from_days;
using flameup::detail::calendar::DateTime;
using flameup::detail::calendar::day_seconds;
using flameup::detail::calendar::days_from_date;
using flameup::detail::calendar::days_in_month;
using flameup::detail::calendar::first_day;
using flameup::detail::calendar::is_representable;
using flameup::detail::calendar::read_digits;
using flameup::detail::calendar::to_seconds;

static_assert(days_from_date(1970, 1, 1) == 0);
static_assert(days_from_date(0, 1, 1) == first_day);
static_assert(first_day * day_seconds == first_timestamp_second);

BOOST_AUTO_TEST_CASE(counts_days_and_finds_dates_of_all_years) {
    std::int64_t days = first_day;
    for (int year = 0; year != 10'000; ++year) {
        for (int month = 1; month != 13; ++month) {
            for (int day = 1; day <= days_in_month(year, month); ++day, ++days) {
                const DateTime date = date_from_days(days);
                const bool is_same = date.year == year && date.month == month && date.day == day;
                if (!is_same || days_from_date(year, month, day) != days) {
                    BOOST_ERROR(year << '-' << month << '-' << day);
                }
            }
        }
    }
    BOOST_TEST(days * day_seconds == last_timestamp_second + 1);
}

BOOST_AUTO_TEST_CASE(knows_leap_years) {
    for (const int year : {0, 4, 400, 1996, 2000, 2024, 9996}) {
        BOOST_TEST(days_in_month(year, 2) == 29, year);
    }
    for (const int year : {1, 100, 1900, 2023, 2100, 9999}) {
        BOOST_TEST(days_in_month(year, 2) == 28, year);
    }
}

BOOST_AUTO_TEST_CASE(knows_which_moments_have_a_text) {
    BOOST_TEST(is_representable({first_timestamp_second, 0}));
    BOOST_TEST(is_representable({last_timestamp_second, 999'999'999}));
    BOOST_TEST(!is_representable({first_timestamp_second - 1, 999'999'999}));
    BOOST_TEST(!is_representable({last_timestamp_second + 1, 0}));
    BOOST_TEST(!is_representable({0, 1'000'000'000}));
}

BOOST_AUTO_TEST_CASE(counts_seconds_or_says_what_is_wrong) {
    const struct {
        DateTime parts;
        int minutes_ahead;
        std::int64_t seconds;
        std::string_view problem;
    } rows[] = {
        {{1970, 1, 1, 0, 0, 0}, 0, 0, ""},
        {{1970, 1, 1, 0, 0, 0}, 60, -3600, ""},
        {{1970, 1, 1, 0, 0, 0}, -1439, 86'340, ""},
        {{2024, 2, 29, 23, 59, 59}, 0, 1'709'251'199, ""},
        {{2016, 12, 31, 23, 59, 60}, 0, 1'483'228'800, ""},
        {{2017, 1, 1, 0, 59, 60}, 60, 1'483'228'800, ""},
        {{2024, 0, 1, 0, 0, 0}, 0, 0, "the month is not 01 to 12"},
        {{2024, 13, 1, 0, 0, 0}, 0, 0, "the month is not 01 to 12"},
        {{2024, 1, 0, 0, 0, 0}, 0, 0, "the month has no such day"},
        {{2023, 2, 29, 0, 0, 0}, 0, 0, "the month has no such day"},
        {{2024, 1, 1, 24, 0, 0}, 0, 0, "the hour is not 00 to 23"},
        {{2024, 1, 1, 0, 60, 0}, 0, 0, "the minute is not 00 to 59"},
        {{2024, 1, 1, 0, 0, 61}, 0, 0, "the second is not 00 to 60"},
        {{2024, 1, 1, 23, 59, 60}, 0, 0, "the second is 60 where no leap second can be"},
        {{0, 1, 1, 0, 0, 0}, 1, 0, "the year in UTC is not 0000 to 9999"},
        {{9999, 12, 31, 23, 59, 60}, 0, 0, "the year in UTC is not 0000 to 9999"},
    };
    for (const auto& row : rows) {
        std::int64_t seconds = 0;
        const char* const problem = to_seconds(row.parts, row.minutes_ahead, seconds);
        BOOST_TEST(std::string_view(problem != nullptr ? problem : "") == row.problem);
        if (problem == nullptr) BOOST_TEST(seconds == row.seconds);
    }
}

BOOST_AUTO_TEST_CASE(reads_digits_within_the_text) {
    BOOST_TEST(read_digits("2024-01", 0, 4) == 2024);
    BOOST_TEST(read_digits("2024-01", 5, 2) == 1);
    BOOST_TEST(read_digits("999999999", 0, 9) == 999'999'999);
    BOOST_TEST(read_digits("2024-01", 3, 2) == -1);
    BOOST_TEST(read_digits("2024-01", 6, 2) == -1);
    BOOST_TEST(read_digits("", 0, 1) == -1);
}

BOOST_AUTO_TEST_SUITE_END()
