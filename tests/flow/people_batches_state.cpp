#include "flameup/flow/people_batches_state.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(people_batches_state)

using flameup::PersonFate;
using flameup::PersonOutcome;

BOOST_AUTO_TEST_CASE(tells_who_is_stored) {
    for (const auto fate : {PersonFate::created, PersonFate::updated, PersonFate::stored}) {
        BOOST_TEST(flameup::is_stored(fate));
    }
    for (const auto fate : {PersonFate::rejected, PersonFate::failed, PersonFate::unsent}) {
        BOOST_TEST(!flameup::is_stored(fate));
    }
}

BOOST_AUTO_TEST_CASE(compares_all_members) {
    const PersonOutcome outcome{1, PersonFate::rejected, 400, "taken", "email is taken"};
    PersonOutcome others[5] = {outcome, outcome, outcome, outcome, outcome};
    others[0].index = 2;
    others[1].fate = PersonFate::failed;
    others[2].status = 409;
    others[3].code = "invalid";
    others[4].message = "phone is taken";
    BOOST_TEST((outcome == PersonOutcome(outcome)));
    for (const PersonOutcome& other : others) BOOST_TEST((outcome != other));
}

BOOST_AUTO_TEST_CASE(goes_through_json) {
    const PersonOutcome outcome{1, PersonFate::rejected, 400, "taken", "email is taken"};
    const auto text = flameup::to_json(outcome);
    BOOST_TEST(*text == R"({"index":1,"fate":"rejected","status":400,"code":"taken",)"
                        R"("message":"email is taken"})");
    BOOST_TEST((*flameup::from_json<PersonOutcome>(*text) == outcome));
    BOOST_TEST(flameup::from_json<PersonOutcome>(R"({"fate":"lost"})").has_error());
}

BOOST_AUTO_TEST_SUITE_END()
