#include "flameup/json/odd_elements.hpp"

#include "json/reading.hpp"

#include "flameup/json/odd_element.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_odd_elements)

using namespace json_reading;
using flameup::OddElement;

struct Text {
    std::string text;
    std::vector<Point> points;
    boost::json::value any;
    FLAMEUP_DESCRIBE(Text, (), (text, points, any))
};

struct Page {
    int before = 0;
    std::vector<Text> list;
    std::vector<Point> more;
    int behind = 0;
    FLAMEUP_DESCRIBE(Page, (), (before, list, more, behind))
};

struct Outer {
    Page page;
    std::vector<int> numbers;
    std::map<std::string, Point> named;
    FLAMEUP_DESCRIBE(Outer, (), (page, numbers, named))
};

/// Reads a text into a value: returns the value, and each odd element behind ` | `.
template <class T>
std::string read_into(T& value, std::string_view text, const Limits& limits = {},
                      flameup::Leniency leniency = {}) {
    flameup::OddElements odd;
    flameup::DecodeOptions decode;
    decode.leniency = leniency;
    decode.odd = &odd;
    ReadOptions options;
    options.decode = &decode;
    const auto problem = read_json(text, value, limits, options);
    std::string result = problem ? described(*problem) : rewritten(value);
    for (const OddElement& element : odd.elements) {
        result += " | " + std::to_string(element.index) + ' ' + element.path + ' ' + element.code +
                  ' ' + element.json;
    }
    return result;
}

template <class T>
std::string read(std::string_view text, const Limits& limits = {},
                 flameup::Leniency leniency = {}) {
    T value{};
    return read_into(value, text, limits, leniency);
}

template <class T, std::size_t Size> void check_odd(const Row (&rows)[Size]) {
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.text) { BOOST_TEST(read<T>(row.text) == row.expected); }
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_other_elements) {
    const Row rows[] = {
        {R"([{"x":1},{"x":"2"},{"x":3}])",
         R"([{"x":1,"y":0},{"x":3,"y":0}] | 1 $[1].x wrong_type {"x":"2"})"},
        {R"([ 7 , {"x":1} , null ])",
         R"([{"x":1,"y":0}] | 0 $[0] wrong_type 7 | 2 $[2] wrong_type null)"},
        {R"([{"x":1e99}])", R"([] | 0 $[0].x out_of_range {"x":1e99})"},
        {R"([{ "x" : [ {}, "]}" ] }])", R"([] | 0 $[0].x wrong_type { "x" : [ {}, "]}" ] })"},
        {R"([])", "[]"},
    };
    check_odd<std::vector<Point>>(rows);
    check_odd<std::deque<Point>>(rows);
}

BOOST_AUTO_TEST_CASE(tells_the_path_of_the_whole_text) {
    const Row rows[] = {
        {R"({"page":{"before":1,"list":[{"text":1}],"x y":[1,{"z":[]}],"more":[{},{"y":[]}],"behind":2}})",
         R"({"page":{"before":1,"list":[],"more":[{"x":0,"y":0}],"behind":2},"numbers":[],"named":{}})"
         R"( | 0 $.page.list[0].text wrong_type {"text":1})"
         R"( | 1 $.page.more[1].y wrong_type {"y":[]})"},
        {"\n"
         R"( { "p\u0061ge" : { "list" : [ {} , {"any":{"a":"\ud83d"}} ] } })",
         R"({"page":{"before":0,"list":[{"text":"","points":[],"any":null}],"more":[],"behind":0},)"
         R"("numbers":[],"named":{}})"
         R"( | 1 $["p\u0061ge"].list[1].any.a invalid_json {"any":{"a":"\ud83d"}})"},
    };
    check_odd<Outer>(rows);
}

BOOST_AUTO_TEST_CASE(is_for_structs_in_outermost_lists_alone) {
    const Row rows[] = {
        {R"({"numbers":[1,"2"]})", "wrong_type at $.numbers[1] offset 14"},
        {R"({"named":{"a":{"x":"1"}}})", "wrong_type at $.named.a.x offset 19"},
        {R"({"page":{"before":"1"}})", "wrong_type at $.page.before offset 18"},
        {R"({"page":{"list":[{"points":[{"x":1},{"x":"2"}]}]}})",
         R"({"page":{"before":0,"list":[],"more":[],"behind":0},"numbers":[],"named":{}})"
         R"( | 0 $.page.list[0].points[1].x wrong_type {"points":[{"x":1},{"x":"2"}]})"},
    };
    check_odd<Outer>(rows);
    const Row nested[] = {{R"([[{"x":"1"}]])", "wrong_type at $[0][0].x offset 7"}};
    check_odd<std::vector<std::vector<Point>>>(nested);
}

BOOST_AUTO_TEST_CASE(passes_over_ill_formed_text) {
    const Row rows[] = {
        {R"([{"text":"Zo\ud83d"},{"text":"a"}])",
         R"([{"text":"a","points":[],"any":null}] | 0 $[0].text invalid_json {"text":"Zo\ud83d"})"},
        {"[{\"text\":\"\xF0\x9F\x94\"}]",
         "[] | 0 $[0].text invalid_json {\"text\":\"\xEF\xBF\xBD\"}"},
        {"[{\"\xFF\":1,\"text\":\"\\ud83d\"}]",
         "[] | 0 $[0] invalid_json {\"\xEF\xBF\xBD\":1,\"text\":\"\\ud83d\"}"},
    };
    check_odd<std::vector<Text>>(rows);
}

BOOST_AUTO_TEST_CASE(does_not_pass_over_what_has_no_end) {
    const Row rows[] = {
        {R"([{"x":1},{"x":"2"]])", "wrong_type at $[1].x offset 14"},
        {R"([{"x":"2")", "wrong_type at $[0].x offset 6"},
        {R"([{"x":"a\qb"}])", "invalid_json at $[0].x offset 9"},
        {"[{\"x\":\"a\nb\"}]", "invalid_json at $[0].x offset 8"},
        {R"([{"x":truth}])", "invalid_json at $[0].x offset 9"},
        {R"([{"x":[1,]}])", "wrong_type at $[0].x offset 6"},
        {R"([{"x":"2"}})", R"(invalid_json at $[0] offset 10 | 0 $[0].x wrong_type {"x":"2"})"},
    };
    check_odd<std::vector<Point>>(rows);
}

BOOST_AUTO_TEST_CASE(bounds_depth_and_number) {
    Limits limits;
    limits.max_depth = 4;
    BOOST_TEST(
        read<std::vector<Text>>(R"([{"any":[[[]]]},{}])", limits) ==
        R"([{"text":"","points":[],"any":null}] | 0 $[0].any[0][0] too_deep {"any":[[[]]]})");
    const std::string deep(300, '[');
    const std::string ends(300, ']');
    BOOST_TEST(read<std::vector<Text>>(R"([{"any":)" + deep + ends + "}]", limits).substr(0, 8) ==
               "too_deep");

    limits.max_elements = 10 * (sizeof(Point) + 1024);
    std::string ten = "[1";
    for (int i = 1; i != 10; ++i) ten += ",1";
    const std::string found = read<std::vector<Point>>(ten + ']', limits);
    BOOST_TEST(found.substr(0, 7) == "[] | 0 ");
    BOOST_TEST(read<std::vector<Point>>(ten + ",1]", limits).substr(0, 18) == "too_large at $[10]");
}

BOOST_AUTO_TEST_CASE(goes_on_at_the_right_depth) {
    Limits limits;
    limits.max_depth = 3;
    std::string text = "[";
    for (int i = 0; i != 20; ++i) text += R"({"any":[{}]},)";
    const std::string found = read<std::vector<Text>>(text + R"({"any":[]}])", limits);
    BOOST_TEST(found.substr(0, found.find(" | ")) == R"([{"text":"","points":[],"any":[]}])");
    BOOST_TEST(found.substr(found.rfind(" | ")) == R"( | 19 $[19].any[0] too_deep {"any":[{}]})");
}

BOOST_AUTO_TEST_CASE(reads_into_used_lists) {
    std::vector<Text> used(4);
    for (Text& each : used) {
        each.text = "old";
        each.points.resize(2);
        each.any = 1;
    }
    BOOST_TEST(
        read_into(used, R"([{"text":"a"},{"text":"b","points":[{"x":"1"}]},{},8,{"any":2}])") ==
        R"([{"text":"a","points":[],"any":null},{"text":"","points":[],"any":null},)"
        R"({"text":"","points":[],"any":2}])"
        R"( | 1 $[1].points[0].x wrong_type {"text":"b","points":[{"x":"1"}]})"
        R"( | 3 $[3] wrong_type 8)");
}

BOOST_AUTO_TEST_CASE(takes_what_is_lenient) {
    flameup::Leniency leniency;
    leniency.mend = &flameup::replace_ill_formed;
    BOOST_TEST(
        read<std::vector<Text>>("[{\"text\":\"Zo\\ud83d\xC3\"},{\"text\":1}]", {}, leniency) ==
        "[{\"text\":\"Zo\xEF\xBF\xBD\xEF\xBF\xBD\",\"points\":[],\"any\":null}]"
        " | 1 $[1].text wrong_type {\"text\":1}");
}

BOOST_AUTO_TEST_SUITE_END()
