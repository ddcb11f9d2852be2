#include "flameup/http/headers.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(headers)

using flameup::Header;
using flameup::Headers;

BOOST_AUTO_TEST_CASE(keeps_order_and_repeated_names) {
    Headers list;
    list.add("Set-Cookie", "a=1");
    list.add("Date", "today");
    list.add("set-cookie", "b=2");
    BOOST_TEST(list.size() == 3u);
    BOOST_TEST((list == Headers{{"Set-Cookie", "a=1"}, {"Date", "today"}, {"set-cookie", "b=2"}}));
    BOOST_TEST((list.find_all("SET-COOKIE") == std::vector<std::string>{"a=1", "b=2"}));
}

BOOST_AUTO_TEST_CASE(finds_the_first_field_of_a_name_in_any_case) {
    const Headers list{{"Date", "first"}, {"date", "second"}, {"Empty", ""}};
    BOOST_TEST_REQUIRE(list.find("DATE") != nullptr);
    BOOST_TEST(*list.find("DATE") == "first");
    BOOST_TEST_REQUIRE(list.find("empty") != nullptr);
    BOOST_TEST(*list.find("empty") == "");
}

BOOST_AUTO_TEST_CASE(finds_nothing_of_a_name_that_is_not_there) {
    const Headers list{{"Date", "today"}};
    for (std::string_view name : {"", "Dat", "Dates", "today"}) {
        BOOST_TEST((list.find(name) == nullptr));
        BOOST_TEST(list.find_all(name).empty());
    }
    BOOST_TEST((Headers().find("Date") == nullptr));
}

BOOST_AUTO_TEST_CASE(adds_a_value_in_place) {
    Headers list;
    list.add("Authorization").append("Bearer ").append("key");
    BOOST_TEST((list == Headers{{"Authorization", "Bearer key"}}));
}

BOOST_AUTO_TEST_CASE(adds_copies_of_its_own_fields) {
    // Short strings lie within the field itself, which moves when the list grows.
    Headers list;
    list.add("a", "1");
    for (int i = 0; i != 20; ++i) list.add(list.begin()->name, list.begin()->value);
    BOOST_TEST(list.size() == 21u);
    for (const Header& field : list) BOOST_TEST((field == Header{"a", "1"}));

    list.clear();
    list.add("b", "2");
    for (int i = 0; i != 40; ++i) list.add(list.begin()->name) = "3";
    BOOST_TEST(list.size() == 41u);
    BOOST_TEST(((list.end() - 1)->name == "b"));
}

BOOST_AUTO_TEST_CASE(forgets_its_fields_when_cleared) {
    Headers list{{"Date", "today"}, {"Age", "1"}};
    list.clear();
    BOOST_TEST(list.empty());
    BOOST_TEST((list.begin() == list.end()));
    BOOST_TEST((list.find("Date") == nullptr));
    BOOST_TEST((list == Headers()));
    list.add("Age");
    BOOST_TEST((list == Headers{{"Age", ""}}));
}

BOOST_AUTO_TEST_CASE(keeps_its_memory_when_cleared_and_when_assigned) {
    const std::string text(100, 'x');
    Headers list{{"Name", text}, {"Other", text}};
    const char* const memory = list.find("Name")->data();
    list.clear();
    list.add("Name", text);
    BOOST_TEST((list.find("Name")->data() == memory));
    const Headers other{{"Third", text}};
    list = other;
    BOOST_TEST((list == other));
    BOOST_TEST((list.find("Third")->data() == memory));
}

BOOST_AUTO_TEST_CASE(copies_only_what_is_in_the_list) {
    Headers list{{"Date", "today"}, {"Age", "1"}};
    list.clear();
    list.add("Age", "2");
    Headers copy(list);
    BOOST_TEST((copy == Headers{{"Age", "2"}}));
    copy.add("Via", "x");
    BOOST_TEST((copy == Headers{{"Age", "2"}, {"Via", "x"}}));
    BOOST_TEST((list == Headers{{"Age", "2"}}));
}

BOOST_AUTO_TEST_CASE(is_empty_after_a_move) {
    Headers list{{"Date", "today"}};
    Headers moved(std::move(list));
    BOOST_TEST((moved == Headers{{"Date", "today"}}));
    BOOST_TEST(list.empty());
    BOOST_TEST((list.begin() == list.end()));

    Headers assigned{{"Age", "1"}, {"Via", "x"}};
    assigned = std::move(moved);
    BOOST_TEST((assigned == Headers{{"Date", "today"}}));
    BOOST_TEST(moved.empty());
    moved.add("Age", "2");
    BOOST_TEST((moved == Headers{{"Age", "2"}}));
}

BOOST_AUTO_TEST_CASE(survives_assignment_to_itself) {
    Headers list{{"Date", "today"}};
    Headers& same = list;
    list = same;
    BOOST_TEST((list == Headers{{"Date", "today"}}));
    list = std::move(same);
    BOOST_TEST((list == Headers{{"Date", "today"}}));
}

BOOST_AUTO_TEST_CASE(compares_names_values_and_order) {
    const Headers list{{"Date", "today"}, {"Age", "1"}};
    BOOST_TEST((list == Headers{{"Date", "today"}, {"Age", "1"}}));
    BOOST_TEST((list != Headers{{"Age", "1"}, {"Date", "today"}}));
    BOOST_TEST((list != Headers{{"Date", "today"}}));
    BOOST_TEST((list != Headers{{"Date", "today"}, {"Age", "2"}}));
    BOOST_TEST((list != Headers{{"Date", "today"}, {"age", "1"}}));
}

BOOST_AUTO_TEST_SUITE_END()
