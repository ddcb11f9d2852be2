#include "flameup/json/writer.hpp"

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace json_writer_test {

enum class Color { red, dark_blue };
FLAMEUP_DESCRIBE_ENUM(Color, red, dark_blue)

struct Empty {
    FLAMEUP_DESCRIBE(Empty, (), ())
};

struct Base {
    int first = 1;
    FLAMEUP_DESCRIBE(Base, (), (first))
};

struct Middle : Base {
    std::optional<std::string> second;
    FLAMEUP_DESCRIBE(Middle, (Base), (second))
};

struct Derived : Middle {
    bool third = true;
    FLAMEUP_DESCRIBE(Derived, (Middle), (third))
};

struct Absence {
    std::optional<int> a;
    flameup::Nullable<int> b;
    std::optional<std::vector<int>> c;
    flameup::Nullable<Base> d;
    FLAMEUP_DESCRIBE(Absence, (), (a, b, c, d))
};

struct Node {
    std::string name;
    std::vector<Node> children;
    FLAMEUP_DESCRIBE(Node, (), (name, children))
};

struct Mixed {
    Color color = Color::dark_blue;
    flameup::OpenEnum<Color> open = Color::red;
    flameup::Timestamp at{1'705'314'600, 0};
    Base nested;
    std::vector<Base> list{2};
    std::map<std::string, double> numbers{{"a\"b", 0.5}, {"", 1}};
    boost::json::value dynamic;
    FLAMEUP_DESCRIBE(Mixed, (), (color, open, at, nested, list, numbers, dynamic))
};

template <std::size_t Index> using first_only = std::bool_constant<Index == 0>;

template <class T> std::string written(const T& value, std::size_t max_depth = 32) {
    std::string text;
    const bool ok = flameup::detail::JsonWriter(text, max_depth).write_document(value);
    return ok ? text : "refused";
}

} // namespace json_writer_test

BOOST_AUTO_TEST_SUITE(json_writer)

using namespace json_writer_test;
using flameup::Nullable;
using flameup::OpenEnum;
using flameup::Timestamp;
using flameup::detail::JsonWriter;

BOOST_AUTO_TEST_CASE(refuses_numbers_that_are_not_finite_wherever_they_stand) {
    const double infinity = std::numeric_limits<double>::infinity();
    BOOST_TEST(written(infinity) == "refused");
    BOOST_TEST(written(std::vector<double>{1, infinity, 2}) == "refused");
    BOOST_TEST(written(boost::json::value(infinity)) == "refused");
    BOOST_TEST(written(boost::json::array({1, boost::json::array(1, infinity)})) == "refused");
}

BOOST_AUTO_TEST_CASE(escapes_strings_and_keys_of_every_type) {
    const std::string text = "a\"\n";
    const std::string expected = R"("a\"\n")";
    BOOST_TEST(written(text) == expected);
    BOOST_TEST(written(std::string_view(text)) == expected);
    BOOST_TEST(written(boost::json::string(text)) == expected);
    BOOST_TEST(written(std::map<std::string, int>{{text, 1}}) == "{" + expected + ":1}");
    BOOST_TEST(written(std::string_view()) == R"("")");
}

BOOST_AUTO_TEST_CASE(makes_room_for_every_kind_of_value) {
    // The longer the text before the values, the less room is left in the buffer at each of them.
    Mixed value;
    value.at = {253'402'300'799, 999'999'999};
    value.numbers = {{"k", -2.2250738585072014e-308}};
    value.dynamic = boost::json::array({std::numeric_limits<std::int64_t>::min(), "text", nullptr});
    const std::string expected = written(value);
    for (std::size_t size = 0; size != 600; ++size) {
        const std::string before(size, 'x');
        const std::map<std::string, Mixed> map{{before, value}};
        BOOST_TEST_REQUIRE(written(map) == "{\"" + before + "\":" + expected + "}");
    }
}

BOOST_AUTO_TEST_CASE(refuses_ill_formed_utf_8_wherever_it_stands) {
    const std::string ill_formed[] = {
        "\x80", "\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xE2\x82", "\xFF"};
    for (const std::string& text : ill_formed) {
        for (std::size_t place = 0; place <= 17; ++place) {
            std::string longer(17, 'x');
            longer.insert(place, text);
            BOOST_TEST(written(longer) == "refused");
        }
        BOOST_TEST(written(OpenEnum<Color>::from_unknown(text)) == "refused");
        BOOST_TEST(written(std::map<std::string, int>{{text, 1}}) == "refused");
        BOOST_TEST(written(boost::json::value(text)) == "refused");
        BOOST_TEST(written(boost::json::object({{text, 1}})) == "refused");
        BOOST_TEST(written(std::vector<std::string>{"a", text, "b"}) == "refused");
    }
}

BOOST_AUTO_TEST_CASE(omits_absent_members) {
    Absence value;
    BOOST_TEST(written(value) == "{}");
    value.b = flameup::null;
    BOOST_TEST(written(value) == R"({"b":null})");
    value.b = 2;
    value.c.emplace();
    BOOST_TEST(written(value) == R"({"b":2,"c":[]})");
    value.a = 1;
    value.b.reset();
    value.c->push_back(3);
    value.d.emplace();
    BOOST_TEST(written(value) == R"({"a":1,"c":[3],"d":{"first":1}})");
}

BOOST_AUTO_TEST_CASE(omits_absent_entries_of_maps_but_not_elements_of_lists) {
    BOOST_TEST(written(std::map<std::string, std::optional<int>>{{"a", {}}, {"b", 1}, {"c", {}}}) ==
               R"({"b":1})");
    BOOST_TEST(written(std::map<std::string, Nullable<int>>{{"a", {}}, {"b", flameup::null}}) ==
               R"({"b":null})");
    BOOST_TEST(written(std::map<std::string, std::optional<int>>{{"a", {}}}) == "{}");
    BOOST_TEST(written(std::vector<std::optional<int>>{{}, 1, {}}) == "[null,1,null]");
    BOOST_TEST(written(std::vector<Nullable<int>>{{}, flameup::null, 1}) == "[null,null,1]");
    BOOST_TEST(written(std::optional<int>()) == "null");
}

BOOST_AUTO_TEST_CASE(writes_the_members_of_bases_first) {
    BOOST_TEST(written(Empty()) == "{}");
    BOOST_TEST(written(Base()) == R"({"first":1})");
    Derived value;
    BOOST_TEST(written(value) == R"({"first":1,"third":true})");
    value.second = "2";
    BOOST_TEST(written(value) == R"({"first":1,"second":"2","third":true})");
}

BOOST_AUTO_TEST_CASE(writes_enums_by_name) {
    BOOST_TEST(written(Color::dark_blue) == R"("dark_blue")");
    BOOST_TEST(written(static_cast<Color>(7)) == "refused");
    BOOST_TEST(written(std::vector<Color>{Color::red, Color::dark_blue}) ==
               R"(["red","dark_blue"])");
    BOOST_TEST(written(OpenEnum<Color>(Color::red)) == R"("red")");
    BOOST_TEST(written(OpenEnum<Color>(static_cast<Color>(7))) == "refused");
    BOOST_TEST(written(OpenEnum<Color>::from_unknown("a \"b\"")) == R"("a \"b\"")");
    BOOST_TEST(written(OpenEnum<Color>::from_unknown("")) == R"("")");
}

BOOST_AUTO_TEST_CASE(writes_sequences_of_any_kind) {
    BOOST_TEST(written(std::vector<int>()) == "[]");
    BOOST_TEST(written(std::vector<int>{1, 2, 3}) == "[1,2,3]");
    BOOST_TEST(written(std::vector<bool>{true, false, true}) == "[true,false,true]");
    BOOST_TEST(written(std::vector<std::vector<int>>{{}, {1}, {2, 3}}) == "[[],[1],[2,3]]");
    BOOST_TEST(written(std::deque<std::string>{"a", ""}) == R"(["a",""])");
    BOOST_TEST(written(std::list<Base>(2)) == R"([{"first":1},{"first":1}])");
    BOOST_TEST(written(std::set<int>{2, 1}) == "[1,2]");
    BOOST_TEST(written(std::array<double, 2>{0.5, -1}) == "[0.5,-1]");
}

BOOST_AUTO_TEST_CASE(writes_maps_with_string_keys) {
    BOOST_TEST(written(std::map<std::string, int>()) == "{}");
    BOOST_TEST(written(std::map<std::string, int>{{"b", 2}, {"a", 1}}) == R"({"a":1,"b":2})");
    BOOST_TEST(written(std::unordered_map<std::string, bool>{{"a", true}}) == R"({"a":true})");
    BOOST_TEST(written(std::map<std::string_view, std::map<std::string, int>>{{"a", {{"", 0}}}}) ==
               R"({"a":{"":0}})");
}

BOOST_AUTO_TEST_CASE(writes_nested_structs) {
    Mixed value;
    value.dynamic = boost::json::array({nullptr, true, boost::json::object({{"k", "v"}})});
    BOOST_TEST(written(value) == R"({"color":"dark_blue","open":"red","at":"2024-01-15T10:30:00Z",)"
                                 R"("nested":{"first":1},"list":[{"first":1},{"first":1}],)"
                                 R"("numbers":{"":1,"a\"b":0.5},"dynamic":[null,true,{"k":"v"}]})");
    BOOST_TEST(written(Node{"a", {{"b", {}}, {"c", {{"d", {}}}}}}) ==
               R"({"name":"a","children":[{"name":"b","children":[]},)"
               R"({"name":"c","children":[{"name":"d","children":[]}]}]})");
}

BOOST_AUTO_TEST_CASE(writes_the_members_that_are_kept) {
    std::string text = "something longer that was there before";
    Derived value;
    value.second = "2";
    BOOST_TEST(JsonWriter(text, 32).write_members<first_only>(value));
    BOOST_TEST(text == R"({"first":1})");
    BOOST_TEST(JsonWriter(text, 1).write_members<first_only>(value));
    BOOST_TEST(!JsonWriter(text, 0).write_members<first_only>(value));
}

BOOST_AUTO_TEST_CASE(writes_dynamic_values) {
    const char* const texts[] = {
        "null",
        "true",
        "false",
        "0",
        "-9223372036854775808",
        "18446744073709551615",
        "0.5",
        R"("a\"\\\b\f\n\r\t\u0000\u001f")",
        "[]",
        "{}",
        "[[],[[]],{}]",
        R"({"":{"a":[1,"2",null,true,{"b":0.25}]},"c\n":"d"})",
    };
    for (const char* const text : texts) {
        const boost::json::value value = boost::json::parse(text);
        BOOST_TEST(written(value) == text);
        if (value.is_object()) BOOST_TEST(written(value.get_object()) == text);
        if (value.is_array()) BOOST_TEST(written(value.get_array()) == text);
    }
}

BOOST_AUTO_TEST_CASE(bounds_the_depth_of_every_kind_of_nesting) {
    for (const std::size_t depth : {1u, 2u, 31u, 32u, 33u}) {
        boost::json::value arrays = 1;
        boost::json::value objects = 1;
        Node node;
        for (std::size_t i = 0; i != depth; ++i) {
            arrays = boost::json::array(1, arrays);
            objects = boost::json::object({{"a", objects}});
        }
        for (std::size_t i = 1; i < depth; ++i) {
            Node outer;
            outer.children.push_back(std::move(node));
            node = std::move(outer);
        }
        BOOST_TEST((written(arrays) != "refused") == (depth <= 32));
        BOOST_TEST((written(arrays, depth) != "refused"));
        BOOST_TEST((written(arrays, depth - 1) == "refused"));
        BOOST_TEST((written(objects) != "refused") == (depth <= 32));
        BOOST_TEST((written(objects, depth) != "refused"));
        BOOST_TEST((written(objects, depth - 1) == "refused"));
        BOOST_TEST((written(node, 2 * depth) != "refused"));
        BOOST_TEST((written(node, 2 * depth - 1) == "refused"));
    }
    BOOST_TEST(written(1, 0) == "1");
    BOOST_TEST(written(std::vector<int>(), 0) == "refused");
    BOOST_TEST(written(std::map<std::string, int>(), 0) == "refused");
    BOOST_TEST(written(Empty(), 0) == "refused");
    BOOST_TEST(written(boost::json::object(), 0) == "refused");
}

BOOST_AUTO_TEST_CASE(writes_over_longer_and_shorter_strings) {
    std::string text;
    for (const std::size_t size : {0u, 1000u, 3u, 100u, 2000u, 0u, 17u}) {
        const std::string value(size, 'x');
        BOOST_TEST(JsonWriter(text, 1).write_document(value));
        BOOST_TEST((text == '"' + value + '"'));
        BOOST_TEST(text.c_str()[text.size()] == '\0');
    }
    // After a failure too.
    BOOST_TEST(!JsonWriter(text, 1).write_document(std::string("\xFF")));
    BOOST_TEST(JsonWriter(text, 1).write_document(std::vector<int>{1}));
    BOOST_TEST(text == "[1]");
}

BOOST_AUTO_TEST_CASE(writes_what_boost_json_reads_back) {
    std::mt19937_64 random(20240115);
    const auto below = [&random](std::size_t end) {
        return static_cast<std::size_t>(random() % end);
    };
    const std::string pieces[] = {"a",
                                  "\"",
                                  "\\",
                                  "\n",
                                  "\x01",
                                  "\u00E9",
                                  "\u20AC",
                                  "\U0001F525",
                                  "some more text",
                                  std::string(1, '\0'),
                                  "\x7F"};
    const auto text = [&] {
        std::string made;
        for (std::size_t i = below(6); i != 0; --i) made += pieces[below(std::size(pieces))];
        return made;
    };
    const auto make = [&](const auto& self, std::size_t depth) -> boost::json::value {
        switch (below(depth == 0 ? 6 : 8)) {
        case 0: return nullptr;
        case 1: return below(2) == 0;
        case 2: return -(static_cast<std::int64_t>(random() >> 1) >> below(63));
        case 3: return random() | (std::uint64_t{1} << 63);
        case 4: return static_cast<double>(below(1'000'000)) + 0.5; // exact in any parser
        case 5: return boost::json::string(text());
        case 6: {
            boost::json::array array;
            for (std::size_t i = below(5); i != 0; --i) array.push_back(self(self, depth - 1));
            return array;
        }
        default: {
            boost::json::object object;
            for (std::size_t i = below(5); i != 0; --i) object[text()] = self(self, depth - 1);
            return object;
        }
        }
    };
    std::string output;
    for (int i = 0; i != 2000; ++i) {
        const boost::json::value value = make(make, 5);
        BOOST_TEST_REQUIRE(JsonWriter(output, 32).write_document(value));
        boost::system::error_code error;
        const boost::json::value read = boost::json::parse(output, error);
        BOOST_TEST_REQUIRE(!error);
        BOOST_TEST_REQUIRE((read == value));
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_kind_of_dynamic_numbers) {
    const std::pair<double, const char*> rows[] = {{1.0, "1.0"}, {-2.0, "-2.0"},
                                                   {0.0, "0.0"}, {-0.0, "-0.0"},
                                                   {0.5, "0.5"}, {1e300, "1e+300"}};
    for (const auto& [number, expected] : rows) {
        std::string text;
        const boost::json::value value(number);
        BOOST_TEST(flameup::detail::JsonWriter(text, 8).write_document(value));
        BOOST_TEST(text == expected);
        BOOST_TEST(boost::json::parse(text).is_double());
    }
}

BOOST_AUTO_TEST_SUITE_END()
