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

BOOST_AUTO_TEST_SUITE_END()
