#include "flameup/json/value_reader.hpp"

#include "json/reading.hpp"

#include <boost/test/unit_test.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace json_value_reader_test {

using json_reading::Point;

struct Page {
    std::vector<Point> points;
    std::optional<int> total;
    Point origin;

    static constexpr flameup::Rule rules[] = {flameup::Rule::required("points"),
                                              flameup::Rule::required("total")};
    static constexpr flameup::Alias aliases[] = {{"items", "points"}};
    FLAMEUP_DESCRIBE(Page, (), (points, total, origin))
};

struct Pages {
    std::vector<Page> pages;
    Page page;
    FLAMEUP_DESCRIBE(Pages, (), (pages, page))
};

struct Spelled {
    std::optional<std::string> user;
    boost::json::object traits;
    int level = 3;
    static constexpr flameup::Alias aliases[] = {{"external", "user"}, {"attributes", "traits"}};
    FLAMEUP_DESCRIBE(Spelled, (), (user, traits, level))
};

} // namespace json_value_reader_test

BOOST_AUTO_TEST_SUITE(json_value_reader)

using namespace json_reading;
using namespace json_value_reader_test;

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
}

BOOST_AUTO_TEST_CASE(a_null_under_one_key_takes_nothing_from_another_key) {
    const Row rows[] = {
        {R"({"external":"u","user":null,"attributes":{"a":1},"traits":null})",
         R"({"user":"u","traits":{"a":1},"level":3})"},
        {R"({"user":null,"external":"u","traits":null,"attributes":{"a":1}})",
         R"({"user":"u","traits":{"a":1},"level":3})"},
        {R"({"external":"u","user":"v"})", R"({"user":"v","traits":{},"level":3})"},
        {R"({"user":"u","user":null,"traits":{"a":1},"traits":null})",
         R"({"traits":{},"level":3})"},
        // The null counts only under the key that the value stood under last.
        {R"({"user":"u","external":null,"external":null})",
         R"({"user":"u","traits":{},"level":3})"},
        {R"({"user":"u","external":"v","user":null})", R"({"user":"v","traits":{},"level":3})"},
        {R"({"user":"u","external":"v","external":null})", R"({"traits":{},"level":3})"},
        {R"({"user":null,"external":null})", R"({"traits":{},"level":3})"},
    };
    check_rows<Spelled>(rows);
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

BOOST_AUTO_TEST_CASE(keeps_a_value_where_another_key_of_its_member_has_an_empty_one) {
    struct Row2 {
        std::string_view text;
        std::string_view expected;
    };
    const Row2 rows[] = {
        {R"({"object":{"a":1},"properties":{}})", R"({"object":{"a":1}})"},
        {R"({"object":{"a":1},"properties": { } })", R"({"object":{"a":1}})"},
        {R"({"object":{"a":1},"properties":null})", R"({"object":{"a":1}})"},
        {R"({"properties":{"a":1},"object":{}})", R"({"object":{"a":1}})"},
        {R"({"properties":{},"object":{"a":1}})", R"({"object":{"a":1}})"},
        {R"({"object":{"a":1},"properties":{"b":2}})", R"({"object":{"b":2}})"},
        {R"({"object":{"a":1},"object":{}})", R"({"object":{}})"}, // the same key
        {R"({"name":"a","full_name":""})", R"({"name":"a"})"},
        {R"({"full_name":"","name":"a"})", R"({"name":"a"})"},
        {R"({"name":"a","full_name":"b"})", R"({"name":"b"})"},
    };
    for (const Row2& row : rows) {
        Thing both;
        BOOST_TEST_REQUIRE(!read_json(row.text, both, {}).has_value());
        const std::string text = rewritten(both);
        BOOST_TEST(text.find(row.expected.substr(1, row.expected.size() - 2)) != std::string::npos,
                   row.text << " became " << text);
    }
    Thing both;
    const auto problem = read_json(R"({"name":"a","full_name":"})", both, {});
    BOOST_TEST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->code == "invalid_json");
}

BOOST_AUTO_TEST_CASE(refuses_duplicate_members_where_asked) {
    flameup::DecodeOptions decode;
    decode.strictness.duplicate_members = true;
    ReadOptions refusing;
    refusing.decode = &decode;
    BOOST_TEST(reread<Point>(R"({"x":1,"y":2,"x":3})", {}, refusing) ==
               "duplicate_member at $.x offset 17");
    BOOST_TEST(reread<Point>(R"({"x":1,"\u0078":1})", {}, refusing) ==
               R"(duplicate_member at $["\u0078"] offset 16)");
    BOOST_TEST(reread<Base>(R"({"name":"a","full_name":null})", {}, refusing) ==
               "duplicate_member at $.full_name offset 24");
    BOOST_TEST(reread<Point>(R"({"x":null,"x":3})", {}, refusing) ==
               "duplicate_member at $.x offset 14");
    BOOST_TEST((reread<std::map<std::string, int>>(R"({"z":1,"z":2})", {}, refusing)) ==
               "duplicate_member at $.z offset 11");
    BOOST_TEST(reread<boost::json::value>(R"([{"z":{"a":1},"y":0,"z":2}])", {}, refusing) ==
               "duplicate_member at $[0].z offset 24");
    BOOST_TEST(reread<boost::json::value>(R"([{"z":1},{"z":1}])", {}, refusing) ==
               R"([{"z":1},{"z":1}])");
    BOOST_TEST(reread<Point>(R"({"x":1,"y":2})", {}, refusing) == R"({"x":1,"y":2})");
    BOOST_TEST(reread<Point>(R"({"z":1,"z":2})", {}, refusing) == R"({"x":0,"y":0})"); // skipped
    Point point;
    const auto problem = read_json(R"({"x":1,"x":2})", point, {}, refusing);
    BOOST_TEST(problem->message == "there is a second value for the member x");
}

BOOST_AUTO_TEST_CASE(ignores_or_refuses_unknown_members) {
    flameup::DecodeOptions decode;
    decode.strictness.unknown_members = true;
    ReadOptions refusing;
    refusing.decode = &decode;
    const std::string_view text = R"({"x":1,"z":[{"x":2},"}]",{"y":[3,null,true,1.5]}],"y":4})";
    BOOST_TEST(reread<Point>(text) == R"({"x":1,"y":4})");
    BOOST_TEST(reread<Point>(text, {}, refusing) == "unknown_member at $ offset 7");
    BOOST_TEST(reread<Point>(R"({"X":1})", {}, refusing) == "unknown_member at $ offset 1");
    BOOST_TEST(reread<Thing>(R"({"points":[{"x":1},{"z":1}]})", {}, refusing) ==
               "unknown_member at $.points[1] offset 20");
    BOOST_TEST(reread<Thing>(R"({"point":{"":1}})", {}, refusing) ==
               "unknown_member at $.point offset 10");
    BOOST_TEST(reread<Point>(R"({"x":1,"y":2})", {}, refusing) == R"({"x":1,"y":2})");
    BOOST_TEST(reread<Base>(R"({"full_name":"a"})", {}, refusing) == R"({"name":"a"})");
    // Maps and dynamic values have no members to be unknown.
    BOOST_TEST((reread<std::map<std::string, int>>(R"({"z":1})", {}, refusing)) == R"({"z":1})");
    BOOST_TEST(reread<boost::json::object>(R"({"z":1})", {}, refusing) == R"({"z":1})");
    Point point;
    const auto problem = read_json("{\"a\x7F\\n\":1}", point, {}, refusing);
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
        {R"({"points":null,"total":1})", R"({"points":[],"total":1,"origin":{"x":0,"y":0}})"},
        {R"({"points":[],"points":null,"total":1})",
         R"({"points":[],"total":1,"origin":{"x":0,"y":0}})"},
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

BOOST_AUTO_TEST_SUITE_END()
