#include "flameup/testing/redaction.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(redaction)

using flameup::testing::Redaction;

const std::string key = "fl_live_0123456789abcdef";

BOOST_AUTO_TEST_CASE(replaces_values_by_others_of_their_type) {
    struct Row {
        const char* path;
        const char* body;
        const char* expected;
    };
    const Row rows[] = {
        {"$.email", R"({"userId":"u1","email":"a@b.example"})", R"({"userId":"u1","email":"***"})"},
        {"$.email", R"({"userId":"u1"})", R"({"userId":"u1"})"},
        {"$.email", R"({ "userId" : "u1" })", R"({ "userId" : "u1" })"},
        {"$.email", R"([{"email":"x"}])", R"([{"email":"x"}])"},
        {"$.people[*].email", R"({"people":[{"email":"x"},{"a":1},{"email":null}]})",
         R"({"people":[{"email":"***"},{"a":1},{"email":null}]})"},
        {"$[*]", R"([1,-2,3.5,true,[1],{"a":1},"x",null])", R"([0,0,0,false,[],{},"***",null])"},
        {"$[1]", R"(["a","b","c"])", R"(["a","***","c"])"},
        {"$[9]", R"(["a"])", R"(["a"])"},
        {"$.a.b[0].c", R"({"a":{"b":[{"c":{"d":1}}]}})", R"({"a":{"b":[{"c":{}}]}})"},
        {"$.a", "not JSON", "not JSON"},
        {"$.a", "", ""},
    };
    for (const Row& row : rows) {
        const auto made = Redaction::of({row.path});
        BOOST_TEST_REQUIRE(made.has_value(), row.path);
        BOOST_TEST(made->apply(row.body, key) == row.expected);
        BOOST_TEST(made->apply(row.expected, key) == row.expected);
    }
    const auto both = Redaction::of({"$.a", "$.b"});
    BOOST_TEST(both->apply(R"({"a":"x","b":"y","c":"z"})", "") ==
               R"({"a":"***","b":"***","c":"z"})");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_path) {
    for (const std::string_view path :
         {"", "$", "email", ".email", "$email", "$.", "$..a", "$.a.", "$[", "$[]", "$[1", "$[-1]",
          "$[a]", "$[1]x", "$[1234567890]", "$.a[*"}) {
        const auto made = Redaction::of({"$.good", path});
        BOOST_TEST_REQUIRE(made.has_error(), path);
        BOOST_TEST(texts::of(made.error()) ==
                   "validation 0 invalid_path: is no path as $.people[*].email: " +
                       std::string(path) + '\n');
    }
}

BOOST_AUTO_TEST_CASE(hides_the_key_however_json_writes_it) {
    const Redaction nothing;
    const std::string tail = key.substr(1);
    BOOST_TEST(nothing.apply("a " + key + " b " + key, key) == "a *** b ***");
    BOOST_TEST(nothing.apply(R"({"k":"\u0066)" + tail + R"(","n":1.50})", key) ==
               R"({"k":"***","n":1.50})"); // all else is as it was
    BOOST_TEST(nothing.apply(R"({"\u0066)" + tail + R"(":["\u0066)" + tail + R"(!"]})", key) ==
               R"({"***":["***!"]})");
    BOOST_TEST(nothing.apply(R"({"k":"\u0066x", "n":1.50})", key) ==
               R"({"k":"\u0066x", "n":1.50})");
    BOOST_TEST(nothing.apply(R"({"k":"{\"k\":\"\\u0066)" + tail + R"(\"}"})", key) ==
               R"({"k":"{\"k\":\"***\"}"})"); // a JSON text within a string
    BOOST_TEST(nothing.apply("no JSON: \\u0066" + tail, key) == "no JSON: ***");
    BOOST_TEST(nothing.apply("text", "") == "text");
    const std::string large(100'000, 'x');
    BOOST_TEST(nothing.apply(large + key + large, key) == large + "***" + large);
}

BOOST_AUTO_TEST_SUITE_END()
