#include "flameup/describe/findings.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(findings)

using flameup::ErrorKind;
using flameup::detail::Findings;
using flameup::detail::set_validation_error;

BOOST_AUTO_TEST_CASE(names_the_first_finding_and_counts_the_rest) {
    Findings one;
    one.add("people[3].email", "invalid_email", "must be an email address");
    flameup::Error error;
    set_validation_error(error, one);
    BOOST_TEST((error.kind == ErrorKind::validation));
    BOOST_TEST(error.status == 0);
    BOOST_TEST(error.code == "invalid_request");
    BOOST_TEST(error.message == "people[3].email must be an email address");
    BOOST_TEST_REQUIRE(error.fields.size() == 1u);
    BOOST_TEST(error.fields[0].path == "people[3].email");
    BOOST_TEST(error.fields[0].code == "invalid_email");

    Findings three;
    three.add("", "too_deep", "is nested deeper than the limit");
    three.add("a", "required", "must not be empty");
    three.add("b", "required", "must not be empty");
    error = {};
    set_validation_error(error, three);
    BOOST_TEST(error.message == "the request is nested deeper than the limit (and 2 more)");
    BOOST_TEST(error.fields.size() == 3u);
}

BOOST_AUTO_TEST_SUITE_END()
