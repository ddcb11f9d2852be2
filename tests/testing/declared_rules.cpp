#include "flameup/testing/declared_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace declared_rules_test {

using flameup::Rule;
using flameup::testing::ElementCount;
using flameup::testing::objection;

struct Ruled {
    std::string name;
    static constexpr Rule rules[] = {Rule::email("name"), Rule::length("name", 1, 2)};
    FLAMEUP_DESCRIBE(Ruled, (), (name))
};

} // namespace declared_rules_test

BOOST_AUTO_TEST_SUITE(testing_declared_rules)

using namespace declared_rules_test;

BOOST_AUTO_TEST_CASE(objects_to_texts) {
    using Text = std::string_view;
    BOOST_TEST(objection(Rule::length("a", 1, 2), Text("")) == "must not be empty");
    BOOST_TEST(objection(Rule::length("a", 2, 2), Text("")) == "must be at least 2 characters");
    BOOST_TEST(objection(Rule::length("a", 1, 2), Text("\xC3\xA9\xC3\xA9")) == "");
    BOOST_TEST(objection(Rule::length("a", 1, 2), Text("abc")) == "must be at most 2 characters");
    BOOST_TEST(objection(Rule::email("a"), Text("a@b")) == "");
    BOOST_TEST(objection(Rule::email("a"), Text("a")) == "Invalid email format");
    BOOST_TEST(objection(Rule::reserved("a", "x", "y"), Text("y")) == "must not be y");
    BOOST_TEST(objection(Rule::reserved("a", "x", "y"), Text("a")) == "");
    BOOST_TEST(objection(Rule::reserved("a", "x"), Text("")) == "");
    BOOST_TEST(objection(Rule::required("a"), Text("")) == "");
}

BOOST_AUTO_TEST_CASE(objects_to_numbers) {
    BOOST_TEST(objection(Rule::range("a", 1, 2), std::int64_t{0}) == "must be at least 1");
    BOOST_TEST(objection(Rule::range("a", 1, 2), std::int64_t{1}) == "");
    BOOST_TEST(objection(Rule::range("a", 1, 2), std::int64_t{3}) == "must be at most 2");
    BOOST_TEST(objection(Rule::by_default("a", 1), std::int64_t{3}) == "");
    BOOST_TEST(objection(Rule::count("a", 1, 2), ElementCount{0}) == "must have 1 to 2 elements");
    BOOST_TEST(objection(Rule::count("a", 1, 2), ElementCount{2}) == "");
    BOOST_TEST(objection(Rule::count("a", 1, 2), ElementCount{3}) == "must have 1 to 2 elements");
    BOOST_TEST(objection(Rule::range("a", 1, 2), ElementCount{3}) == "");
}

BOOST_AUTO_TEST_CASE(tells_all_objections_to_a_member) {
    std::string told;
    const auto tell = [&told](const std::string& message) { told += message + "; "; };
    using flameup::testing::obeys_rules;
    BOOST_TEST(!obeys_rules<Ruled>("name", std::string_view("abc"), tell));
    BOOST_TEST(told == "Invalid email format; must be at most 2 characters; ");
    told.clear();
    BOOST_TEST(obeys_rules<Ruled>("other", std::string_view("abc"), tell));
    BOOST_TEST(told == "");
}

BOOST_AUTO_TEST_SUITE_END()
