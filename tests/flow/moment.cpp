#include "flameup/flow/moment.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>

BOOST_AUTO_TEST_SUITE(moment)

using flameup::Step;
using std::chrono::milliseconds;

BOOST_AUTO_TEST_CASE(each_kind_of_step_has_what_it_needs) {
    flameup::HttpRequest request;
    const struct {
        Step step;
        Step::Kind kind;
        const flameup::HttpRequest* request;
        milliseconds until;
    } rows[] = {
        {Step::send(request), Step::Kind::send, &request, milliseconds(0)},
        {Step::wait_until(milliseconds(7)), Step::Kind::wait, nullptr, milliseconds(7)},
        {Step::wait_for_response(), Step::Kind::wait, nullptr, (milliseconds::max)()},
        {Step::yield(), Step::Kind::yield, nullptr, milliseconds(0)},
        {Step::finished(), Step::Kind::finished, nullptr, milliseconds(0)},
        {Step(), Step::Kind::finished, nullptr, milliseconds(0)},
    };
    for (const auto& row : rows) {
        BOOST_TEST((row.step.kind == row.kind));
        BOOST_TEST(row.step.request == row.request);
        BOOST_TEST((row.step.until == row.until));
    }
}

BOOST_AUTO_TEST_CASE(a_moment_knows_no_date_by_itself) {
    const flameup::Moment moment;
    BOOST_TEST(moment.time.count() == 0);
    BOOST_TEST(!moment.date.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
