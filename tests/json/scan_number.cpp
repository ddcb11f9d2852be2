#include "flameup/json/scan_number.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_scan_number)

namespace {

/// Scans the number that a text begins with; returns its kind and value, and the rest of the text.
std::string scanned(const std::string& text) {
    using flameup::detail::JsonNumber;
    JsonNumber number;
    bool is_number = true;
    const char* const end = text.data() + text.size();
    const char* const p = flameup::detail::scan_number(text.data(), end, number, is_number);
    const std::string rest(p, end);
    if (!is_number) return "none before '" + rest + "'";
    switch (number.kind) {
    case JsonNumber::Kind::integer: return std::to_string(number.integer) + " '" + rest + "'";
    case JsonNumber::Kind::large_integer:
        return "large " + std::to_string(number.large_integer) + " '" + rest + "'";
    case JsonNumber::Kind::real: return "real " + std::string(number.text) + " '" + rest + "'";
    }
    return {};
}

} // namespace

BOOST_AUTO_TEST_CASE(tells_integers_from_large_ones_and_from_real_numbers) {
    const struct {
        const char* text;
        const char* expected;
    } rows[] = {
        {"0", "0 ''"},
        {"-0", "0 ''"},
        {"7,", "7 ','"},
        {"-12]", "-12 ']'"},
        {"9223372036854775807", "9223372036854775807 ''"},
        {"-9223372036854775808", "-9223372036854775808 ''"},
        {"9223372036854775808", "large 9223372036854775808 ''"},
        {"9999999999999999999", "large 9999999999999999999 ''"},
        {"10000000000000000000", "large 10000000000000000000 ''"},
        {"18446744073709551615", "large 18446744073709551615 ''"},
        {"18446744073709551616", "real 18446744073709551616 ''"},
        {"19999999999999999999", "real 19999999999999999999 ''"},
        {"20000000000000000000", "real 20000000000000000000 ''"},
        {"28446744073709551616", "real 28446744073709551616 ''"},
        {"99999999999999999999", "real 99999999999999999999 ''"},
        {"100000000000000000000", "real 100000000000000000000 ''"},
        {"-9223372036854775809", "real -9223372036854775809 ''"},
        {"-10000000000000000000", "real -10000000000000000000 ''"},
        {"1.5", "real 1.5 ''"},
        {"-0.0e-0}", "real -0.0e-0 '}'"},
        {"1E+2 ", "real 1E+2 ' '"},
        {"01", "0 '1'"},
    };
    for (const auto& row : rows) BOOST_TEST(scanned(row.text) == row.expected);
}

BOOST_AUTO_TEST_CASE(says_where_a_number_breaks_off) {
    const struct {
        const char* text;
        const char* expected;
    } rows[] = {
        {"-", "none before ''"},      {"-a", "none before 'a'"},   {"+1", "none before '+1'"},
        {".5", "none before '.5'"},   {"1.", "none before ''"},    {"1.e5", "none before 'e5'"},
        {"1e", "none before ''"},     {"1e+", "none before ''"},   {"1e+-1", "none before '-1'"},
        {"NaN", "none before 'NaN'"}, {"-.5", "none before '.5'"},
    };
    for (const auto& row : rows) BOOST_TEST(scanned(row.text) == row.expected);
}

BOOST_AUTO_TEST_SUITE_END()
