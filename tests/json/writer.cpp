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
BOOST_DESCRIBE_ENUM(Color, red, dark_blue)

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

/// Escapes one byte at a time, as RFC 8259 section 7 says.
std::string naive_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += "01"[c / 16];
                out += "0123456789abcdef"[c % 16];
            } else {
                out += c;
            }
        }
    }
    return out + '"';
}

} // namespace json_writer_test

BOOST_AUTO_TEST_SUITE(json_writer)

using namespace json_writer_test;
using flameup::Nullable;
using flameup::OpenEnum;
using flameup::Timestamp;
using flameup::detail::JsonWriter;

BOOST_AUTO_TEST_CASE(writes_booleans_and_null) {
    BOOST_TEST(written(true) == "true");
    BOOST_TEST(written(false) == "false");
    BOOST_TEST(written(nullptr) == "null");
    BOOST_TEST(written(flameup::null) == "null");
}

BOOST_AUTO_TEST_CASE(writes_integers_of_every_width_to_their_ends) {
    BOOST_TEST(written(std::int8_t{-128}) == "-128");
    BOOST_TEST(written(std::int8_t{127}) == "127");
    BOOST_TEST(written(std::uint8_t{255}) == "255");
    BOOST_TEST(written(std::int16_t{-32768}) == "-32768");
    BOOST_TEST(written(std::uint16_t{65535}) == "65535");
    BOOST_TEST(written(std::numeric_limits<std::int32_t>::min()) == "-2147483648");
    BOOST_TEST(written(std::numeric_limits<std::uint32_t>::max()) == "4294967295");
    BOOST_TEST(written(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    BOOST_TEST(written(std::numeric_limits<std::int64_t>::max()) == "9223372036854775807");
    BOOST_TEST(written(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
    BOOST_TEST(written(std::numeric_limits<long long>::min()) == "-9223372036854775808");
    BOOST_TEST(written(0) == "0");
}

BOOST_AUTO_TEST_CASE(writes_the_shortest_number_that_reads_back) {
    struct Row {
        double value;
        std::string_view text;
    };
    const Row rows[] = {
        {0, "0"},
        {-0.0, "-0.0"},
        {1, "1"},
        {-1.5, "-1.5"},
        {0.1, "0.1"},
        {1.0 / 3, "0.3333333333333333"},
        {1e300, "1e+300"},
        {5e-324, "5e-324"},
        {2.2250738585072014e-308, "2.2250738585072014e-308"},
        {1.7976931348623157e308, "1.7976931348623157e+308"},
        {1e21, "1e+21"},
        {123456789, "123456789"},
        {9007199254740992, "9007199254740992"},
        {0.000001, "1e-06"},
    };
    for (const Row& row : rows) BOOST_TEST(written(row.value) == row.text);
    BOOST_TEST(written(0.1f) == "0.1");
    BOOST_TEST(written(-0.0f) == "-0.0");
    BOOST_TEST(written(16777216.0f) == "16777216");
    BOOST_TEST(written(std::numeric_limits<float>::max()) == "3.4028235e+38");
}

BOOST_AUTO_TEST_CASE(refuses_numbers_that_are_not_finite) {
    const double infinity = std::numeric_limits<double>::infinity();
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const double value : {infinity, -infinity, nan, -nan}) {
        BOOST_TEST(written(value) == "refused");
        BOOST_TEST(written(static_cast<float>(value)) == "refused");
        BOOST_TEST(written(std::vector<double>{1, value, 2}) == "refused");
        BOOST_TEST(written(boost::json::value(value)) == "refused");
        BOOST_TEST(written(boost::json::array({1, boost::json::array(1, value)})) == "refused");
    }
}

BOOST_AUTO_TEST_CASE(escapes_what_a_string_cannot_hold) {
    struct Row {
        std::string_view text;
        std::string_view expected;
    };
    using namespace std::string_view_literals;
    const Row rows[] = {
        {""sv, R"("")"},
        {"plain"sv, R"("plain")"},
        {"\""sv, R"("\"")"},
        {"\\"sv, R"("\\")"},
        {"/"sv, R"("/")"},
        {"\b\f\n\r\t"sv, R"("\b\f\n\r\t")"},
        {"\0"sv, R"("\u0000")"},
        {"\x01\x02\x03\x04\x05\x06\x07\x0B\x0E\x0F"sv,
         R"("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000b\u000e\u000f")"},
        {"\x10\x11\x12\x13\x14\x15\x16\x17"sv,
         R"("\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017")"},
        {"\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F "sv,
         R"("\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f ")"},
        {"\x7F"sv, "\"\x7F\""sv},
        {"\u00E9"sv, "\"\u00E9\""sv},
        {"\u2028\u2029"sv, "\"\u2028\u2029\""sv},
        {"\uFEFF"sv, "\"\uFEFF\""sv},
        {"\U0001F525"sv, "\"\U0001F525\""sv},
        {"a\u00E9\n\U0001F525\"z"sv, "\"a\u00E9\\n\U0001F525\\\"z\""sv},
    };
    for (const Row& row : rows) {
        BOOST_TEST(written(row.text) == row.expected);
        BOOST_TEST(written(std::string(row.text)) == row.expected);
        BOOST_TEST(written(boost::json::string(row.text.data(), row.text.size())) == row.expected);
        const std::map<std::string, int> map{{std::string(row.text), 1}};
        BOOST_TEST(written(map) == "{" + std::string(row.expected) + ":1}");
    }
    BOOST_TEST(written(std::string_view()) == R"("")");
}

BOOST_AUTO_TEST_CASE(escapes_a_byte_at_any_place_of_strings_of_any_length) {
    BOOST_TEST(naive_string(std::string_view("\"\\\b\f\n\r\t\0\x1F", 9)) ==
               R"("\"\\\b\f\n\r\t\u0000\u001f")");
    const std::string specials[] = {"\"",         "\\",     std::string(1, '\0'),
                                    "\x01",       "\b",     "\n",
                                    "\x1F",       "\x7F",   " ",
                                    "!",          "#",      "[",
                                    "]",          "\u00E9", "\u2028",
                                    "\U0001F525", "\"\"",   "\n\u00E9\n"};
    for (std::size_t size = 0; size <= 40; ++size) {
        for (std::size_t place = 0; place <= size; ++place) {
            for (const std::string& special : specials) {
                std::string text(size, 'x');
                text.insert(place, special);
                if (written(text) != naive_string(text)) {
                    BOOST_TEST_CONTEXT(size << ' ' << place) {
                        BOOST_TEST(written(text) == naive_string(text));
                    }
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(escapes_strings_of_nothing_but_escapes) {
    for (const std::size_t size : {1u, 15u, 16u, 100u, 5000u}) {
        const std::string text(size, '\x01');
        BOOST_TEST((written(text) == naive_string(text)));
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
    BOOST_TEST(written(OpenEnum<Color>(Color::red)) == R"("red")");
    BOOST_TEST(written(OpenEnum<Color>(static_cast<Color>(7))) == "refused");
    BOOST_TEST(written(OpenEnum<Color>::from_unknown("a \"b\"")) == R"("a \"b\"")");
    BOOST_TEST(written(OpenEnum<Color>::from_unknown("")) == R"("")");
}

BOOST_AUTO_TEST_CASE(writes_moments_that_rfc_3339_can_hold) {
    BOOST_TEST(written(Timestamp{}) == R"("1970-01-01T00:00:00Z")");
    BOOST_TEST(written(Timestamp{1'705'314'600, 500'000'000}) == R"("2024-01-15T10:30:00.5Z")");
    BOOST_TEST(written(Timestamp{253'402'300'799, 999'999'999}) ==
               R"("9999-12-31T23:59:59.999999999Z")");
    BOOST_TEST(written(Timestamp{253'402'300'800, 0}) == "refused");
    BOOST_TEST(written(Timestamp{0, 1'000'000'000}) == "refused");
    BOOST_TEST(written(Timestamp{std::numeric_limits<std::int64_t>::min(), 0}) == "refused");
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
    const auto below = [&random](std::size_t end) { return random() % end; };
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
