#include "flameup/detail/json_path.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_path)

using flameup::detail::find_json_place;
using flameup::detail::JsonPlace;

BOOST_AUTO_TEST_CASE(finds_the_value_at_an_offset) {
    struct Row {
        std::string_view text;
        std::size_t offset;
        std::string_view path;
        std::size_t begin;
    };
    const Row rows[] = {
        {"", 0, "$", 0},
        {"", 5, "$", 0},
        {"12", 0, "$", 0},
        {"12", 1, "$", 0},
        {"12", 2, "$", 0},
        {" 12 ", 2, "$", 1},
        {R"("a")", 2, "$", 0},
        {"[1,20,3]", 1, "$[0]", 1},
        {"[1,20,3]", 4, "$[1]", 3},
        {"[1,20,3]", 5, "$[1]", 3},
        {"[1,20,3]", 6, "$[2]", 6},
        {"[1,[2,[3]]]", 7, "$[1][1][0]", 7},
        {"[1,[2,[3]]]", 6, "$[1][1]", 6},
        {"[[],{},5]", 7, "$[2]", 7},
        {R"({"a":1})", 5, "$.a", 5},
        {R"({"a":1})", 6, "$.a", 5},
        {R"({"a":1,"b":{"c":[true,"x"]}})", 17, "$.b.c[0]", 17},
        {R"({"a":1,"b":{"c":[true,"x"]}})", 22, "$.b.c[1]", 22},
        {R"({"a":1,"b":{"c":[true,"x"]}})", 25, "$.b.c[1]", 22},
        {R"({"a" : [ 1 , 22 ] })", 14, "$.a[1]", 13},
        {R"({"a\"]":[{"}":"{[,:"}]})", 14, R"($["a\"]"][0]["}"])", 14},
        {R"({"":null})", 5, R"($[""])", 4},
        {"[1,2", 4, "$[1]", 3},
        {R"(["abc)", 5, "$[0]", 1},
        {R"({"abc)", 5, "$", 1},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text << " at " << row.offset) {
            const JsonPlace place = find_json_place(row.text, row.offset);
            BOOST_TEST(place.path == row.path);
            BOOST_TEST(place.offset == row.begin);
        }
    }
}

BOOST_AUTO_TEST_CASE(finds_the_object_whose_end_or_key_is_at_fault) {
    struct Row {
        std::string_view text;
        std::size_t offset;
        std::string_view path;
        std::size_t begin;
    };
    const Row rows[] = {
        {"{}", 1, "$", 1},
        {R"({"a":"}"})", 8, "$", 8},
        {R"([{"a":{}}])", 7, "$[0].a", 7},
        {R"([{},{"a":1}])", 10, "$[1]", 10},
        {R"({"abc":1})", 5, "$", 1},
        {R"({"p":{"x":1,"abc":1}})", 16, "$.p", 12},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text << " at " << row.offset) {
            const JsonPlace place = find_json_place(row.text, row.offset, true);
            BOOST_TEST(place.path == row.path);
            BOOST_TEST(place.offset == row.begin);
        }
    }
}

BOOST_AUTO_TEST_CASE(survives_any_text_and_offset) {
    const std::string_view alphabet = "{}[],:\"\\ 1\xFF";
    std::size_t seed = 1;
    for (std::size_t i = 0; i != 20'000; ++i) {
        std::string text;
        for (std::size_t size = i % 12; size != 0; --size) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            text += alphabet[(seed >> 33) % alphabet.size()];
        }
        for (std::size_t offset = 0; offset <= text.size() + 1; ++offset) {
            for (const bool at_end : {false, true}) {
                const JsonPlace place = find_json_place(text, offset, at_end);
                if (place.offset > text.size() || place.offset > offset || place.path[0] != '$') {
                    BOOST_TEST(place.path == "$", text << " at " << offset);
                    BOOST_TEST(place.offset <= offset);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
