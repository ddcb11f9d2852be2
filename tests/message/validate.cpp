#include "flameup/message/validate.hpp"

#include "flameup/message/build_impl.hpp"
#include "flameup/model/operations.hpp"
#include "texts.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <limits>
#include <string>

namespace validate_test {

flameup::Config config(std::string workspace = {}) {
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    config.workspace_id = std::move(workspace);
    return config;
}

/// A person who breaks two rules and has a trait that JSON cannot hold.
flameup::PersonInput<> wrong() {
    flameup::PersonInput<> person;
    person.email = "no address";
    person.traits.emplace();
    (*person.traits)["score"] = std::numeric_limits<double>::infinity();
    return person;
}

} // namespace validate_test

BOOST_AUTO_TEST_SUITE(validate)

using namespace validate_test;

BOOST_AUTO_TEST_CASE(accepts_what_build_accepts) {
    flameup::PersonInput<> person;
    person.userId = "user_1";
    BOOST_TEST(flameup::validate(config(), person).has_value());
    BOOST_TEST(flameup::validate(flameup::Config(), person).has_value()); // no key is needed
    flameup::SearchPeople<> search;
    search.q = "jane";
    BOOST_TEST(flameup::validate(config(), search).has_value());
}

BOOST_AUTO_TEST_CASE(reports_all_that_is_wrong_as_build_does) {
    const auto checked = flameup::validate(config(), wrong());
    BOOST_REQUIRE(!checked);
    BOOST_TEST(texts::of(checked.error()) ==
               "validation 0 invalid_request: userId must not be empty (and 2 more)\n"
               "userId required: must not be empty\n"
               "email invalid_email: must be an email address\n"
               "traits.score not_finite: must be a finite number\n");
    flameup::UpsertPerson<> upsert;
    static_cast<flameup::PersonInput<>&>(upsert) = wrong();
    BOOST_TEST(texts::of(flameup::build(config(), upsert).error()) == texts::of(checked.error()));
}

BOOST_AUTO_TEST_CASE(applies_the_rules_of_a_workspace) {
    const flameup::UpdatePerson<> update{"user_1", {}};
    BOOST_TEST(flameup::validate(config(), update).has_value());
    const auto checked = flameup::validate(config("ws_1"), update);
    BOOST_REQUIRE(!checked);
    BOOST_TEST(texts::of_codes(checked.error()) == "person_id invalid_uuid");
}

BOOST_AUTO_TEST_CASE(keeps_to_the_depth_of_the_configuration) {
    flameup::Config shallow = config();
    shallow.limits.max_depth = 1;
    flameup::PersonInput<> person;
    person.userId = "user_1";
    BOOST_TEST(flameup::validate(shallow, person).has_value());
    person.traits.emplace();
    const auto checked = flameup::validate(shallow, person);
    BOOST_REQUIRE(!checked);
    BOOST_TEST(texts::of_codes(checked.error()) == "traits too_deep");
}

BOOST_AUTO_TEST_SUITE_END()
