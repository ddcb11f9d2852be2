#include "flameup/value/timestamp_chrono.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <ratio>

BOOST_AUTO_TEST_SUITE(timestamp_chrono)

using flameup::from_time_point;
using flameup::Timestamp;
using flameup::to_time_point;
using flameup::detail::from_duration;
using flameup::detail::to_duration;

namespace {

using Seconds = std::chrono::duration<std::int64_t>;
using Milliseconds = std::chrono::duration<std::int64_t, std::milli>;
using Microseconds = std::chrono::duration<std::int64_t, std::micro>;
using HundredNanoseconds = std::chrono::duration<std::int64_t, std::ratio<1, 10'000'000>>;
using Nanoseconds = std::chrono::duration<std::int64_t, std::nano>;

constexpr std::int64_t lowest = (std::numeric_limits<std::int64_t>::min)();
constexpr std::int64_t highest = (std::numeric_limits<std::int64_t>::max)();
constexpr std::int64_t first_second = -62'167'219'200;
constexpr std::int64_t last_second = 253'402'300'799;

} // namespace

BOOST_AUTO_TEST_CASE(turns_moments_into_times_and_back) {
    const Timestamp moments[] = {{0, 0},
                                 {1, 0},
                                 {-1, 0},
                                 {1'705'314'600, 500'000'000},
                                 {-1, 999'000'000},
                                 {-2, 1'000'000},
                                 {-2'208'988'800, 250'000'000},
                                 {4'102'444'800, 0}};
    for (const Timestamp& moment : moments) {
        const auto time = to_time_point(moment);
        BOOST_TEST_REQUIRE(time.has_value());
        const auto since = std::chrono::seconds(moment.seconds) +
                           std::chrono::milliseconds(moment.nanoseconds / 1'000'000);
        BOOST_TEST((*time == std::chrono::system_clock::time_point(since)));
        BOOST_TEST((from_time_point(*time) == moment));
    }
}

BOOST_AUTO_TEST_CASE(agrees_with_the_clock) {
    const auto now = std::chrono::system_clock::now();
    const auto moment = from_time_point(now);
    BOOST_TEST_REQUIRE(moment.has_value());
    BOOST_TEST((moment->seconds == std::chrono::system_clock::to_time_t(now)));
    BOOST_TEST((to_time_point(*moment) == now));
}

BOOST_AUTO_TEST_CASE(rounds_down_to_the_tick) {
    constexpr Timestamp before{-1, 123'456'789};
    BOOST_TEST((to_duration<Seconds>(before) == Seconds(-1)));
    BOOST_TEST((to_duration<Milliseconds>(before) == Milliseconds(-877)));
    BOOST_TEST((to_duration<Microseconds>(before) == Microseconds(-876'544)));
    BOOST_TEST((to_duration<HundredNanoseconds>(before) == HundredNanoseconds(-8'765'433)));
    BOOST_TEST((to_duration<Nanoseconds>(before) == Nanoseconds(-876'543'211)));
    constexpr Timestamp after{1, 987'654'321};
    BOOST_TEST((to_duration<Seconds>(after) == Seconds(1)));
    BOOST_TEST((to_duration<Milliseconds>(after) == Milliseconds(1987)));
    BOOST_TEST((to_duration<Microseconds>(after) == Microseconds(1'987'654)));
    BOOST_TEST((to_duration<HundredNanoseconds>(after) == HundredNanoseconds(19'876'543)));
    BOOST_TEST((to_duration<Nanoseconds>(after) == Nanoseconds(1'987'654'321)));
}

BOOST_AUTO_TEST_CASE(reads_ticks_before_1970) {
    BOOST_TEST((from_duration(Milliseconds(-1)) == Timestamp{-1, 999'000'000}));
    BOOST_TEST((from_duration(Milliseconds(-1000)) == Timestamp{-1, 0}));
    BOOST_TEST((from_duration(Milliseconds(-1001)) == Timestamp{-2, 999'000'000}));
    BOOST_TEST((from_duration(Seconds(-1)) == Timestamp{-1, 0}));
}

BOOST_AUTO_TEST_CASE(knows_where_a_clock_of_nanoseconds_ends) {
    constexpr Timestamp last{9'223'372'036, 854'775'807};
    BOOST_TEST((to_duration<Nanoseconds>(last) == Nanoseconds(highest)));
    BOOST_TEST((from_duration(Nanoseconds(highest)) == last));
    BOOST_TEST((to_duration<Nanoseconds>({9'223'372'036, 854'775'808}) == std::nullopt));
    BOOST_TEST((to_duration<Nanoseconds>({9'223'372'037, 0}) == std::nullopt));
    constexpr Timestamp first{-9'223'372'037, 145'224'192};
    BOOST_TEST((to_duration<Nanoseconds>(first) == Nanoseconds(lowest)));
    BOOST_TEST((from_duration(Nanoseconds(lowest)) == first));
    BOOST_TEST((to_duration<Nanoseconds>({-9'223'372'037, 145'224'191}) == std::nullopt));
    BOOST_TEST((to_duration<Nanoseconds>({-9'223'372'038, 999'999'999}) == std::nullopt));
    BOOST_TEST((to_duration<Nanoseconds>({first_second, 0}) == std::nullopt));
    BOOST_TEST((to_duration<Nanoseconds>({last_second, 0}) == std::nullopt));
}

BOOST_AUTO_TEST_CASE(holds_every_year_in_a_clock_of_wider_ticks) {
    BOOST_TEST(
        (to_duration<Microseconds>({first_second, 0}) == Microseconds(first_second * 1'000'000)));
    BOOST_TEST((to_duration<HundredNanoseconds>({last_second, 999'999'999}) ==
                HundredNanoseconds(last_second * 10'000'000 + 9'999'999)));
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_in_the_years_of_timestamps) {
    for (const Timestamp& moment :
         {Timestamp{first_second - 1, 999'999'999}, Timestamp{last_second + 1, 0},
          Timestamp{lowest, 0}, Timestamp{highest, 0}, Timestamp{0, 1'000'000'000}}) {
        BOOST_TEST((to_duration<Seconds>(moment) == std::nullopt));
        BOOST_TEST((to_duration<Microseconds>(moment) == std::nullopt));
        BOOST_TEST((to_time_point(moment) == std::nullopt));
    }
    BOOST_TEST((from_duration(Seconds(first_second)) == Timestamp{first_second, 0}));
    BOOST_TEST((from_duration(Seconds(first_second - 1)) == std::nullopt));
    BOOST_TEST((from_duration(Seconds(last_second)) == Timestamp{last_second, 0}));
    BOOST_TEST((from_duration(Seconds(last_second + 1)) == std::nullopt));
    for (std::int64_t ticks : {lowest, highest}) {
        BOOST_TEST((from_duration(Seconds(ticks)) == std::nullopt));
        BOOST_TEST((from_duration(Microseconds(ticks)) == std::nullopt));
    }
}

BOOST_AUTO_TEST_SUITE_END()
