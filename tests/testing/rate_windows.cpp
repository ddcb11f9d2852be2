#include "flameup/testing/rate_windows.hpp"

#include <boost/test/unit_test.hpp>

using flameup::testing::RateState;
using flameup::testing::RateWindows;

BOOST_AUTO_TEST_SUITE(testing_rate_windows)

BOOST_AUTO_TEST_CASE(allows_so_many_requests_in_a_minute) {
    const struct {
        std::size_t key;
        std::int64_t now;
        RateState expected;
    } table[] = {
        {1, 100, {true, 1, 160}},  {1, 101, {true, 0, 160}}, {1, 159, {false, 0, 160}},
        {2, 159, {true, 1, 219}},  {1, 160, {true, 1, 220}}, {1, 160, {true, 0, 220}},
        {1, 160, {false, 0, 220}}, {1, 159, {true, 1, 219}}, // the clock went back
    };
    RateWindows windows;
    for (const auto& row : table) {
        const RateState state = windows.count(row.key, 2, row.now);
        BOOST_TEST(state.allowed == row.expected.allowed);
        BOOST_TEST(state.remaining == row.expected.remaining);
        BOOST_TEST(state.reset == row.expected.reset);
    }
}

BOOST_AUTO_TEST_CASE(keeps_open_windows_while_it_forgets_others) {
    RateWindows windows;
    for (std::size_t key = 1; key != 1000; ++key) windows.count(key, 1, 0);
    BOOST_TEST(!windows.count(7, 1, 59).allowed);
    for (std::size_t key = 1000; key != 3000; ++key) windows.count(key, 1, 60);
    BOOST_TEST(!windows.count(1000, 1, 119).allowed);
    BOOST_TEST(windows.count(7, 1, 119).allowed);
}

BOOST_AUTO_TEST_SUITE_END()
