#include "flameup/json/scanner.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_scanner)

namespace {

using flameup::detail::JsonScanner;

/// What is wrong with a text that is passed over, or `well-formed`.
std::string skipped(const std::string& text, std::size_t depth = 32) {
    JsonScanner scanner(text, depth, JsonScanner::Unescape::aside);
    const char* p = scanner.next(scanner.begin());
    if (p != nullptr) p = scanner.skip(p);
    if (p != nullptr) p = scanner.finish(p);
    if (p != nullptr) return "well-formed";
    return scanner.problem().code + " at " + scanner.problem().place.path + ' ' +
           std::to_string(scanner.problem().place.offset) + ": " + scanner.problem().message;
}

} // namespace

BOOST_AUTO_TEST_CASE(passes_over_values_of_any_kind) {
    for (const char* const text :
         {"null", " true ", "false", "-1.5e3", "\"a\\u00e4\"", "[]", "[ ]", "{}", "{ }",
          "[1,[2,{\"a\":[{}]}],\"\"]", " { \"a\" : 1 , \"\" : [ null ] } "}) {
        BOOST_TEST(skipped(text) == "well-formed", text);
    }
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_and_where) {
    const struct {
        const char* text;
        const char* expected;
    } rows[] = {
        {"", "invalid_json at $ 0: the text ends too early"},
        {"nul", "invalid_json at $ 3: the text ends too early"},
        {"nulL", "invalid_json at $ 3: expected a value"},
        {"1 1", "invalid_json at $ 2: there is more after the value"},
        {"[1,]", "invalid_json at $[1] 3: expected a value"},
        {"[1 2]", "invalid_json at $[0] 3: expected a comma or a bracket"},
        {"{\"a\":}", "invalid_json at $.a 5: expected a value"},
        {"{\"a\" 1}", "invalid_json at $ 5: expected a colon"},
        {"{\"a\":1,}", "invalid_json at $ 7: expected a key"},
        {"{\"a\":[{\"b c\":x}]}", "invalid_json at $.a[0][\"b c\"] 13: expected a value"},
        {"{\"\\u0061\":[tru]}", "invalid_json at $[\"\\u0061\"][0] 14: expected a value"},
    };
    for (const auto& row : rows) BOOST_TEST(skipped(row.text) == row.expected);
    BOOST_TEST(skipped("[[[]]]", 3) == "well-formed");
    BOOST_TEST(skipped("[[[[]]]]", 3).substr(0, 24) == "too_deep at $[0][0][0] 3");
}

BOOST_AUTO_TEST_CASE(unescapes_in_place_and_restores_the_text_after_an_error) {
    std::string text = R"(["\u00e4\n","plain","\"\\"])";
    const std::string original = text;
    JsonScanner scanner(text, 32, JsonScanner::Unescape::in_place);
    std::string_view read[3];
    std::size_t count = 0;
    const char* p = scanner.elements(
        scanner.begin(), [&](const char* at) { return scanner.string(at, read[count++]); });
    BOOST_TEST_REQUIRE((p == scanner.end()));
    BOOST_TEST(read[0] == "\u00e4\n");
    BOOST_TEST(read[1] == "plain");
    BOOST_TEST(read[2] == "\"\\");
    BOOST_TEST(text != original);
    for (const std::string_view each : read) {
        BOOST_TEST((each.data() > text.data() && each.data() < text.data() + text.size()));
    }
    BOOST_TEST((scanner.fail(p, "code", "message") == nullptr));
    BOOST_TEST(text == original);
    BOOST_TEST(scanner.problem().place.offset == original.size());
}

BOOST_AUTO_TEST_CASE(says_the_path_of_an_error_by_the_original_text) {
    const std::string original = R"({"\u006bey":{"\"":"\\","b":["\n",x]}})";
    std::string text = original;
    JsonScanner scanner(text, 32, JsonScanner::Unescape::in_place);
    BOOST_TEST((scanner.skip(scanner.begin()) == nullptr));
    BOOST_TEST(text == original);
    BOOST_TEST(scanner.problem().place.path == R"($["\u006bey"].b[1])");
    BOOST_TEST(scanner.problem().place.offset == original.find('x'));
    BOOST_TEST(scanner.problem().message == "expected a value");
}

BOOST_AUTO_TEST_CASE(goes_on_behind_every_byte_of_a_string) {
    // Each byte that a string may hold, alone and before and behind text, ends the search for the
    // quote where the quote is.
    const std::string long_text(40, 'x');
    for (int byte = 0x20; byte != 0x80; ++byte) {
        if (byte == '"' || byte == '\\') continue;
        for (const std::string& before : {std::string(), std::string("\\n"), long_text}) {
            for (const std::string& behind : {std::string(), std::string("\u00E9"), long_text}) {
                const std::string text = before + static_cast<char>(byte) + behind;
                BOOST_TEST_REQUIRE(skipped('"' + text + '"') == "well-formed");
                const std::string end = std::to_string(text.size() + 1);
                BOOST_TEST_REQUIRE(skipped('"' + text) ==
                                   "invalid_json at $ " + end + ": the text ends too early");
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
