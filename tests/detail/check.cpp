#include "flameup/detail/check.hpp"

#include "flameup/model/person.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace check_test {

enum class Color { red };
BOOST_DESCRIBE_ENUM(Color, red)

struct Item {
    std::string name = "n";
    std::optional<std::string> email;

    static constexpr flameup::Rule rules[] = {flameup::length("name", 1, 3),
                                              flameup::email("email")};
    FLAMEUP_DESCRIBE(Item, (), (name, email))
};

struct Everything {
    std::string id = "id";
    std::optional<std::string> code;
    flameup::Nullable<std::string> note;
    std::optional<int> number;
    std::uint8_t byte = 5;
    std::uint64_t large = 5;
    std::int64_t signed_large = 0;
    std::vector<int> list{1};
    std::optional<std::vector<int>> optional_list;
    std::optional<int> a;
    flameup::Nullable<int> b;
    std::optional<int> needed = 1;
    std::vector<Item> items;
    std::map<std::string, Item> map;

    static constexpr flameup::Rule rules[] = {
        flameup::workspace_uuid("id"),
        flameup::reserved("id", "search", "stats", "batch"),
        flameup::length("code", 2, 4),
        flameup::length("note", 0, 2),
        flameup::range("number", -3, 3),
        flameup::range("byte", 1, 200),
        flameup::range("large", -1, 10),
        flameup::range("signed_large", std::numeric_limits<std::int64_t>::min(), 10),
        flameup::count("list", 1, 2),
        flameup::count("optional_list", 1, flameup::unlimited),
        flameup::any_of("a", "b"),
        flameup::required("needed"),
    };
    FLAMEUP_DESCRIBE(Everything, (),
                     (id, code, note, number, byte, large, signed_large, list, optional_list, a, b,
                      needed, items, map))
};

struct Values {
    std::string text;
    double number = 0;
    Color color = Color::red;
    flameup::OpenEnum<Color> open;
    flameup::Timestamp at;
    std::map<std::string, std::string> map;
    std::vector<float> list;
    boost::json::value any;
    boost::json::object object;
    FLAMEUP_DESCRIBE(Values, (), (text, number, color, open, at, map, list, any, object))
};

template <std::size_t Index> using all_but_first = std::bool_constant<Index != 0>;

using flameup::detail::Checker;
using flameup::detail::Findings;

std::string text_of(Findings& findings) {
    std::string text;
    for (const flameup::FieldError& field : findings.take()) {
        text += (text.empty() ? "" : ", ") + field.path + " " + field.code;
    }
    return text;
}

template <class T> std::string broken_rules(const T& value, bool has_workspace = false) {
    Findings findings;
    Checker({true, false}, has_workspace, 32, findings).check(value);
    return text_of(findings);
}

template <class T> std::string bad_values(const T& value, std::size_t max_depth = 32) {
    Findings findings;
    Checker({false, true}, false, max_depth, findings).check(value);
    return text_of(findings);
}

Everything sound() {
    Everything value;
    value.a = 1;
    return value;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i != times; ++i) out += text;
    return out;
}

} // namespace check_test

BOOST_AUTO_TEST_SUITE(check)

using namespace check_test;

BOOST_AUTO_TEST_CASE(accepts_what_breaks_no_rule) {
    BOOST_TEST(broken_rules(sound()) == "");
    Everything value = sound();
    value.code = "ab";
    value.note = "";
    value.number = 3;
    value.byte = 200;
    value.large = 10;
    value.signed_large = std::numeric_limits<std::int64_t>::min();
    value.list = {1, 2};
    value.optional_list.emplace(3);
    value.items.resize(2);
    value.map["x"];
    BOOST_TEST(broken_rules(value) == "");
    value.note = flameup::null;
    BOOST_TEST(broken_rules(value) == "");
}

BOOST_AUTO_TEST_CASE(checks_each_rule) {
    const auto broken = [](auto change) {
        Everything value = sound();
        change(value);
        return broken_rules(value);
    };
    BOOST_TEST(broken([](Everything& e) { e.id = "search"; }) == "id reserved");
    BOOST_TEST(broken([](Everything& e) { e.id = "stats"; }) == "id reserved");
    BOOST_TEST(broken([](Everything& e) { e.id = "batch"; }) == "id reserved");
    BOOST_TEST(broken([](Everything& e) { e.id = "Search"; }) == "");
    BOOST_TEST(broken([](Everything& e) { e.id = ""; }) == "");
    BOOST_TEST(broken([](Everything& e) { e.code = ""; }) == "code required");
    BOOST_TEST(broken([](Everything& e) { e.code = "a"; }) == "code too_short");
    BOOST_TEST(broken([](Everything& e) { e.code = "\U0001F525"; }) == "code too_short");
    BOOST_TEST(broken([](Everything& e) { e.code = "abcde"; }) == "code too_long");
    BOOST_TEST(broken([](Everything& e) { e.note = "abc"; }) == "note too_long");
    BOOST_TEST(broken([](Everything& e) { e.note = "\u20AC\u20AC"; }) == "");
    BOOST_TEST(broken([](Everything& e) { e.number = -4; }) == "number out_of_range");
    BOOST_TEST(broken([](Everything& e) { e.number = 4; }) == "number out_of_range");
    BOOST_TEST(broken([](Everything& e) { e.byte = 0; }) == "byte out_of_range");
    BOOST_TEST(broken([](Everything& e) { e.byte = 201; }) == "byte out_of_range");
    BOOST_TEST(broken([](Everything& e) { e.large = 0; }) == "");
    BOOST_TEST(broken([](Everything& e) { e.large = 11; }) == "large out_of_range");
    BOOST_TEST(broken([](Everything& e) { e.large = static_cast<std::uint64_t>(-1); }) ==
               "large out_of_range");
    BOOST_TEST(broken([](Everything& e) { e.signed_large = 11; }) == "signed_large out_of_range");
    BOOST_TEST(broken([](Everything& e) { e.list.clear(); }) == "list too_few");
    BOOST_TEST(broken([](Everything& e) { e.list.resize(3); }) == "list too_many");
    BOOST_TEST(broken([](Everything& e) { e.optional_list.emplace(); }) == "optional_list too_few");
    BOOST_TEST(broken([](Everything& e) { e.a.reset(); }) == "a any_of");
    BOOST_TEST(broken([](Everything& e) { e.a.reset(), e.b = 1; }) == "");
    BOOST_TEST(broken([](Everything& e) { e.a.reset(), e.b = flameup::null; }) == "");
    BOOST_TEST(broken([](Everything& e) { e.needed.reset(); }) == "needed required");
}

BOOST_AUTO_TEST_CASE(demands_a_uuid_only_where_there_is_a_workspace) {
    Everything value = sound();
    BOOST_TEST(broken_rules(value, true) == "id invalid_uuid");
    value.id = "123e4567-e89b-12d3-a456-426614174000";
    BOOST_TEST(broken_rules(value, true) == "");
}

BOOST_AUTO_TEST_CASE(reports_every_broken_rule_with_its_path) {
    Everything value = sound();
    value.id = "stats";
    value.byte = 0;
    value.items.resize(4);
    value.items[1].email = "none";
    value.items[3] = {"", " "};
    value.map["a b"].name = "long";
    value.map[""].name = "";
    BOOST_TEST(broken_rules(value, true) ==
               "id invalid_uuid, id reserved, byte out_of_range, items[1].email invalid_email, "
               "items[3].name required, items[3].email invalid_email, map[\"\"].name required, "
               "map[\"a b\"].name too_long");
    BOOST_TEST(bad_values(value) == "");
}

BOOST_AUTO_TEST_CASE(counts_code_points_not_bytes) {
    for (const std::string_view character : {"a", "\u00E9", "\u20AC", "\U0001F525"}) {
        flameup::PersonInput<Item> person;
        person.userId = repeated(character, 255);
        BOOST_TEST(broken_rules(person) == "");
        person.userId = repeated(character, 256);
        BOOST_TEST(broken_rules(person) == "userId too_long");
    }
}

BOOST_AUTO_TEST_CASE(finds_what_cannot_be_written) {
    const double infinity = std::numeric_limits<double>::infinity();
    Values value;
    BOOST_TEST(bad_values(value) == "");
    value.text = "\xFF";
    value.number = infinity;
    value.color = static_cast<Color>(7);
    value.open = static_cast<Color>(7);
    value.at = {0, 1'000'000'000};
    value.map = {{"a", "\xC3"}, {"\xFF", "b"}};
    value.list = {1, std::numeric_limits<float>::quiet_NaN()};
    value.any = boost::json::array({1, boost::json::object({{"k", -infinity}, {"\x80", 1}})});
    value.object["s"] = "\xED\xA0\x80";
    BOOST_TEST(bad_values(value) ==
               "text ill_formed_utf8, number not_finite, color unknown_name, open unknown_name, "
               "at invalid_timestamp, map.a ill_formed_utf8, map[\"?\"] ill_formed_utf8, "
               "list[1] not_finite, any[1].k not_finite, any[1][\"?\"] ill_formed_utf8, "
               "object.s ill_formed_utf8");
    BOOST_TEST(broken_rules(value) == "");
    value = {};
    value.open = flameup::OpenEnum<Color>::from_unknown("\xFE");
    BOOST_TEST(bad_values(value) == "open ill_formed_utf8");
}

BOOST_AUTO_TEST_CASE(checks_the_members_that_are_kept) {
    Values value;
    value.text = "\xFF";
    value.number = std::numeric_limits<double>::infinity();
    Findings findings;
    Checker({false, true}, false, 32, findings).check_some<all_but_first>(value);
    BOOST_TEST(text_of(findings) == "number not_finite");
}

BOOST_AUTO_TEST_CASE(finds_what_is_too_deep) {
    BOOST_TEST(bad_values(std::vector<std::vector<int>>{{}, {1}}, 2) == "");
    BOOST_TEST(bad_values(std::vector<std::vector<int>>{{}, {1}}, 1) ==
               "[0] too_deep, [1] too_deep");
    BOOST_TEST(bad_values(std::vector<int>(), 0) == " too_deep");
    BOOST_TEST(bad_values(Item(), 0) == " too_deep");
    boost::json::value deep = 1;
    for (int i = 0; i != 33; ++i) deep = boost::json::object({{"a", deep}});
    BOOST_TEST(bad_values(deep) == repeated(".a", 32).substr(1) + " too_deep");
    deep = 1;
    for (int i = 0; i != 33; ++i) deep = boost::json::array(1, deep);
    BOOST_TEST(bad_values(deep) == repeated("[0]", 32) + " too_deep");
}

BOOST_AUTO_TEST_CASE(keeps_a_thousand_findings_at_most) {
    const std::vector<Item> items(3000, Item{"", {}});
    Findings findings;
    Checker({true, false}, false, 32, findings).check(items);
    const std::vector<flameup::FieldError> list = findings.take();
    BOOST_TEST(list.size() == 1000u);
    BOOST_TEST(list.back().path == "[999].name");
    BOOST_TEST(list.back().message == "must not be empty");
}

BOOST_AUTO_TEST_SUITE_END()
