#include "flameup/json/read_json.hpp"

#include "json/reading.hpp"

#include <boost/json/parse.hpp>
#include <boost/system/error_code.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_read_json)

using namespace json_reading;

BOOST_AUTO_TEST_CASE(bounds_the_size) {
    Limits limits;
    limits.max_body = 5;
    BOOST_TEST(reread<int>("12345", limits) == "12345");
    BOOST_TEST(reread<int>("123456", limits) == "too_large at $ offset 0");
    limits.max_body = 0;
    BOOST_TEST(reread<int>("1", limits) == "too_large at $ offset 0");
    BOOST_TEST(reread<int>("", limits) == "invalid_json at $ offset 0");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_json) {
    using namespace std::string_view_literals;
    const Row rows[] = {
        {"", "invalid_json at $ offset 0"},
        {std::string_view(), "invalid_json at $ offset 0"},
        {" ", "invalid_json at $ offset 1"},
        {"<html>", "invalid_json at $ offset 0"},
        {"\xEF\xBB\xBF{}", "invalid_json at $ offset 0"},
        {"{}\xEF\xBB\xBF", "invalid_json at $ offset 2"},
        {"{}x", "invalid_json at $ offset 2"},
        {"{} {}", "invalid_json at $ offset 3"},
        {"{}\0"sv, "invalid_json at $ offset 2"},
        {"\0"sv, "invalid_json at $ offset 0"},
        {"{\0}"sv, "invalid_json at $ offset 1"},
        {"{\"a\0b\":1}"sv, "invalid_json at $ offset 3"},
        {"{/**/}", "invalid_json at $ offset 1"},
        {"{}//", "invalid_json at $ offset 2"},
        {R"({"x":1,})", "invalid_json at $ offset 7"},
        {R"({"x" 1})", "invalid_json at $ offset 5"},
        {R"({"x":01})", "invalid_json at $.x offset 6"},
        {R"({"x":+1})", "invalid_json at $.x offset 5"},
        {R"({"x":.5})", "invalid_json at $.x offset 5"},
        {R"({"x":1.})", "invalid_json at $.x offset 7"},
        {R"({"x":NaN})", "invalid_json at $.x offset 5"},
        {R"({"x":Infinity})", "invalid_json at $.x offset 5"},
        {R"({"x":True})", "invalid_json at $.x offset 5"},
        {R"({x:1})", "invalid_json at $ offset 1"},
        {R"({'x':1})", "invalid_json at $ offset 1"},
        {R"({"x":1)", "invalid_json at $.x offset 6"},
        {"]", "invalid_json at $ offset 0"},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) { BOOST_TEST(reread<Point>(row.text) == row.expected); }
    }
}

BOOST_AUTO_TEST_CASE(refuses_control_characters_and_ill_formed_utf_8_in_keys_and_strings) {
    std::vector<std::string> ill_formed = {"\x80",
                                           "\xBF",
                                           "\xC0\x80",
                                           "\xC1\xBF",
                                           "\xC3",
                                           "\xC3(",
                                           "\xE0\x9F\xBF",
                                           "\xE2\x82",
                                           "\xE2\x82(",
                                           "\xED\xA0\x80",
                                           "\xED\xBF\xBF",
                                           "\xF0\x8F\xBF\xBF",
                                           "\xF0\x9F\x94",
                                           "\xF4\x90\x80\x80",
                                           "\xF5\x80\x80\x80",
                                           "\xFE",
                                           "\xFF"};
    for (char c = 0; c != ' '; ++c) ill_formed.push_back(std::string(1, c));
    for (const std::string& text : ill_formed) {
        for (const std::string& before : {std::string(), std::string(40, 'x')}) {
            const std::string string = '"' + before + text + '"';
            const std::string document = "{\"k\":" + string + "}";
            const std::string keyed = "{" + string + ":1}";
            BOOST_TEST_CONTEXT(keyed) {
                BOOST_TEST(reread<std::string>(string).substr(0, 12) == "invalid_json");
                BOOST_TEST(reread<Point>(document).substr(0, 12) == "invalid_json");
                BOOST_TEST(reread<Point>(keyed).substr(0, 12) == "invalid_json");
                BOOST_TEST(reread<boost::json::value>(document).substr(0, 12) == "invalid_json");
                BOOST_TEST((reread<std::map<std::string, int>>(keyed)).substr(0, 12) ==
                           "invalid_json");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_document_that_is_cut_anywhere) {
    const std::string whole = reread<Thing>(document);
    BOOST_TEST_REQUIRE(whole.front() == '{');
    BOOST_TEST(whole ==
               "{\"name\":\"a\u00E9\\\"b\",\"size\":-3,\"flag\":true,\"ratio\":0.25,\"count\":12,"
               "\"color\":\"dark_blue\",\"open\":\"green\",\"at\":\"2024-01-15T10:30:00Z\","
               "\"point\":{\"x\":1,\"y\":2},\"maybe_point\":{\"x\":3,\"y\":4},\"removed\":null,"
               "\"list\":[1,2],\"points\":[{\"x\":5,\"y\":6}],\"numbers\":{\"k\":7},"
               "\"any\":[null,{\"z\":10.0}],\"object\":{\"a\":[]},\"array\":[\"\U0001F525\"]}");
    for (std::size_t size = 0; size != document.size(); ++size) {
        // A copy in memory of its size, so that sanitizers see reading beyond it.
        const std::vector<char> part(document.begin(),
                                     document.begin() + static_cast<std::ptrdiff_t>(size));
        Thing thing;
        const auto problem = read_json({part.data(), part.size()}, thing, {});
        BOOST_TEST_REQUIRE(problem.has_value());
        BOOST_TEST(problem->code == "invalid_json");
        BOOST_TEST(problem->place.offset == size);
        boost::json::value dynamic;
        BOOST_TEST(read_json({part.data(), part.size()}, dynamic, {}).has_value());
    }
}

BOOST_AUTO_TEST_CASE(survives_any_other_byte_at_any_place) {
    std::string text(document);
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (char& place : text) {
        const char before = place;
        for (int byte = 0; byte != 256; ++byte) {
            place = static_cast<char>(byte);
            Thing thing;
            if (const auto problem = read_json(text, thing, {})) {
                ++refused;
                const bool complete = !problem->code.empty() && !problem->message.empty() &&
                                      problem->place.path.front() == '$' &&
                                      problem->place.offset <= text.size();
                if (!complete) BOOST_TEST(complete, text);
            } else {
                ++accepted;
                const std::string once = rewritten(thing);
                BOOST_TEST_REQUIRE(reread<Thing>(once) == once);
            }
        }
        place = before;
    }
    BOOST_TEST(accepted > text.size());
    BOOST_TEST(refused > text.size());
}

BOOST_AUTO_TEST_CASE(accepts_what_boost_json_accepts) {
    // Numbers out of a double's range differ: Boost.JSON makes them infinite, and this is an error.
    std::mt19937_64 random(11);
    const std::string_view alphabet = "{}[],:\"\\ 0159-+.eEtrufalsn\x01\xC3\xA9";
    const auto below = [&random](std::size_t end) {
        return static_cast<std::size_t>(random() % end);
    };
    std::size_t accepted = 0;
    for (int i = 0; i != 60'000; ++i) {
        std::string text;
        if (i % 2 == 0) {
            for (std::size_t j = below(8); j != 0; --j) text += alphabet[below(alphabet.size())];
        } else {
            text = R"({"a":[1,-2.5e1,"\n",true],"b":{}})";
            for (std::size_t j = below(3); j != 0; --j)
                text[below(text.size())] = alphabet[below(alphabet.size())];
        }
        boost::system::error_code error;
        const boost::json::value expected = boost::json::parse(text, error);
        boost::json::value dynamic;
        const auto problem = read_json(text, dynamic, {});
        const bool refused = problem.has_value();
        if (refused && problem->code == "out_of_range") continue;
        if (refused != error.failed()) BOOST_TEST(refused == error.failed(), text);
        if (!refused && dynamic != expected) BOOST_TEST(dynamic == expected);
        Point point;
        const bool skip_refused = read_json("{\"z\":" + text + "}", point, {}).has_value();
        boost::json::parse("{\"z\":" + text + "}", error);
        if (skip_refused != error.failed()) BOOST_TEST(skip_refused == error.failed(), text);
        accepted += !refused;
    }
    BOOST_TEST(accepted > 1000u);
}

BOOST_AUTO_TEST_CASE(bounds_the_depth_of_typed_dynamic_and_skipped_values) {
    const auto nested = [](std::size_t depth, char open, char close, std::string_view key) {
        std::string text;
        for (std::size_t i = 0; i != depth; ++i) {
            if (i != 0) text += key;
            text += open;
        }
        return text + std::string(depth, close);
    };
    for (const std::size_t depth : {1u, 2u, 16u, 17u, 31u, 32u, 33u, 100u, 100'000u}) {
        const std::string arrays = nested(depth, '[', ']', "");
        const std::string objects = nested(depth, '{', '}', R"("a":)");
        std::string node = "{}";
        for (std::size_t i = 1; i < depth && depth < 1000; ++i) {
            node = (i % 2 != 0 ? R"({"named":{"a":)" + node : R"({"children":[)" + node);
            node += i % 2 != 0 ? "}}" : "]}";
        }
        const auto fits = [](const std::string& result) { return result.front() != 't'; };
        BOOST_TEST(fits(reread<boost::json::value>(arrays)) == (depth <= 32));
        BOOST_TEST(fits(reread<boost::json::value>(objects)) == (depth <= 32));
        BOOST_TEST(fits(reread<Node>(node)) == (depth <= 16 || depth >= 1000));
        BOOST_TEST(fits(reread<Point>(R"({"z":)" + arrays + "}")) == (depth <= 31));
        if (depth > 32) {
            BOOST_TEST(reread<boost::json::value>(arrays).substr(0, 13) == "too_deep at $");
        }
    }
    // The writer and the reader agree.
    for (std::size_t limit = 0; limit != 40; ++limit) {
        Limits limits;
        limits.max_depth = limit;
        boost::json::value value = 1;
        for (std::size_t depth = 0; depth != 40; ++depth) {
            const std::string text = rewritten(value);
            BOOST_TEST((reread<boost::json::value>(text, limits) == text) == (depth <= limit));
            value = boost::json::array(1, value);
        }
    }
    Limits unbounded;
    unbounded.max_depth = static_cast<std::size_t>(-1);
    BOOST_TEST(reread<Point>(R"({"z":)" + nested(255, '[', ']', "") + "}", unbounded) ==
               R"({"x":0,"y":0})");
    BOOST_TEST(
        reread<Point>(R"({"z":)" + nested(1'000'000, '[', ']', "") + "}", unbounded).substr(0, 8) ==
        "too_deep");
}

BOOST_AUTO_TEST_SUITE_END()
