#include "flameup/value/nullable.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(nullable)

using flameup::Null;
using flameup::null;
using flameup::Nullable;

namespace {

/// The three states in one text.
template <class T> std::string state(const Nullable<T>& member) {
    std::string text;
    if (member.is_absent()) text += "absent ";
    if (member.is_null()) text += "null ";
    if (member.has_value()) text += "value ";
    if (member) text += "true";
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(is_absent_null_or_a_value) {
    Nullable<int> member;
    BOOST_TEST(state(member) == "absent ");
    member = null;
    BOOST_TEST(state(member) == "null ");
    member = 5;
    BOOST_TEST(state(member) == "value true");
    BOOST_TEST(*member == 5);
    member = null;
    BOOST_TEST(state(member) == "null ");
    member.reset();
    BOOST_TEST(state(member) == "absent ");
    member.emplace(0);
    BOOST_TEST(state(member) == "value true");
    member.reset();
    BOOST_TEST(state(member) == "absent ");
    member = {};
    BOOST_TEST(state(member) == "absent ");
}

BOOST_AUTO_TEST_CASE(becomes_a_value_again_after_null) {
    Nullable<std::string> member = null;
    BOOST_TEST(member.emplace(3u, 'x') == "xxx");
    BOOST_TEST(state(member) == "value true");
    BOOST_TEST(member->size() == 3u);
}

BOOST_AUTO_TEST_CASE(takes_what_its_value_is_made_of) {
    const Nullable<std::string> text = "gold";
    BOOST_TEST(*text == "gold");
    const Nullable<double> number = 1;
    BOOST_TEST(*number == 1.0);
    const Nullable<std::vector<int>> list = std::vector<int>{1, 2};
    BOOST_TEST((*list == std::vector<int>{1, 2}));
    // What the value takes explicitly only, the member does not take by the way either.
    BOOST_TEST(*Nullable<std::string>(std::string_view("gold")) == "gold");
    static_assert(!std::is_convertible_v<std::string_view, Nullable<std::string>>);
    static_assert(!std::is_convertible_v<int, Nullable<std::vector<int>>>);
    static_assert(std::is_constructible_v<Nullable<std::vector<int>>, int>);
    static_assert(!std::is_constructible_v<Nullable<int>, std::string>);
}

BOOST_AUTO_TEST_CASE(copies_and_moves_each_state) {
    const Nullable<std::string> members[] = {{}, null, std::string("gold")};
    for (const Nullable<std::string>& member : members) {
        BOOST_TEST_CONTEXT(state(member)) {
            Nullable<std::string> copy(member);
            BOOST_TEST((copy == member));
            Nullable<std::string> from_mutable(copy);
            BOOST_TEST((from_mutable == member));
            const Nullable<std::string> moved(std::move(copy));
            BOOST_TEST((moved == member));
            for (Nullable<std::string> assigned : members) {
                assigned = member;
                BOOST_TEST((assigned == member));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(compares_states_and_values) {
    const Nullable<int> members[] = {{}, null, 0, 1};
    for (const auto& a : members) {
        for (const auto& b : members) {
            BOOST_TEST((a == b) == (&a == &b));
            BOOST_TEST((a != b) == (&a != &b));
        }
    }
    BOOST_TEST((Nullable<int>(null) == null));
    BOOST_TEST((Nullable<int>() != null));
    BOOST_TEST((Nullable<int>(1) == 1));
    BOOST_TEST((Null{} == null));
    BOOST_TEST(!(Null{} != null));
}

BOOST_AUTO_TEST_CASE(gives_another_value_where_it_has_none) {
    BOOST_TEST(Nullable<int>().value_or(7) == 7);
    BOOST_TEST(Nullable<int>(null).value_or(7) == 7);
    BOOST_TEST(Nullable<int>(5).value_or(7) == 5);
}

BOOST_AUTO_TEST_CASE(holds_a_bool_that_is_false) {
    const Nullable<bool> member = false;
    BOOST_TEST(state(member) == "value true");
    BOOST_TEST(*member == false);
}

BOOST_AUTO_TEST_SUITE_END()
