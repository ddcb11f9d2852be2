#include "flameup/json/reader.hpp"

#include "flameup/json/writer.hpp"
#include "flameup/model/person.hpp"

#include "json_memory.hpp"

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/static_resource.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <limits>
#include <map>
#include <new>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace json_reader_test {

enum class Color { red, dark_blue };
BOOST_DESCRIBE_ENUM(Color, red, dark_blue)

struct Point {
    int x = 0;
    int y = 0;
    FLAMEUP_DESCRIBE(Point, (), (x, y))
};

struct Base {
    std::string name;
    std::optional<int> size;

    static constexpr flameup::Alias aliases[] = {{"full_name", "name"}, {"length", "size"}};
    FLAMEUP_DESCRIBE(Base, (), (name, size))
};

struct Thing : Base {
    bool flag = false;
    double ratio = 0;
    std::int64_t count = 0;
    Color color = Color::red;
    std::optional<flameup::OpenEnum<Color>> open;
    flameup::Timestamp at;
    Point point;
    std::optional<Point> maybe_point;
    flameup::Nullable<std::string> removed;
    std::vector<int> list;
    std::vector<Point> points;
    std::map<std::string, int> numbers;
    boost::json::value any;
    boost::json::object object;
    boost::json::array array;

    static constexpr flameup::Alias aliases[] = {
        {"full_name", "name"}, {"length", "size"}, {"colour", "color"}, {"properties", "object"}};
    FLAMEUP_DESCRIBE(Thing, (Base),
                     (flag, ratio, count, color, open, at, point, maybe_point, removed, list,
                      points, numbers, any, object, array))
};

struct Node {
    std::string name;
    std::vector<Node> children;
    std::optional<std::vector<Node>> more;
    std::map<std::string, Node> named;
    FLAMEUP_DESCRIBE(Node, (), (name, children, more, named))
};

struct Page {
    std::vector<Point> points;
    std::optional<int> total;
    Point origin;

    static constexpr flameup::Rule rules[] = {flameup::required("points"),
                                              flameup::required("total")};
    static constexpr flameup::Alias aliases[] = {{"items", "points"}};
    FLAMEUP_DESCRIBE(Page, (), (points, total, origin))
};

struct Pages {
    std::vector<Page> pages;
    Page page;
    FLAMEUP_DESCRIBE(Pages, (), (pages, page))
};

using flameup::Limits;
using flameup::UnknownMembers;
using flameup::detail::read_json;
using flameup::detail::ReadProblem;

template <class T> std::string rewritten(const T& value) {
    std::string text;
    const bool ok = flameup::detail::JsonWriter(text, 256).write_document(value);
    return ok ? text : "not writable";
}

std::string described(const ReadProblem& problem) {
    return problem.code + " at " + problem.place.path + " offset " +
           std::to_string(problem.place.offset);
}

/// Reads a text and writes what came of it, or says what is wrong and where.
template <class T>
std::string reread(std::string_view text, const Limits& limits = {},
                   UnknownMembers unknown = UnknownMembers::ignored) {
    T value{};
    const auto problem = read_json(text, value, limits, {unknown, true, {}});
    return problem ? described(*problem) : rewritten(value);
}

struct Row {
    std::string_view text;
    std::string_view expected;
};

template <class T, std::size_t Size> void check_rows(const Row (&rows)[Size]) {
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) { BOOST_TEST(reread<T>(row.text) == row.expected); }
    }
}

/// A document with every kind of value, of which each member counts.
constexpr std::string_view document =
    R"({"name":"a\u00e9\"b","size":-3,"flag":true,"ratio":0.25,"count":12,"color":"dark_blue",)"
    R"("open":"green","at":"2024-01-15T10:30:00Z","point":{"x":1,"y":2},"maybe_point":{"x":3,"y":4},)"
    R"("removed":null,"list":[1,2],"points":[{"x":5,"y":6}],"numbers":{"k":7},"any":[null,{"z":1e1}],)"
    R"("object":{"a":[]},"array":["\ud83d\udd25"],"other":[{"a":[1]}]})";

} // namespace json_reader_test

BOOST_AUTO_TEST_SUITE(json_reader)

using namespace json_reader_test;
using flameup::Nullable;
using flameup::OpenEnum;
using flameup::Timestamp;

BOOST_AUTO_TEST_CASE(reads_each_kind_of_value_and_refuses_the_others) {
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
    const Row integers[] = {
        {"0", "0"},
        {"-0", "0"},
        {"  7 ", "7"},
        {"1.5", "wrong_type at $ offset 0"},
        {"true", "wrong_type at $ offset 0"},
        {R"("1")", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
        {" []", "wrong_type at $ offset 1"},
        {" {}", "wrong_type at $ offset 1"},
    };
    check_rows<int>(integers);
    const Row numbers[] = {
        {"0", "0"},
        {"-0.0", "-0.0"},
        {"1", "1"},
        {"18446744073709551615", "18446744073709551616"},
        {"0.1", "0.1"},
        {"1E+2", "100"},
        {"1e-2", "0.01"},
        {"true", "wrong_type at $ offset 0"},
        {R"("1")", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
    };
    check_rows<double>(numbers);
    const Row strings[] = {
        {R"("")", R"("")"},
        {R"("a")", R"("a")"},
        {"1", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
        {"[", "wrong_type at $ offset 0"},
    };
    check_rows<std::string>(strings);
    check_rows<boost::json::string>(strings);
    const Row moments[] = {
        {R"("2024-01-15T10:30:00.5+01:00")", R"("2024-01-15T09:30:00.5Z")"},
        {R"( "2024-01-15")", "invalid_timestamp at $ offset 1"},
        {R"("")", "invalid_timestamp at $ offset 0"},
        {"1705314600", "wrong_type at $ offset 0"},
    };
    check_rows<Timestamp>(moments);
    const Row colors[] = {
        {R"("dark_blue")", R"("dark_blue")"},    {R"("Red")", "unknown_name at $ offset 0"},
        {R"("")", "unknown_name at $ offset 0"}, {R"("red\u0000")", "unknown_name at $ offset 0"},
        {"0", "wrong_type at $ offset 0"},
    };
    check_rows<Color>(colors);
    const Row open_colors[] = {
        {R"("red")", R"("red")"},
        {R"("green \"x\"")", R"("green \"x\"")"},
        {R"("")", R"("")"},
        {"0", "wrong_type at $ offset 0"},
        {"null", "wrong_type at $ offset 0"},
    };
    check_rows<OpenEnum<Color>>(open_colors);
    const Row optionals[] = {
        {"null", "null"},
        {"1", "1"},
        {R"("1")", "wrong_type at $ offset 0"},
        {"300", "out_of_range at $ offset 0"},
    };
    check_rows<std::optional<std::uint8_t>>(optionals);
    check_rows<Nullable<std::uint8_t>>(optionals);
    const Row nulls[] = {{"null", "null"}, {"0", "wrong_type at $ offset 0"}};
    check_rows<flameup::Null>(nulls);
    const Row points[] = {
        {R"({"x":1,"y":-1})", R"({"x":1,"y":-1})"}, {R"({})", R"({"x":0,"y":0})"},
        {R"([])", "wrong_type at $ offset 0"},      {R"(1)", "wrong_type at $ offset 0"},
        {R"("")", "wrong_type at $ offset 0"},      {R"(null)", "wrong_type at $ offset 0"},
    };
    check_rows<Point>(points);
    const Row maps[] = {
        {R"({"a":1,"":2})", R"({"":2,"a":1})"},
        {R"({"a":[]})", "wrong_type at $.a offset 5"},
        {R"({"a b":[]})", R"(wrong_type at $["a b"] offset 7)"},
        {R"({"":[]})", R"(wrong_type at $[""] offset 4)"},
        {R"([])", "wrong_type at $ offset 0"},
    };
    check_rows<std::map<std::string, int>>(maps);
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
    const Row anything[] = {
        {"null", "null"},
        {"true", "true"},
        {"-1", "-1"},
        {"18446744073709551615", "18446744073709551615"},
        {"0.5", "0.5"},
        {R"("a")", R"("a")"},
        {R"({"a":[1,{"b":null}],"a\n":"\u0000"})", R"({"a":[1,{"b":null}],"a\n":"\u0000"})"},
    };
    check_rows<boost::json::value>(anything);
    const Row objects[] = {
        {R"({"a":[]})", R"({"a":[]})"},
        {R"([])", "wrong_type at $ offset 0"},
        {R"(null)", "wrong_type at $ offset 0"},
    };
    check_rows<boost::json::object>(objects);
    const Row arrays[] = {
        {R"([{}])", R"([{}])"},
        {R"({})", "wrong_type at $ offset 0"},
        {R"("")", "wrong_type at $ offset 0"},
    };
    check_rows<boost::json::array>(arrays);
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
        {R"({"at":"1"})", "the string is no RFC 3339 timestamp"},
        {R"({"color":"1"})", "the name is none of the enumeration's"},
        {R"({"size":1e10})", "the number is out of range"},
    };
    for (const Message& message : messages) {
        Thing thing;
        const auto problem = read_json(message.text, thing, flameup::Limits());
        BOOST_TEST_REQUIRE(problem.has_value());
        BOOST_TEST(problem->message == message.expected);
    }
}

BOOST_AUTO_TEST_CASE(bounds_integers_by_their_width) {
    const Row int8[] = {{"-128", "-128"},
                        {"127", "127"},
                        {"-129", "out_of_range at $ offset 0"},
                        {"128", "out_of_range at $ offset 0"},
                        {"9223372036854775808", "out_of_range at $ offset 0"}};
    check_rows<std::int8_t>(int8);
    const Row uint8[] = {{"0", "0"},
                         {"255", "255"},
                         {"256", "out_of_range at $ offset 0"},
                         {"-1", "out_of_range at $ offset 0"}};
    check_rows<std::uint8_t>(uint8);
    const Row int32[] = {{"-2147483648", "-2147483648"},
                         {"2147483647", "2147483647"},
                         {"2147483648", "out_of_range at $ offset 0"},
                         {"-2147483649", "out_of_range at $ offset 0"},
                         {"4294967296", "out_of_range at $ offset 0"}};
    check_rows<std::int32_t>(int32);
    const Row uint32[] = {{"4294967295", "4294967295"},
                          {"4294967296", "out_of_range at $ offset 0"},
                          {"-1", "out_of_range at $ offset 0"}};
    check_rows<std::uint32_t>(uint32);
    const Row int64[] = {{"-9223372036854775808", "-9223372036854775808"},
                         {"9223372036854775807", "9223372036854775807"},
                         {"9223372036854775808", "out_of_range at $ offset 0"},
                         {"18446744073709551615", "out_of_range at $ offset 0"},
                         {"-9223372036854775809", "out_of_range at $ offset 0"}};
    check_rows<std::int64_t>(int64);
    const Row uint64[] = {{"18446744073709551615", "18446744073709551615"},
                          {"9223372036854775808", "9223372036854775808"},
                          {"18446744073709551616", "out_of_range at $ offset 0"},
                          {"-1", "out_of_range at $ offset 0"},
                          {"-9223372036854775808", "out_of_range at $ offset 0"}};
    check_rows<std::uint64_t>(uint64);
}

BOOST_AUTO_TEST_CASE(reads_integers_written_as_whole_numbers) {
    const Row rows[] = {
        {"5.0", "5"},
        {"-5.0e0", "-5"},
        {"1e3", "1000"},
        {"1.5e1", "15"},
        {"0.0", "0"},
        {"-0.0", "0"},
        {"9007199254740991.0", "9007199254740991"},
        {"-9007199254740991.0", "-9007199254740991"},
        {"9007199254740994.0", "out_of_range at $ offset 0"},
        {"1e19", "out_of_range at $ offset 0"},
        {"-1e300", "out_of_range at $ offset 0"},
        {"1e999", "out_of_range at $ offset 0"},
        {"0.5", "wrong_type at $ offset 0"},
        {"5.0000001", "wrong_type at $ offset 0"},
        {"4.99999999999999999999", "wrong_type at $ offset 0"},
        {"0.99999999999999999999", "wrong_type at $ offset 0"},
        {"-1e-400", "wrong_type at $ offset 0"},
        {"10.0e-1", "1"},
        {"1000e-4", "wrong_type at $ offset 0"},
        {"0e-400", "0"},
    };
    check_rows<std::int64_t>(rows);
    const Row small[] = {{"255.0", "255"},
                         {"256.0", "out_of_range at $ offset 0"},
                         {"-1.0", "out_of_range at $ offset 0"}};
    check_rows<std::uint8_t>(small);
}

BOOST_AUTO_TEST_CASE(bounds_numbers) {
    const Row rows[] = {
        {"1.7976931348623157e308", "1.7976931348623157e+308"},
        {"-1.7976931348623157e308", "-1.7976931348623157e+308"},
        {"1.8e308", "out_of_range at $ offset 0"},
        {"1e999", "out_of_range at $ offset 0"},
        {"-1e999", "out_of_range at $ offset 0"},
        {"5e-324", "5e-324"},
        {"1e-400", "0"},
        {"1e99999999999", "out_of_range at $ offset 0"},
    };
    check_rows<double>(rows);
    const Row floats[] = {
        {"3.4028234663852886e38", "3.4028235e+38"},
        {"1e39", "out_of_range at $ offset 0"},
        {"-1e39", "out_of_range at $ offset 0"},
        {"1e999", "out_of_range at $ offset 0"},
        {"0.1", "0.1"},
        {"1e-400", "0"},
        {"18446744073709551615", "1.8446744e+19"},
    };
    check_rows<float>(floats);
    const std::string digits(400, '9');
    BOOST_TEST(reread<double>(digits) == "out_of_range at $ offset 0");
    BOOST_TEST(reread<std::int64_t>(digits) == "out_of_range at $ offset 0");
    BOOST_TEST(reread<double>("0." + digits) == "1");
    BOOST_TEST(reread<double>("0." + std::string(400, '0') + "1") == "0");
}

BOOST_AUTO_TEST_CASE(reads_back_every_double_that_is_written) {
    std::mt19937_64 random(7);
    int finite = 0;
    for (int i = 0; i != 20'000; ++i) {
        const std::uint64_t bits = random();
        double value;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        ++finite;
        double read = 0;
        const std::string text = rewritten(value);
        BOOST_TEST_REQUIRE(!read_json(text, read, {}).has_value());
        if (std::memcmp(&read, &value, sizeof value) != 0) BOOST_TEST(text == rewritten(read));
        boost::json::value dynamic;
        BOOST_TEST_REQUIRE(!read_json('[' + text + ']', dynamic, {}).has_value());
        BOOST_TEST_REQUIRE((dynamic.at(0).to_number<double>() == value));
    }
    BOOST_TEST(finite > 19'000);
}

BOOST_AUTO_TEST_CASE(reads_back_every_float_that_is_written) {
    std::mt19937_64 random(7);
    for (int i = 0; i != 5'000; ++i) {
        const auto bits = static_cast<std::uint32_t>(random() >> 32);
        float value = 0;
        std::memcpy(&value, &bits, sizeof value);
        if (!std::isfinite(value)) continue;
        float read = 0;
        BOOST_TEST_REQUIRE(!read_json(rewritten(value), read, {}).has_value());
        BOOST_TEST_REQUIRE((std::memcmp(&read, &value, sizeof value) == 0));
    }
}

BOOST_AUTO_TEST_CASE(takes_the_last_of_duplicate_keys) {
    const std::string rest = R"("flag":false,"ratio":0,"count":0)";
    struct Duplicate {
        std::string_view first;
        std::string_view second;
    };
    const Duplicate duplicates[] = {
        {R"("name":"long enough to be on the heap")", R"("name":"b")"},
        {R"("name":"a")", R"("full_name":"b")"},
        {R"("full_name":"a")", R"("name":"b")"},
        {R"("size":1)", R"("length":2)"},
        {R"("size":1)", R"("size":null)"},
        {R"("point":{"x":1,"y":2})", R"("point":{"y":3})"},
        {R"("point":{"x":1,"y":2})", R"("point":{})"},
        {R"("maybe_point":{"x":1,"y":2})", R"("maybe_point":{"y":3})"},
        {R"("maybe_point":{"x":1})", R"("maybe_point":null)"},
        {R"("removed":"a")", R"("removed":null)"},
        {R"("removed":null)", R"("removed":"a")"},
        {R"("list":[1,2,3])", R"("list":[4])"},
        {R"("list":[1,2,3])", R"("list":[])"},
        {R"("points":[{"x":1},{"x":2}])", R"("points":[{"y":3}])"},
        {R"("numbers":{"a":1})", R"("numbers":{"b":2})"},
        {R"("any":{"a":1})", R"("any":{"b":2})"},
        {R"("any":{"a":1})", R"("any":null)"},
        {R"("object":{"a":1})", R"("object":{"b":2})"},
        {R"("object":{"a":1})", R"("properties":{"b":2})"},
        {R"("array":[1])", R"("array":[2])"},
        {R"("open":"green")", R"("open":"red")"},
        {R"("open":"red")", R"("open":"green")"},
        // A null makes a plain member what it was at first.
        {R"("name":"a")", R"("name":null)"},
        {R"("flag":true)", R"("flag":null)"},
        {R"("count":1)", R"("count":null)"},
        {R"("color":"dark_blue")", R"("color":null)"},
        {R"("point":{"x":1})", R"("point":null)"},
        {R"("list":[1])", R"("list":null)"},
        {R"("numbers":{"a":1})", R"("numbers":null)"},
        {R"("object":{"a":1})", R"("object":null)"},
        {R"("array":[1])", R"("array":null)"},
        {R"("point":{"x":1},"point":null)", R"("point":{"y":2})"},
    };
    for (const Duplicate& duplicate : duplicates) {
        const std::string first(duplicate.first);
        const std::string second(duplicate.second);
        const std::string alone = reread<Thing>("{" + second + "}");
        BOOST_TEST(alone.front() == '{');
        BOOST_TEST(reread<Thing>("{" + first + "," + second + "}") == alone);
        BOOST_TEST(reread<Thing>("{" + first + ",\"other\":[1]," + second + "}") == alone);
        BOOST_TEST(reread<Thing>("{" + second + "," + first + "," + second + "}") == alone);
    }
    const Row maps[] = {
        {R"({"a":{"x":1},"b":{},"a":{"y":2}})", R"({"a":{"x":0,"y":2},"b":{"x":0,"y":0}})"}};
    check_rows<std::map<std::string, Point>>(maps);
    const Row dynamic[] = {{R"({"a":{"x":1},"b":2,"a":[3]})", R"({"a":[3],"b":2})"}};
    check_rows<boost::json::object>(dynamic);
}

BOOST_AUTO_TEST_CASE(takes_null_for_a_plain_member_as_no_member) {
    const std::string empty = reread<Thing>("{}");
    for (const std::string key : {"name", "full_name", "size", "flag", "ratio", "count", "color",
                                  "open", "at", "point", "maybe_point", "list", "points", "numbers",
                                  "any", "object", "properties", "array", "other"}) {
        BOOST_TEST(reread<Thing>("{\"" + key + "\":null}") == empty);
    }
    Thing thing;
    BOOST_TEST_REQUIRE(!read_json(R"({"removed":null})", thing, {}).has_value());
    BOOST_TEST(thing.removed.is_null());
    BOOST_TEST_REQUIRE(!read_json(R"({"removed":"a"})", thing, {}).has_value());
    BOOST_TEST(*thing.removed == "a");
}

BOOST_AUTO_TEST_CASE(reads_aliases_into_their_member) {
    BOOST_TEST(reread<Base>(R"({"full_name":"a","length":3})") == R"({"name":"a","size":3})");
    BOOST_TEST(reread<Thing>(R"({"colour":"dark_blue","properties":{"a":1}})") ==
               reread<Thing>(R"({"object":{"a":1},"color":"dark_blue"})"));
}

BOOST_AUTO_TEST_CASE(reads_keys_in_any_order) {
    std::vector<std::string> members = {
        R"("name":"a")",         R"("size":1)",          R"("flag":true)",
        R"("ratio":0.5)",        R"("count":2)",         R"("point":{"y":1})",
        R"("list":[1])",         R"("numbers":{"a":1})", R"("any":"x")",
        R"("object":{"b":[]})",  R"("other":{})",        R"("at":"2024-01-15T10:30:00Z")",
        R"("array":[{}])",       R"("removed":"r")",     R"("open":"red")",
        R"("color":"dark_blue")"};
    const auto joined = [&members] {
        std::string text = "{";
        for (const std::string& member : members) text += (text.size() > 1 ? "," : "") + member;
        return text + "}";
    };
    const std::string expected = reread<Thing>(joined());
    BOOST_TEST(expected.front() == '{');
    std::mt19937_64 random(3);
    for (int i = 0; i != 200; ++i) {
        std::shuffle(members.begin(), members.end(), random);
        BOOST_TEST(reread<Thing>(joined()) == expected);
    }
}

BOOST_AUTO_TEST_CASE(ignores_or_refuses_unknown_members) {
    const std::string_view text = R"({"x":1,"z":[{"x":2},"}]",{"y":[3,null,true,1.5]}],"y":4})";
    BOOST_TEST(reread<Point>(text) == R"({"x":1,"y":4})");
    BOOST_TEST(reread<Point>(text, {}, UnknownMembers::refused) == "unknown_member at $ offset 7");
    BOOST_TEST(reread<Point>(R"({"X":1})", {}, UnknownMembers::refused) ==
               "unknown_member at $ offset 1");
    BOOST_TEST(reread<Thing>(R"({"points":[{"x":1},{"z":1}]})", {}, UnknownMembers::refused) ==
               "unknown_member at $.points[1] offset 20");
    BOOST_TEST(reread<Thing>(R"({"point":{"":1}})", {}, UnknownMembers::refused) ==
               "unknown_member at $.point offset 10");
    BOOST_TEST(reread<Point>(R"({"x":1,"y":2})", {}, UnknownMembers::refused) ==
               R"({"x":1,"y":2})");
    BOOST_TEST(reread<Base>(R"({"full_name":"a"})", {}, UnknownMembers::refused) ==
               R"({"name":"a"})");
    // Maps and dynamic values have no members to be unknown.
    BOOST_TEST((reread<std::map<std::string, int>>(R"({"z":1})", {}, UnknownMembers::refused)) ==
               R"({"z":1})");
    BOOST_TEST(reread<boost::json::object>(R"({"z":1})", {}, UnknownMembers::refused) ==
               R"({"z":1})");
    Point point;
    const auto problem =
        read_json("{\"a\x7F\\n\":1}", point, {}, {UnknownMembers::refused, true, {}});
    BOOST_TEST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->message == "there is no member a??");
}

BOOST_AUTO_TEST_CASE(demands_required_members) {
    const Row rows[] = {
        {R"({"points":[],"total":1})", R"({"points":[],"total":1,"origin":{"x":0,"y":0}})"},
        {R"({"items":[],"total":1})", R"({"points":[],"total":1,"origin":{"x":0,"y":0}})"},
        {R"({})", "missing at $ offset 1"},
        {R"({"points":[]})", "missing at $ offset 12"},
        {R"({"points":[],"total":null})", "missing at $ offset 25"},
        {R"({"points":null,"total":1})", "missing at $ offset 24"},
        {R"({"points":[],"points":null,"total":1})", "missing at $ offset 36"},
        {R"({"points":null,"points":[],"total":1})",
         R"({"points":[],"total":1,"origin":{"x":0,"y":0}})"},
        {R"({"points":[],"total":1,"other":null})",
         R"({"points":[],"total":1,"origin":{"x":0,"y":0}})"},
    };
    check_rows<Page>(rows);
    const Row nested[] = {
        {R"({"pages":[{"points":[],"total":1},{"total":2}]})", "missing at $.pages[1] offset 44"},
        {R"({"page":{}})", "missing at $.page offset 9"},
        {R"({ "page" : { "total" : 3 } , "x" : 1 })", "missing at $.page offset 25"},
    };
    check_rows<Pages>(nested);
    Page page;
    const auto problem = read_json(R"({"points":[]})", page, {});
    BOOST_TEST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->message == "the member total is missing");
}

BOOST_AUTO_TEST_CASE(reads_escapes) {
    const Row rows[] = {
        {R"("\"\\\/\b\f\n\r\t")", R"("\"\\/\b\f\n\r\t")"},
        {R"("\u0041\u00e9\u20AC")", "\"A\u00E9\u20AC\""},
        {R"("\u0000")", R"("\u0000")"},
        {R"("\ud83d\udd25")", "\"\U0001F525\""},
        {R"("\uD83D\uDD25")", "\"\U0001F525\""},
        {R"("\ud800\udc00\udbff\udfff")", "\"\U00010000\U0010FFFF\""},
    };
    check_rows<std::string>(rows);
    check_rows<boost::json::value>(rows);
    for (const std::string_view text :
         {R"("\ud83d")", R"("\ud83dx")", R"("\ud83d\u0041")", R"("\udd25")", R"("\ud83d\ud83d")",
          R"("\ud83d\n")", R"("\u12")", R"("\u12g4")", R"("\x")", R"("\)", R"("\u)",
          R"("\U0041")"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(reread<std::string>(text).substr(0, 12) == "invalid_json");
            BOOST_TEST(reread<boost::json::value>(text).substr(0, 12) == "invalid_json");
            // In values that are passed over, too.
            BOOST_TEST(reread<Point>("{\"z\":" + std::string(text) + "}").substr(0, 12) ==
                       "invalid_json");
        }
    }
}

BOOST_AUTO_TEST_CASE(reads_long_strings_and_keys_with_escapes_anywhere) {
    for (const std::size_t size : {1u, 255u, 256u, 257u, 1023u, 4095u, 4096u, 4097u, 20'000u}) {
        for (const std::size_t step : {1u, 7u, 300u, 100'000u}) {
            std::string escaped;
            std::string plain;
            for (std::size_t i = 0; i != size; ++i) {
                if (i % step == step - 1) {
                    escaped += i % 2 != 0 ? "\\n" : "\\u00e9";
                    plain += i % 2 != 0 ? "\n" : "\u00E9";
                } else {
                    escaped += 'x';
                    plain += 'x';
                }
            }
            std::string value;
            BOOST_TEST_REQUIRE(!read_json('"' + escaped + '"', value, {}).has_value());
            BOOST_TEST_REQUIRE((value == plain));
            std::map<std::string, std::string> map;
            const std::string object = "{\"" + escaped + "\":\"" + escaped + "\",\"a\":\"b\"}";
            BOOST_TEST_REQUIRE(!read_json(object, map, {}).has_value());
            BOOST_TEST_REQUIRE((map[plain] == plain));
            BOOST_TEST_REQUIRE((map["a"] == "b"));
            boost::json::value dynamic;
            BOOST_TEST_REQUIRE(!read_json(object, dynamic, {}).has_value());
            BOOST_TEST_REQUIRE((dynamic.at(plain).as_string() == plain));
            // Passed over, it leaves nothing behind for what follows.
            Base base;
            BOOST_TEST_REQUIRE(!read_json("{\"" + escaped + "y\":{\"" + escaped + "\":\"" +
                                              escaped + "\"},\"na\\u006de\":\"c\"}",
                                          base, {})
                                    .has_value());
            BOOST_TEST_REQUIRE(base.name == "c");
        }
    }
}

BOOST_AUTO_TEST_CASE(reads_types_that_contain_themselves) {
    const std::string_view text =
        R"({"name":"a","children":[{"name":"b","children":[],"named":{}}],)"
        R"("more":[{"name":"c","children":[],"named":{}}],)"
        R"("named":{"d":{"name":"e","children":[],"more":[],"named":{}}}})";
    BOOST_TEST(reread<Node>(text) == text);
}

BOOST_AUTO_TEST_CASE(reads_into_a_used_value) {
    std::vector<Point> points(3);
    BOOST_TEST_REQUIRE(!read_json(R"([{"x":1}])", points, {}).has_value());
    BOOST_TEST(rewritten(points) == R"([{"x":1,"y":0}])");
    std::map<std::string, int> map{{"old", 1}};
    BOOST_TEST_REQUIRE(!read_json(R"({"new":2})", map, {}).has_value());
    BOOST_TEST(rewritten(map) == R"({"new":2})");
}

/// Objects of all kinds of members, of which some are left out, in any order.
std::string any_thing(std::mt19937& random) {
    const std::string_view values[][3] = {
        {R"("name":"a")", R"("full_name":"a name that is long enough for the heap")",
         R"("name":null)"},
        {R"("size":1)", R"("length":null)", R"("size":null,"size":2)"},
        {R"("flag":true)", R"("flag":false)", R"("flag":true,"flag":null)"},
        {R"("ratio":0.5)", R"("ratio":2)", R"("ratio":null)"},
        {R"("color":"dark_blue")", R"("colour":"red")", R"("color":null)"},
        {R"("open":"green")", R"("open":"red")", R"("open":null)"},
        {R"("at":"2024-01-15T10:30:00Z")", R"("at":null)", R"("other":[{"a":[null]}])"},
        {R"("point":{"y":1})", R"("point":{"x":2,"y":3})", R"("point":{"x":4},"point":{})"},
        {R"("maybe_point":{"y":1})", R"("maybe_point":{})", R"("maybe_point":null)"},
        {R"("removed":"r")", R"("removed":null)", R"("removed":"r","removed":null)"},
        {R"("list":[1,2,3])", R"("list":[])", R"("list":[4])"},
        {R"("points":[{"x":1},{"y":2}])", R"("points":[{}])", R"("points":[{"x":1,"y":1},{},{}])"},
        {R"("numbers":{"k":1,"l":2})", R"("numbers":{})", R"("numbers":{"l":3,"l":4,"m":5})"},
        {R"("any":[null,{"z":1e1}])", R"("any":{"a":"a text for the heap, really"})",
         R"("any":null)"},
        {R"("object":{"a":[]})", R"("properties":{"b":{"c":"d"}})", R"("object":null)"},
        {R"("array":["x"])", R"("array":[[1],[2]])", R"("array":[])"},
    };
    std::vector<std::string_view> members;
    for (const auto& value : values) {
        if (random() % 3 != 0) members.push_back(value[random() % 3]);
    }
    std::shuffle(members.begin(), members.end(), random);
    std::string text = "{";
    for (const std::string_view member : members) {
        if (text.size() > 1) text += ',';
        text += member;
    }
    return text + "}";
}

BOOST_AUTO_TEST_CASE(reads_into_a_used_value_as_into_a_new_one) {
    std::mt19937 random(17);
    Thing used;
    std::vector<Thing> list;
    std::map<std::string, Thing> map;
    for (int i = 0; i != 3000; ++i) {
        const std::string text = any_thing(random);
        BOOST_TEST_REQUIRE(!read_json(text, used, {}).has_value(), text);
        const std::string fresh = reread<Thing>(text);
        if (rewritten(used) != fresh) BOOST_TEST(rewritten(used) == fresh, text);

        std::string many = "[";
        std::string named = "{";
        for (std::size_t j = random() % 4; j != 0; --j) {
            const std::string element = any_thing(random);
            const std::string end = j == 1 ? "" : ",";
            many += element + end;
            named +=
                '"' + std::string(1, static_cast<char>('a' + random() % 4)) + "\":" + element + end;
        }
        many += "]";
        named += "}";
        BOOST_TEST_REQUIRE(!read_json(many, list, {}).has_value(), many);
        if (rewritten(list) != reread<std::vector<Thing>>(many)) BOOST_TEST(false, many);
        BOOST_TEST_REQUIRE(!read_json(named, map, {}).has_value(), named);
        if (rewritten(map) != reread<std::map<std::string, Thing>>(named)) BOOST_TEST(false, named);
    }
}

struct Initial {
    int level = 5;
    std::optional<Point> point = Point{1, 2};
    std::vector<Point> points = std::vector<Point>(1, Point{3, 4});
    Point plain = {5, 6};
    FLAMEUP_DESCRIBE(Initial, (), (level, point, points, plain))
};

BOOST_AUTO_TEST_CASE(makes_members_what_they_were_first_where_a_text_lacks_them) {
    const std::string first =
        R"({"level":5,"point":{"x":1,"y":2},"points":[{"x":3,"y":4}],"plain":{"x":5,"y":6}})";
    Initial value;
    const std::string other = R"({"level":7,"point":null,"points":[{},{}],"plain":{"x":8,"y":9}})";
    BOOST_TEST_REQUIRE(!read_json(other, value, {}).has_value());
    BOOST_TEST_REQUIRE(!read_json("{}", value, {}).has_value());
    BOOST_TEST(rewritten(value) == first);
    BOOST_TEST_REQUIRE(!read_json(other, value, {}).has_value());
    BOOST_TEST_REQUIRE(!read_json(R"({"level":null,"plain":null})", value, {}).has_value());
    BOOST_TEST(rewritten(value) == first);
    // What is there at first is not mixed with what comes.
    Initial fresh;
    flameup::detail::ReadOptions new_value;
    new_value.is_used = false;
    BOOST_TEST_REQUIRE(
        !read_json(R"({"point":{"x":7},"points":[{"y":8}]})", fresh, {}, new_value).has_value());
    BOOST_TEST(
        rewritten(fresh) ==
        R"({"level":5,"point":{"x":7,"y":0},"points":[{"x":0,"y":8}],"plain":{"x":5,"y":6}})");
}

/// Memory that is counted.
class CountingResource : public JsonMemory {
  public:
    std::size_t blocks = 0;

  private:
    void* do_allocate(std::size_t size, std::size_t) override {
        ++blocks;
        return ::operator new(size);
    }
    void do_deallocate(void* block, std::size_t, std::size_t) override {
        --blocks;
        ::operator delete(block);
    }
    bool do_is_equal(const JsonMemory& other) const noexcept override { return this == &other; }
};

struct Texts {
    boost::json::string text;
    std::optional<boost::json::string> maybe;
    std::vector<boost::json::string> list;
    boost::json::value any;
    boost::json::object object;
    boost::json::array array;
    FLAMEUP_DESCRIBE(Texts, (), (text, maybe, list, any, object, array))
};

BOOST_AUTO_TEST_CASE(makes_the_values_of_boost_json_in_a_storage) {
    const std::string long_text = '"' + std::string(100, 'x') + '"';
    const std::string text = R"({"text":)" + long_text + R"(,"maybe":)" + long_text +
                             R"(,"list":[)" + long_text + R"(],"any":[)" + long_text +
                             R"(],"object":{"a":)" + long_text + R"(},"array":[)" + long_text +
                             "]}";
    CountingResource memory;
    flameup::detail::ReadOptions options;
    options.storage = &memory;
    {
        Texts texts;
        for (int i = 0; i != 3; ++i) {
            BOOST_TEST_REQUIRE(!read_json(text, texts, {}, options).has_value());
            BOOST_TEST(rewritten(texts) == text);
            BOOST_TEST((texts.text.storage().get() == &memory));
            BOOST_TEST((texts.maybe->storage().get() == &memory));
            BOOST_TEST((texts.list[0].storage().get() == &memory));
            BOOST_TEST((texts.any.storage().get() == &memory));
            BOOST_TEST((texts.any.at(0).storage().get() == &memory));
            BOOST_TEST((texts.object.storage().get() == &memory));
            BOOST_TEST((texts.object.at("a").storage().get() == &memory));
            BOOST_TEST((texts.array.storage().get() == &memory));
        }
        const std::size_t blocks = memory.blocks;
        BOOST_TEST(blocks >= 9u);
        BOOST_TEST_REQUIRE(!read_json(text, texts, {}, options).has_value());
        BOOST_TEST(memory.blocks == blocks); // nothing is left behind
    }
    BOOST_TEST(memory.blocks == 0u);
}

BOOST_AUTO_TEST_CASE(keeps_values_in_their_own_storage_where_none_is_given) {
    CountingResource memory;
    boost::json::object object(&memory);
    BOOST_TEST_REQUIRE(!read_json(R"({"a":"b"})", object, {}).has_value());
    BOOST_TEST((object.storage().get() == &memory));
    // The elements of a list share one.
    std::vector<boost::json::object> list;
    BOOST_TEST_REQUIRE(!read_json(R"([{"a":"b"},{"c":{}}])", list, {}).has_value());
    BOOST_TEST((list[0].storage().get() == list[1].storage().get()));
    BOOST_TEST(list[0].storage().is_shared());
    // An element outlives the list.
    boost::json::object kept = std::move(list[0]);
    list.clear();
    BOOST_TEST(rewritten(kept) == R"({"a":"b"})");
}

BOOST_AUTO_TEST_CASE(leaves_values_whole_where_a_storage_is_full) {
    unsigned char memory[64];
    const std::string text = R"({"text":")" + std::string(200, 'x') + "\"}";
    boost::json::static_resource small(memory);
    flameup::detail::ReadOptions options;
    options.storage = &small;
    Texts texts;
    texts.text = "before";
    BOOST_CHECK_THROW((void)read_json(text, texts, {}, options), std::bad_alloc);
    BOOST_TEST(texts.text == "before");
}

BOOST_AUTO_TEST_CASE(bounds_the_members_of_dynamic_objects) {
    const auto read = [](std::size_t members) {
        std::string text = R"([{"a":{)";
        for (std::size_t i = 0; i != members; ++i) {
            text += '"' + std::to_string(i) + (i + 1 != members ? "\":0," : "\":0}}]");
        }
        const auto result = reread<boost::json::value>(text);
        return result == text ? "read" : result;
    };
    BOOST_TEST(read(4096) == "read");
    BOOST_TEST(read(4097) == "too_large at $[0].a offset 35761");
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
        // A copy of its own, so that reading beyond it is seen.
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
    // Numbers beyond a double's range, which it makes infinite, are refused.
    std::mt19937_64 random(11);
    const std::string_view alphabet = "{}[],:\"\\ 0159-+.eEtrufalsn\x01\xC3\xA9";
    std::size_t accepted = 0;
    for (int i = 0; i != 60'000; ++i) {
        std::string text;
        if (i % 2 == 0) {
            for (std::size_t j = random() % 8; j != 0; --j)
                text += alphabet[random() % alphabet.size()];
        } else {
            text = R"({"a":[1,-2.5e1,"\n",true],"b":{}})";
            for (std::size_t j = random() % 3; j != 0; --j)
                text[random() % text.size()] = alphabet[random() % alphabet.size()];
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

struct Spelled {
    std::optional<std::string> user;
    boost::json::object traits;
    int level = 3;
    static constexpr flameup::Alias aliases[] = {{"external", "user"}, {"attributes", "traits"}};
    FLAMEUP_DESCRIBE(Spelled, (), (user, traits, level))
};

BOOST_AUTO_TEST_CASE(a_null_in_one_spelling_takes_nothing_from_the_other) {
    const std::pair<const char*, const char*> rows[] = {
        {R"({"external":"u","user":null,"attributes":{"a":1},"traits":null})",
         R"({"user":"u","traits":{"a":1},"level":3})"},
        {R"({"user":null,"external":"u","traits":null,"attributes":{"a":1}})",
         R"({"user":"u","traits":{"a":1},"level":3})"},
        {R"({"external":"u","user":"v"})", R"({"user":"v","traits":{},"level":3})"},
        {R"({"user":"u","user":null,"traits":{"a":1},"traits":null})",
         R"({"traits":{},"level":3})"},
    };
    for (const auto& [text, expected] : rows) {
        Spelled value;
        BOOST_TEST(!flameup::detail::read_json(text, value, flameup::Limits()));
        std::string written;
        BOOST_TEST(flameup::detail::JsonWriter(written, 8).write_document(value));
        BOOST_TEST(written == expected);
    }
}

BOOST_AUTO_TEST_CASE(reads_the_largest_numbers_and_none_beyond) {
    float number = 0;
    BOOST_TEST(!flameup::detail::read_json("3.4028235e+38", number, flameup::Limits()));
    BOOST_TEST((number == (std::numeric_limits<float>::max)()));
    BOOST_TEST(!flameup::detail::read_json("-3.4028235e+38", number, flameup::Limits()));
    BOOST_TEST((number == std::numeric_limits<float>::lowest()));
    BOOST_TEST(flameup::detail::read_json("3.4028236e+38", number, flameup::Limits())->code ==
               "out_of_range");
    std::int64_t integer = 0;
    BOOST_TEST(!flameup::detail::read_json("9007199254740991.0", integer, flameup::Limits()));
    BOOST_TEST(integer == 9007199254740991);
    BOOST_TEST(flameup::detail::read_json("9007199254740993.0", integer, flameup::Limits())->code ==
               "out_of_range");
}

BOOST_AUTO_TEST_CASE(bounds_the_elements_that_a_short_text_makes) {
    flameup::Limits limits;
    limits.max_elements = 100 * sizeof(flameup::Person<>);
    std::string people = "[";
    for (int i = 0; i != 100; ++i) people += "{},";
    std::vector<flameup::Person<>> list;
    BOOST_TEST(
        !flameup::detail::read_json(people.substr(0, people.size() - 1) + "]", list, limits));
    BOOST_TEST(list.size() == 100U);
    const auto problem = flameup::detail::read_json(people + "{}]", list, limits);
    BOOST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->code == "too_large");
    BOOST_TEST(problem->place.path == "$[100]");

    limits.max_elements = 2 * sizeof(std::pair<const std::string, int>);
    std::map<std::string, int> map;
    BOOST_TEST(!flameup::detail::read_json(R"({"a":1,"b":2})", map, limits));
    BOOST_TEST(flameup::detail::read_json(R"({"a":1,"b":2,"c":3})", map, limits)->code ==
               "too_large");
}

BOOST_AUTO_TEST_SUITE_END()
