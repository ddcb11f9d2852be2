#include "flameup/testing/person_json.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

using flameup::testing::Dialect;
using flameup::testing::event_json;
using flameup::testing::person_json;
using flameup::testing::StoredEvent;
using flameup::testing::StoredPerson;

namespace {

StoredPerson jane() {
    StoredPerson person;
    person.id = "i";
    person.user_id = "u";
    person.email = "e";
    person.traits = {{"phone", "+1"},     {"first_name", "Jane"}, {"last_name", nullptr},
                     {"avatar_url", "a"}, {"timezone", "UTC"},    {"locale", 5}};
    person.status = flameup::PersonStatus::unsubscribed;
    person.created_at = {1705314600, 0};
    person.updated_at = {1705314600, 500000000};
    person.last_seen_at = {1705314601, 0};
    return person;
}

} // namespace

BOOST_AUTO_TEST_SUITE(testing_person_json)

BOOST_AUTO_TEST_CASE(writes_a_person_in_the_overview_dialect) {
    BOOST_TEST(boost::json::serialize(person_json(jane(), "w", Dialect::overview)) ==
               R"({"id":"i","workspace_id":"w","userId":"u","email":"e",)"
               R"("traits":{"phone":"+1","first_name":"Jane","last_name":null,"avatar_url":"a",)"
               R"("timezone":"UTC","locale":5},"created_at":"2024-01-15T10:30:00Z",)"
               R"("updated_at":"2024-01-15T10:30:00.5Z"})");
}

BOOST_AUTO_TEST_CASE(writes_a_person_in_the_reference_dialect) {
    StoredPerson person = jane();
    person.email.reset();
    BOOST_TEST(boost::json::serialize(person_json(person, "w", Dialect::reference)) ==
               R"({"id":"i","workspace_id":"w","external_id":"u","phone":"+1",)"
               R"("first_name":"Jane","avatar_url":"a","timezone":"UTC","locale":null,)"
               R"("status":"unsubscribed",)"
               R"("attributes":{"phone":"+1","first_name":"Jane","last_name":null,)"
               R"("avatar_url":"a","timezone":"UTC","locale":5},)"
               R"("created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-15T10:30:00.5Z",)"
               R"("first_seen_at":"2024-01-15T10:30:00Z","last_seen_at":"2024-01-15T10:30:01Z"})");
}

BOOST_AUTO_TEST_CASE(writes_the_members_that_the_reference_dialect_always_has) {
    StoredPerson person = jane();
    person.traits.clear();
    const auto json = person_json(person, "w", Dialect::reference);
    for (const char* name : {"phone", "avatar_url", "timezone", "locale"}) {
        BOOST_TEST_CONTEXT(name) BOOST_TEST((json.contains(name) && json.at(name).is_null()));
    }
    person.phone = "+2";
    BOOST_TEST(person_json(person, "w", Dialect::reference).at("phone").as_string() == "+2");
    BOOST_TEST(!person_json(jane(), "w", Dialect::overview).contains("phone"));
}

BOOST_AUTO_TEST_CASE(writes_an_event_in_either_dialect) {
    const StoredEvent event = {"n", "login", {{"a", 1}}, {1705314600, 0}};
    BOOST_TEST(boost::json::serialize(event_json(event, jane(), "w", Dialect::overview)) ==
               R"({"id":"n","workspace_id":"w","person_id":"i","event":"login",)"
               R"("parameters":{"a":1},"timestamp":"2024-01-15T10:30:00Z",)"
               R"("created_at":"2024-01-15T10:30:00Z"})");
    BOOST_TEST(event_json(event, jane(), "w", Dialect::reference).contains("properties"));
}

BOOST_AUTO_TEST_SUITE_END()
