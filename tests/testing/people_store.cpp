#include "flameup/testing/people_store.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <string>

using flameup::Timestamp;
using flameup::testing::merge_traits;
using flameup::testing::PeopleStore;
using flameup::testing::PersonChange;
using flameup::testing::StoredPerson;
using flameup::testing::Workspace;

namespace {

PersonChange change(const char* user_id, const char* email) {
    PersonChange result;
    result.userId = user_id;
    if (email != nullptr) result.email = email;
    return result;
}

} // namespace

BOOST_AUTO_TEST_SUITE(testing_people_store)

BOOST_AUTO_TEST_CASE(merges_traits_in_order_one_level_deep) {
    boost::json::object stored = {{"a", 1}, {"b", 2}, {"c", {{"x", 1}}}, {"d", 4}};
    merge_traits(stored, {{"a", nullptr}, {"c", {{"y", 2}}}, {"e", 5}, {"f", nullptr}});
    BOOST_TEST(boost::json::serialize(stored) == R"({"b":2,"c":{"y":2},"d":4,"e":5})");
}

BOOST_AUTO_TEST_CASE(finds_a_person_by_each_of_its_names) {
    Workspace people;
    people.create("id1", change("u1", "a@b"), Timestamp{1, 0});
    people.create("id2", change("u2", nullptr), Timestamp{2, 0});
    BOOST_TEST(people.find_id("id1")->user_id == "u1");
    BOOST_TEST(people.find_user("u2")->id == "id2");
    BOOST_TEST(people.find_email("a@b")->id == "id1");
    BOOST_TEST(people.find_id("u1") == nullptr);
    BOOST_TEST(people.find_user("id1") == nullptr);
    BOOST_TEST(people.find_email("a@") == nullptr);
}

BOOST_AUTO_TEST_CASE(finds_the_oldest_person_of_an_email) {
    Workspace people;
    people.create("id1", change("u1", nullptr), {});
    people.create("id2", change("u2", "a@b"), {});
    BOOST_TEST(people.find_email("a@b")->id == "id2");
    people.apply(*people.find_user("u1"), change("u1", "a@b"), {});
    BOOST_TEST(people.find_email("a@b")->id == "id1");
    people.erase(*people.find_user("u1"));
    BOOST_TEST(people.find_id("id1") == nullptr);
    BOOST_TEST(people.find_user("u1") == nullptr);
    BOOST_TEST(people.find_email("a@b")->id == "id2");
}

BOOST_AUTO_TEST_CASE(follows_a_change_of_userId_and_email) {
    Workspace people;
    StoredPerson& person = people.create("id1", change("u1", "a@b"), Timestamp{1, 0});
    people.apply(person, change("u2", "c@d"), Timestamp{2, 0});
    BOOST_TEST(people.find_user("u1") == nullptr);
    BOOST_TEST(people.find_email("a@b") == nullptr);
    BOOST_TEST(people.find_user("u2") == &person);
    BOOST_TEST(people.find_email("c@d") == &person);
    BOOST_TEST(person.created_at.seconds == 1);
    BOOST_TEST(person.updated_at.seconds == 2);
}

BOOST_AUTO_TEST_CASE(makes_no_workspace_by_looking_for_it) {
    PeopleStore store;
    BOOST_TEST(store.find("w") == nullptr);
    Workspace& people = store.open("w");
    BOOST_TEST(store.find("w") == &people);
}

BOOST_AUTO_TEST_SUITE_END()
