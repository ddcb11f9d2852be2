#include "flameup/json/read_struct.hpp"

#include "json/reading.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace json_read_struct_test {

using json_reading::Point;

struct Initial {
    int level = 5;
    std::optional<Point> point = Point{1, 2};
    std::vector<Point> points = std::vector<Point>(1, Point{3, 4});
    Point plain = {5, 6};
    FLAMEUP_DESCRIBE(Initial, (), (level, point, points, plain))
};

struct Nested {
    Initial initial = [] {
        Initial value;
        value.level = 9;
        value.point.reset();
        value.points.clear();
        return value;
    }();
    int after = 2;
    FLAMEUP_DESCRIBE(Nested, (), (initial, after))
};

/// Returns an object with some of the members of `Thing`, in any order.
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

} // namespace json_read_struct_test

BOOST_AUTO_TEST_SUITE(json_read_struct)

using namespace json_reading;
using namespace json_read_struct_test;

BOOST_AUTO_TEST_CASE(reads_objects_and_refuses_other_values) {
    const Row points[] = {
        {R"({"x":1,"y":-1})", R"({"x":1,"y":-1})"}, {R"({})", R"({"x":0,"y":0})"},
        {R"([])", "wrong_type at $ offset 0"},      {R"(1)", "wrong_type at $ offset 0"},
        {R"("")", "wrong_type at $ offset 0"},      {R"(null)", "wrong_type at $ offset 0"},
    };
    check_rows<Point>(points);
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
    // Elements and optional values that are there at first are not mixed with those of the text.
    Initial fresh;
    ReadOptions new_value;
    new_value.is_reused = false;
    BOOST_TEST_REQUIRE(
        !read_json(R"({"point":{"x":7},"points":[{"y":8}]})", fresh, {}, new_value).has_value());
    BOOST_TEST(
        rewritten(fresh) ==
        R"({"level":5,"point":{"x":7,"y":0},"points":[{"x":0,"y":8}],"plain":{"x":5,"y":6}})");
}

BOOST_AUTO_TEST_CASE(gives_missing_members_what_their_own_struct_gives_them) {
    // `Initial` gives its `plain`, and `Nested` its `initial`, other values than their own structs.
    const Row rows[] = {
        {R"({})", R"({"initial":{"level":9,"points":[],"plain":{"x":5,"y":6}},"after":2})"},
        {R"({"initial":{"plain":{}}})",
         R"({"initial":{"level":5,"point":{"x":1,"y":2},"points":[{"x":3,"y":4}],)"
         R"("plain":{"x":0,"y":0}},"after":2})"},
        {R"({"after":1,"initial":{"plain":{"y":8},"points":[]}})",
         R"({"initial":{"level":5,"point":{"x":1,"y":2},"points":[],)"
         R"("plain":{"x":0,"y":8}},"after":1})"},
        {R"({"initial":{"level":1},"initial":{"point":null}})",
         R"({"initial":{"level":5,"points":[{"x":3,"y":4}],)"
         R"("plain":{"x":5,"y":6}},"after":2})"},
        {R"({"initial":null})",
         R"({"initial":{"level":9,"points":[],"plain":{"x":5,"y":6}},"after":2})"},
    };
    ReadOptions new_value;
    new_value.is_reused = false;
    Nested used;
    for (const Row& row : rows) {
        Nested fresh;
        BOOST_TEST_REQUIRE(!read_json(row.text, fresh, {}, new_value).has_value());
        BOOST_TEST(rewritten(fresh) == row.expected, row.text);
        BOOST_TEST_REQUIRE(!read_json(row.text, used, {}).has_value());
        BOOST_TEST(rewritten(used) == row.expected, row.text);
    }
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

BOOST_AUTO_TEST_SUITE_END()
