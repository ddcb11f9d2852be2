#include "flameup/value/limits.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <limits>

BOOST_AUTO_TEST_SUITE(value_limits)

using flameup::Limits;

BOOST_AUTO_TEST_CASE(allows_no_depth_that_would_exhaust_the_stack) {
    Limits limits;
    BOOST_TEST(limits.depth() == 32u);
    for (const auto depth : {std::size_t{0}, std::size_t{1}, std::size_t{255}, std::size_t{256}}) {
        limits.max_depth = depth;
        BOOST_TEST(limits.depth() == depth);
    }
    for (const std::size_t depth : {std::size_t{257}, (std::numeric_limits<std::size_t>::max)()}) {
        limits.max_depth = depth;
        BOOST_TEST(limits.depth() == flameup::deepest_nesting);
    }
}

BOOST_AUTO_TEST_CASE(allows_sixteen_mebibytes_of_body_and_four_times_as_many_of_elements) {
    BOOST_TEST(Limits().max_body == 16u * 1024 * 1024);
    BOOST_TEST(Limits().max_elements == 64u * 1024 * 1024);
}

BOOST_AUTO_TEST_SUITE_END()
