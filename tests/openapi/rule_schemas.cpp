#include "flameup/openapi/rule_schemas.hpp"

#include "flameup/text/text_forms.hpp"

#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <regex>
#include <string>
#include <string_view>

namespace rule_schemas_test {

using flameup::Rule;
using flameup::detail::Place;

std::string added(const Rule& rule, Place place, boost::json::object schema = {}) {
    flameup::detail::add_rule(schema, rule, place);
    return boost::json::serialize(schema);
}

std::wstring wide(std::string_view text) { return {text.begin(), text.end()}; }

std::string utf8(std::uint32_t c) {
    const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
    if (c < 0x80) return {byte(c)};
    if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
    return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
}

} // namespace rule_schemas_test

BOOST_AUTO_TEST_SUITE(openapi_rule_schemas)

using namespace rule_schemas_test;

BOOST_AUTO_TEST_CASE(leaves_out_bounds_that_say_nothing) {
    BOOST_TEST(added(Rule::length("a", 0, 5), Place::body) == R"({"maxLength":5})");
    BOOST_TEST(added(Rule::length("a", 2, Rule::unlimited), Place::body) == R"({"minLength":2})");
    BOOST_TEST(added(Rule::count("a", 0, 5), Place::body) == R"({"maxItems":5})");
    BOOST_TEST(added(Rule::range("a", 0, 5), Place::body) == R"({"minimum":0,"maximum":5})");
}

BOOST_AUTO_TEST_CASE(keeps_a_bound_that_is_narrower) {
    BOOST_TEST(added(Rule::length("a", 0, 5), Place::body, {{"minLength", 1}}) ==
               R"({"minLength":1,"maxLength":5})");
    BOOST_TEST(added(Rule::length("a", 2, 5), Place::body, {{"minLength", 1}}) ==
               R"({"minLength":2,"maxLength":5})");
    BOOST_TEST(added(Rule::range("a", -5, 300), Place::body, {{"minimum", 0}, {"maximum", 255}}) ==
               R"({"minimum":0,"maximum":255})");
    BOOST_TEST(added(Rule::range("a", 5, 30), Place::body, {{"minimum", 0}, {"maximum", 255}}) ==
               R"({"minimum":5,"maximum":30})");
}

BOOST_AUTO_TEST_CASE(asks_for_a_uuid_below_a_workspace_alone) {
    const Rule rule = Rule::workspace_uuid("a");
    BOOST_TEST(added(rule, Place::account_path) == "{}");
    BOOST_TEST(added(rule, Place::workspace_path) ==
               R"({"format":"uuid","pattern":")" + std::string(flameup::detail::uuid_pattern) +
                   "\"}");
    BOOST_TEST(added(rule, Place::body) ==
               R"({"description":"A UUID where the path names a workspace."})");
}

BOOST_AUTO_TEST_CASE(collects_the_words_of_several_rules) {
    BOOST_TEST(added(Rule::reserved("a", "b"), Place::body, {{"not", {{"enum", {"x", "y"}}}}}) ==
               R"({"not":{"enum":["x","y","b"]}})");
}

// ECMAScript is the grammar of JSON Schema's patterns too.
BOOST_AUTO_TEST_CASE(matches_what_the_check_of_emails_accepts) {
    const std::wregex pattern(wide(flameup::detail::email_pattern));
    for (const char* text :
         {"a@b", "@", "a@", "@b", "a@b@c", "a", "", "a@b.c", "\"a\"@b", "a.@b"}) {
        BOOST_TEST(std::regex_match(wide(text), pattern) == flameup::detail::is_email(text), text);
    }
    for (std::uint32_t c = 0; c != 0xFFFF; ++c) {
        if (c >= 0xD800 && c < 0xE000) continue;
        const std::wstring text{L'a', static_cast<wchar_t>(c), L'@', L'b'};
        if (std::regex_match(text, pattern) != flameup::detail::is_email("a" + utf8(c) + "@b")) {
            BOOST_TEST_ERROR("differs at " << c);
        }
    }
}

BOOST_AUTO_TEST_CASE(matches_what_the_check_of_uuids_accepts) {
    const std::regex pattern{std::string(flameup::detail::uuid_pattern)};
    std::string uuid = "550e8400-E29b-41d4-a716-44665544000F";
    BOOST_TEST(std::regex_match(uuid, pattern));
    for (std::size_t i = 0; i != uuid.size(); ++i) {
        for (const char c : {'-', '0', '9', 'a', 'f', 'A', 'F', 'g', 'G', ' ', '\n'}) {
            std::string changed = uuid;
            changed[i] = c;
            BOOST_TEST(std::regex_match(changed, pattern) == flameup::detail::is_uuid(changed),
                       changed);
        }
    }
    for (const std::string& other : {uuid + "0", uuid.substr(1), std::string()}) {
        BOOST_TEST(!std::regex_match(other, pattern));
    }
}

BOOST_AUTO_TEST_SUITE_END()
