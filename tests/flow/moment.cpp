#include "flameup/flow/moment.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(moment)

BOOST_AUTO_TEST_CASE(a_step_of_nothing_is_the_end) {
    const flameup::Step step;
    BOOST_TEST((step.kind == flameup::Step::Kind::finished));
    BOOST_TEST(step.request == nullptr);
}

BOOST_AUTO_TEST_CASE(a_moment_knows_no_date_by_itself) {
    const flameup::Moment moment;
    BOOST_TEST(moment.time.count() == 0);
    BOOST_TEST(!moment.date.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
