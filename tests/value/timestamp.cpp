#include "flameup/value/timestamp.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <type_traits>

BOOST_AUTO_TEST_SUITE(timestamp)

using flameup::Timestamp;

static_assert(std::is_aggregate_v<Timestamp>);
static_assert(std::is_trivially_copyable_v<Timestamp>);
static_assert(Timestamp{} == Timestamp{0, 0});
static_assert(Timestamp{-1, 999'999'999} < Timestamp{});

BOOST_AUTO_TEST_CASE(orders_moments) {
    const Timestamp moments[] = {{-2, 0}, {-1, 0}, {-1, 999'999'999}, {0, 0},
                                 {0, 1},  {1, 0},  {1, 999'999'999},  {253'402'300'799, 0}};
    for (const Timestamp& a : moments) {
        for (const Timestamp& b : moments) {
            BOOST_TEST((a == b) == (&a == &b));
            BOOST_TEST((a != b) == (&a != &b));
            BOOST_TEST((a < b) == (&a < &b));
            BOOST_TEST((a > b) == (&a > &b));
            BOOST_TEST((a <= b) == (&a <= &b));
            BOOST_TEST((a >= b) == (&a >= &b));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
