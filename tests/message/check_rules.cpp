#include "flameup/message/check_rules.hpp"

#include "flameup/model/person.hpp"

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

namespace check_rules_test {

struct Item {
    std::string name = "n";
    std::optional<std::string> email;

    static constexpr flameup::Rule rules[] = {flameup::Rule::length("name", 1, 3),
                                              flameup::Rule::email("email")};
    FLAMEUP_DESCRIBE(Item, (), (name, email))
};

/// No value is in its rule's bounds.
struct Unsigned {
    std::uint64_t below_zero = 0;

    static constexpr flameup::Rule rules[] = {flameup::Rule::range("below_zero", -5, -1)};
    FLAMEUP_DESCRIBE(Unsigned, (), (below_zero))
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
    std::optional<std::uint32_t> never;
    std::vector<Item> items;
    std::map<std::string, Item> map;

    static constexpr flameup::Rule rules[] = {
        flameup::Rule::workspace_uuid("id"),
        flameup::Rule::reserved("id", "search", "stats", "batch"),
        flameup::Rule::length("code", 2, 4),
        flameup::Rule::length("note", 0, 2),
        flameup::Rule::range("number", -3, 3),
        flameup::Rule::range("byte", 1, 200),
        flameup::Rule::range("large", -1, 10),
        flameup::Rule::range("signed_large", std::numeric_limits<std::int64_t>::min(), 10),
        flameup::Rule::count("list", 1, 2),
        flameup::Rule::count("optional_list", 1, flameup::Rule::unlimited),
        flameup::Rule::any_of("a", "b"),
        flameup::Rule::required("needed"),
        flameup::Rule::range("never", -5, -1),
    };
    FLAMEUP_DESCRIBE(Everything, (),
                     (id, code, note, number, byte, large, signed_large, list, optional_list, a, b,
                      needed, never, items, map))
};

using flameup::detail::Findings;
using flameup::detail::RuleChecker;

std::string text_of(Findings& findings) {
    std::string text;
    for (const flameup::FieldError& field : findings.take()) {
        text += (text.empty() ? "" : ", ") + field.path + " " + field.code;
    }
    return text;
}

template <class T> std::string broken_rules(const T& value, bool has_workspace = false) {
    Findings findings;
    RuleChecker(has_workspace, 32, findings).check(value);
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

} // namespace check_rules_test

BOOST_AUTO_TEST_SUITE(check_rules)

using namespace check_rules_test;

BOOST_AUTO_TEST_CASE(compares_unsigned_members_with_negative_bounds_by_value) {
    Everything value = sound();
    for (const std::uint32_t any : {0u, 5u, 0xFFFF'FFFFu}) {
        value.never = any;
        BOOST_TEST(broken_rules(value) == "never out_of_range");
    }
}

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

BOOST_AUTO_TEST_CASE(compares_unsigned_members_with_negative_bounds) {
    BOOST_TEST(broken_rules(Unsigned{0}) == "below_zero out_of_range");
    BOOST_TEST(broken_rules(Unsigned{static_cast<std::uint64_t>(-1)}) == "below_zero out_of_range");
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

BOOST_AUTO_TEST_CASE(keeps_a_thousand_findings_at_most) {
    const std::vector<Item> items(3000, Item{"", {}});
    Findings findings;
    RuleChecker(false, 32, findings).check(items);
    const std::vector<flameup::FieldError> list = findings.take();
    BOOST_TEST(list.size() == 1000u);
    BOOST_TEST(list.back().path == "[999].name");
    BOOST_TEST(list.back().message == "must not be empty");
}

BOOST_AUTO_TEST_SUITE_END()
