#include "flameup/json/read_map.hpp"

#include "json/reading.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

BOOST_AUTO_TEST_SUITE(json_read_map)

using namespace json_reading;

BOOST_AUTO_TEST_CASE(reads_maps) {
    const Row maps[] = {
        {R"({"a":1,"":2})", R"({"":2,"a":1})"},
        {R"({"a":[]})", "wrong_type at $.a offset 5"},
        {R"({"a b":[]})", R"(wrong_type at $["a b"] offset 7)"},
        {R"({"":[]})", R"(wrong_type at $[""] offset 4)"},
        {R"([])", "wrong_type at $ offset 0"},
    };
    check_rows<std::map<std::string, int>>(maps);
}

BOOST_AUTO_TEST_CASE(takes_the_last_of_duplicate_keys) {
    const Row rows[] = {
        {R"({"a":{"x":1},"b":{},"a":{"y":2}})", R"({"a":{"x":0,"y":2},"b":{"x":0,"y":0}})"}};
    check_rows<std::map<std::string, Point>>(rows);
}

BOOST_AUTO_TEST_CASE(reads_into_a_map_that_has_values) {
    std::map<std::string, int> map{{"old", 1}};
    BOOST_TEST_REQUIRE(!read_json(R"({"new":2})", map, {}).has_value());
    BOOST_TEST(rewritten(map) == R"({"new":2})");
    std::map<std::string, Point> points{{"a", {1, 2}}, {"b", {3, 4}}};
    const Point* const kept = &points.at("b");
    BOOST_TEST_REQUIRE(!read_json(R"({"b":{"x":5},"c":{}})", points, {}).has_value());
    BOOST_TEST(rewritten(points) == R"({"b":{"x":5,"y":0},"c":{"x":0,"y":0}})");
    BOOST_TEST((&points.at("b") == kept));
}

BOOST_AUTO_TEST_CASE(bounds_the_elements) {
    Limits limits;
    limits.max_elements = 2 * sizeof(std::pair<const std::string, int>);
    std::map<std::string, int> map;
    BOOST_TEST(!read_json(R"({"a":1,"b":2})", map, limits));
    BOOST_TEST(read_json(R"({"a":1,"b":2,"c":3})", map, limits)->code == "too_large");
}

BOOST_AUTO_TEST_SUITE_END()
