#include "flameup/json/read_list.hpp"

#include "json/reading.hpp"

#include "flameup/model/person.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_read_list)

using namespace json_reading;
using flameup::Nullable;

BOOST_AUTO_TEST_CASE(reads_lists) {
    const Row lists[] = {
        {R"([])", R"([])"},
        {R"([ 1 , 2 ])", R"([1,2])"},
        {R"([1,"2"])", "wrong_type at $[1] offset 3"},
        {R"([1,null])", "wrong_type at $[1] offset 3"},
        {R"({})", "wrong_type at $ offset 0"},
    };
    check_rows<std::vector<int>>(lists);
    check_rows<std::deque<int>>(lists);
    const Row lists_of_optionals[] = {{R"([1,null,2])", R"([1,null,2])"}};
    check_rows<std::vector<std::optional<int>>>(lists_of_optionals);
    check_rows<std::vector<Nullable<int>>>(lists_of_optionals);
    const Row bits[] = {{"[true,false]", "[true,false]"}};
    check_rows<std::deque<bool>>(bits);
}

BOOST_AUTO_TEST_CASE(reads_into_a_list_that_has_elements) {
    std::vector<Point> points(3);
    BOOST_TEST_REQUIRE(!read_json(R"([{"x":1}])", points, {}).has_value());
    BOOST_TEST(rewritten(points) == R"([{"x":1,"y":0}])");
    const Point* const memory = points.data();
    BOOST_TEST_REQUIRE(!read_json(R"([{"y":2},{}])", points, {}).has_value());
    BOOST_TEST(rewritten(points) == R"([{"x":0,"y":2},{"x":0,"y":0}])");
    BOOST_TEST((points.data() == memory));
}

BOOST_AUTO_TEST_CASE(bounds_the_elements_that_a_short_text_makes) {
    flameup::Limits limits;
    limits.max_elements = 100 * sizeof(flameup::Person<>);
    std::string people = "[";
    for (int i = 0; i != 100; ++i) people += "{},";
    std::vector<flameup::Person<>> list;
    BOOST_TEST(!read_json(people.substr(0, people.size() - 1) + "]", list, limits));
    BOOST_TEST(list.size() == 100U);
    const auto problem = read_json(people + "{}]", list, limits);
    BOOST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->code == "too_large");
    BOOST_TEST(problem->place.path == "$[100]");
}

BOOST_AUTO_TEST_SUITE_END()
