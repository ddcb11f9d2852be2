#include "flameup/model/person.hpp"

#include "flameup/describe/compare.hpp"

#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace person_test {

struct Traits {
    std::optional<std::string> plan;
    FLAMEUP_DESCRIBE(Traits, (), (plan))
    FLAMEUP_COMPARE(Traits)
};

/// Returns a person with all members.
template <class T> flameup::Person<T> full_person(T traits) {
    flameup::Person<T> person;
    person.id = person.workspace_id = person.userId = person.email = person.phone = "x";
    person.first_name = person.last_name = person.avatar_url = person.timezone = "x";
    person.locale = "x";
    person.userId = "user";
    person.email = "email";
    person.phone = "phone";
    person.status = flameup::PersonStatus::active;
    person.created_at = person.updated_at = flameup::Timestamp{1, 0};
    person.first_seen_at = person.last_seen_at = flameup::Timestamp{2, 0};
    person.traits = std::move(traits);
    return person;
}

} // namespace person_test

BOOST_AUTO_TEST_SUITE(person_and_input)

using namespace person_test;
using flameup::Person;
using flameup::PersonInput;

BOOST_AUTO_TEST_CASE(takes_what_is_sent_of_a_person) {
    const Traits traits{"free"};
    BOOST_TEST((to_input(full_person(traits)) ==
                PersonInput<Traits>{"user", "email", "phone", std::nullopt, traits}));
    const boost::json::object object{{"plan", "free"}, {"level", 7}};
    BOOST_TEST((to_input(full_person(object)) ==
                PersonInput<>{"user", "email", "phone", std::nullopt, object}));
    BOOST_TEST((to_input(Person<Traits>()) ==
                PersonInput<Traits>{"", std::nullopt, std::nullopt, std::nullopt, Traits()}));
}

BOOST_AUTO_TEST_CASE(makes_a_person_of_an_input) {
    const PersonInput<Traits> input{"user", "email", std::nullopt, "anonymous", Traits{"free"}};
    Person<Traits> expected;
    expected.userId = "user";
    expected.email = "email";
    expected.traits.plan = "free";
    BOOST_TEST((to_person(input) == expected));
    BOOST_TEST((to_person(PersonInput<>{"user"}).traits == boost::json::object()));

    PersonInput<Traits> back = to_input(to_person(input));
    back.anonymousId = "anonymous";
    BOOST_TEST((back == input));
}

BOOST_AUTO_TEST_CASE(keeps_views_and_memory) {
    Person<Traits, std::string_view> views;
    views.userId = "user";
    BOOST_TEST(to_input(views).userId.data() == views.userId->data());
    Person<> person;
    person.traits["a"] = 1;
    const auto* const memory = person.traits.begin();
    BOOST_TEST(to_input(std::move(person)).traits->begin() == memory);
}

BOOST_AUTO_TEST_SUITE_END()
