#include "flameup/json/unescape.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>

BOOST_AUTO_TEST_SUITE(json_unescape)

namespace {

/// Returns what an escape means, and the rest of the text; or what is wrong, and where.
std::string decoded(const std::string& behind_backslash) {
    const std::string text = behind_backslash + '"';
    char written[4];
    char* out = written;
    const char* p = text.data();
    const char* const problem = flameup::detail::unescape(p, out);
    const std::string rest(p, text.data() + text.size() - 1);
    if (problem != nullptr) return std::string(problem) + " at '" + rest + "'";
    return std::string(written, static_cast<std::size_t>(out - written)) + " '" + rest + "'";
}

} // namespace

BOOST_AUTO_TEST_CASE(reads_every_escape) {
    const struct {
        const char* text;
        const char* expected;
    } rows[] = {
        {"\"a", "\" 'a'"},
        {"\\\\", "\\ '\\'"},
        {"/", "/ ''"},
        {"b", "\b ''"},
        {"f", "\f ''"},
        {"n", "\n ''"},
        {"r", "\r ''"},
        {"tt", "\t 't'"},
        {"u0041", "A ''"},
        {"u00e42", "\u00e4 '2'"},
        {"u20AC", "\u20ac ''"},
        {"uFFFF", "\uffff ''"},
        {"ud83d\\uDE00x", "\U0001F600 'x'"},
        {"uDBFF\\uDFFF", "\U0010FFFF ''"},
    };
    for (const auto& row : rows) BOOST_TEST(decoded(row.text) == row.expected);
    BOOST_TEST(decoded("u0000") == std::string("\0 ''", 4));
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_and_where) {
    const struct {
        const char* text;
        const char* expected;
    } rows[] = {
        {"x", "the escape is unknown at 'x'"},
        {"U0041", "the escape is unknown at 'U0041'"},
        {"u", "expected four hexadecimal digits at ''"},
        {"u00g0", "expected four hexadecimal digits at 'g0'"},
        {"u004", "expected four hexadecimal digits at ''"},
        {"udc00", "the escape is half of a surrogate pair at ''"},
        {"ud800", "the escape is half of a surrogate pair at ''"},
        {"ud800\\n", "the escape is half of a surrogate pair at '\\n'"},
        {"ud800\\ud800", "the escape is half of a surrogate pair at ''"},
        {"ud800\\u00e4", "the escape is half of a surrogate pair at ''"},
        {"ud800\\udc0", "expected four hexadecimal digits at ''"},
    };
    for (const auto& row : rows) BOOST_TEST(decoded(row.text) == row.expected);
}

BOOST_AUTO_TEST_CASE(replaces_what_is_ill_formed) {
    const struct {
        std::string text;
        std::string expected; // R stands for U+FFFD
    } rows[] = {
        {"Zo\\ud83d", "ZoR"},
        {"\\ud83d\\ude00", "\U0001F600"},
        {"\\ud83d\\u0041\\ude00\\ude00", "RARR"},
        {"\\ud83d\\ud83d\\ude00\\n", "R\U0001F600\n"},
        {"\\ud83dx\\dc00", "RxdC00 is no escape"},
        // Unicode 15, tables 3-8 to 3-11
        {"a\xF1\x80\x80\xE1\x80\xC2"
         "b\x80"
         "c\x80\xBF"
         "d",
         "aRRRbRcRRd"},
        {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82"
         "A",
         "RRRRRRRRA"},
        {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF"
         "A",
         "RRRRRRRRA"},
        {"\xF4\x91\x92\x93\xFF"
         "A\x80\xBF"
         "B",
         "RRRRRARRB"},
        {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF"
         "A",
         "RRRRA"},
        {"\xF0\x9F\x98\x80\xC3\xA9\xE2\x82\xAC", "\xF0\x9F\x98\x80\xC3\xA9\xE2\x82\xAC"},
    };
    for (const auto& row : rows) {
        std::string expected;
        for (const char c : row.expected) c == 'R' ? expected += "\xEF\xBF\xBD" : expected += c;
        const bool is_escape = row.expected.find("no escape") == std::string::npos;
        std::string text(row.text.size() * 3, '\0');
        const char* p = row.text.data();
        char* out = text.data();
        const char* const problem =
            flameup::detail::unescape_all<true>(p, p + row.text.size(), out);
        text.resize(static_cast<std::size_t>(out - text.data()));
        BOOST_TEST_CONTEXT(row.expected) {
            BOOST_TEST((problem == nullptr) == is_escape);
            if (is_escape) BOOST_TEST(text == expected);
            if (row.text.find('\\') == std::string::npos) {
                BOOST_TEST(flameup::detail::well_formed(row.text) == expected);
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
