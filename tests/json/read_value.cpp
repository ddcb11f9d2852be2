#include "flameup/json/read_value.hpp"

#include "json/reading.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <optional>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_read_value)

using namespace json_reading;
using flameup::Nullable;

BOOST_AUTO_TEST_CASE(reads_booleans) {
    const Row booleans[] = {
        {"true", "true"},
        {" false\n", "false"},
        {"0", "wrong_type at $ offset 0"},
        {R"("true")", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
        {"[]", "wrong_type at $ offset 0"},
        {"{}", "wrong_type at $ offset 0"},
    };
    check_rows<bool>(booleans);
}

BOOST_AUTO_TEST_CASE(reads_null_or_a_value_into_optionals) {
    const Row optionals[] = {
        {"null", "null"},
        {"1", "1"},
        {R"("1")", "wrong_type at $ offset 0"},
        {"300", "out_of_range at $ offset 0"},
    };
    check_rows<std::optional<std::uint8_t>>(optionals);
    check_rows<Nullable<std::uint8_t>>(optionals);
}

BOOST_AUTO_TEST_CASE(reads_null) {
    const Row nulls[] = {{"null", "null"}, {"0", "wrong_type at $ offset 0"}};
    check_rows<flameup::Null>(nulls);
}

BOOST_AUTO_TEST_CASE(says_where_a_value_is_wrong) {
    const Row rows[] = {
        {R"({"point":{"x":1,"y":"2"}})", "wrong_type at $.point.y offset 20"},
        {R"({"points":[{"x":1},{"y":true}]})", "wrong_type at $.points[1].y offset 24"},
        {R"({"points":[{"x":1},[]]})", "wrong_type at $.points[1] offset 19"},
        {R"({"points" : [ {"x":1} , 5 ]})", "wrong_type at $.points[1] offset 24"},
        {R"({"numbers":{"a":1,"b":{}}})", "wrong_type at $.numbers.b offset 22"},
        {R"({"numbers":{"a\"b":{}}})", R"(wrong_type at $.numbers["a\"b"] offset 19)"},
        {R"({"list":[1,2,3000000000]})", "out_of_range at $.list[2] offset 13"},
        {R"({"list":[1,2,-3000000000  ]})", "out_of_range at $.list[2] offset 13"},
        {R"({"at":"yesterday","point":5})", "invalid_timestamp at $.at offset 6"},
        {R"({"colour":"green"})", "unknown_name at $.colour offset 10"},
        {R"({"name":{"a":{}}})", "wrong_type at $.name offset 8"},
        {R"({"name":[{"a":{}}]})", "wrong_type at $.name offset 8"},
        {R"({"name":false})", "wrong_type at $.name offset 8"},
        {R"({"flag":null,"ratio":"1"})", "wrong_type at $.ratio offset 21"},
        {R"({"other":[1,{"a":"}]"}],"flag":1})", "wrong_type at $.flag offset 31"},
        {R"({"object":[]})", "wrong_type at $.object offset 10"},
        {R"({"any":[1,{"a":[1e999]}]})", "out_of_range at $.any[1].a[0] offset 16"},
        {R"({"numbers":{"a":null}})", "wrong_type at $.numbers.a offset 16"},
    };
    check_rows<Thing>(rows);
}

BOOST_AUTO_TEST_CASE(says_what_was_expected_and_found) {
    struct Message {
        std::string_view text;
        std::string_view expected;
    };
    const Message messages[] = {
        {R"({"point":[]})", "expected an object, found an array"},
        {R"({"list":{}})", "expected an array, found an object"},
        {R"({"maybe_point":1})", "expected an object, found an integer"},
        {R"({"name":1.5})", "expected a string, found a number"},
        {R"({"flag":"a"})", "expected a boolean, found a string"},
        {R"({"count":true})", "expected an integer, found a boolean"},
        {R"({"list":[null]})", "expected an integer, found null"},
        {R"({"at":1})", "expected a timestamp string, found an integer"},
        {R"({"at":"1"})", "the string is not an RFC 3339 timestamp"},
        {R"({"color":"1"})", "\"1\" is none of red, dark_blue"},
        {R"({"size":1e10})", "the number is out of range"},
    };
    for (const Message& message : messages) {
        Thing thing;
        const auto problem = read_json(message.text, thing, {});
        BOOST_TEST_REQUIRE(problem.has_value());
        BOOST_TEST(problem->message == message.expected);
    }
}

BOOST_AUTO_TEST_CASE(reads_types_that_contain_themselves) {
    const std::string_view text =
        R"({"name":"a","children":[{"name":"b","children":[],"named":{}}],)"
        R"("more":[{"name":"c","children":[],"named":{}}],)"
        R"("named":{"d":{"name":"e","children":[],"more":[],"named":{}}}})";
    BOOST_TEST(reread<Node>(text) == text);
}

BOOST_AUTO_TEST_SUITE_END()
