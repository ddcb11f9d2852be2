#include "flameup/json/scanner.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_scanner)

namespace {

using flameup::detail::JsonScanner;

/// Skips a text; returns what is wrong with it, or `well-formed`.
std::string skipped(const std::string& text, std::size_t depth = 32) {
    JsonScanner scanner(text, depth);
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
        {"1 1", "invalid_json at $ 2: there is more text after the value"},
        {"[1,]", "invalid_json at $[1] 3: expected a value"},
        {"[", "invalid_json at $[0] 1: the text ends too early"},
        {"[1", "invalid_json at $[0] 2: the text ends too early"},
        {"[1,", "invalid_json at $[1] 3: the text ends too early"},
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

BOOST_AUTO_TEST_CASE(keeps_the_text_of_all_strings_with_escapes_where_asked) {
    // Nearly all of the text is strings with escapes.
    std::string text = "[";
    for (int i = 0; i != 300; ++i) {
        text += (i != 0 ? ",\"" : "\"") + std::string(static_cast<std::size_t>(i % 40), 'x') +
                (i % 3 == 0   ? "\""
                 : i % 3 == 1 ? "\\n\""
                              : "\\ud83d\\ude00\\\\\"");
    }
    text += "]";
    std::string unescaped;
    JsonScanner scanner(text, 32, &unescaped);
    std::vector<std::string_view> read;
    const char* const p = scanner.elements(scanner.begin(), [&](const char* at) {
        read.emplace_back();
        return scanner.string(at, read.back());
    });
    BOOST_TEST_REQUIRE((p == scanner.end()));
    BOOST_TEST_REQUIRE(read.size() == 300u);
    for (std::size_t i = 0; i != read.size(); ++i) {
        const std::string end = i % 3 == 0 ? "" : i % 3 == 1 ? "\n" : "\U0001F600\\";
        BOOST_TEST(read[i] == std::string(i % 40, 'x') + end);
        const std::string& place = i % 3 == 0 ? text : unescaped;
        BOOST_TEST((read[i].data() >= place.data() &&
                    read[i].data() + read[i].size() <= place.data() + place.size()));
    }
    BOOST_TEST(unescaped.size() < text.size());
}

BOOST_AUTO_TEST_CASE(says_the_path_of_an_error_as_the_text_has_it) {
    const std::string text = R"({"\u006bey":{"\"":"\\","b":["\n",x]}})";
    std::string unescaped;
    JsonScanner scanner(text, 32, &unescaped);
    BOOST_TEST((scanner.skip(scanner.begin()) == nullptr));
    BOOST_TEST(scanner.problem().place.path == R"($["\u006bey"].b[1])");
    BOOST_TEST(scanner.problem().place.offset == text.find('x'));
    BOOST_TEST(scanner.problem().message == "expected a value");
}

BOOST_AUTO_TEST_CASE(goes_on_behind_every_byte_of_a_string) {
    // Whatever byte a string has, and whatever is before and behind it, the quote is found.
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
