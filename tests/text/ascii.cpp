#include "flameup/text/ascii.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

BOOST_AUTO_TEST_SUITE(text_ascii)

BOOST_AUTO_TEST_CASE(lowers_the_letters_of_ascii_alone) {
    for (int byte = 0; byte != 256; ++byte) {
        const char c = static_cast<char>(byte);
        const int lower = byte >= 'A' && byte <= 'Z' ? byte + 32 : byte;
        BOOST_TEST(flameup::detail::ascii_lower(c) == static_cast<char>(lower));
    }
}

BOOST_AUTO_TEST_CASE(compares_names_without_regard_to_ascii_case) {
    struct Row {
        std::string_view a, b;
        bool same;
    };
    const Row rows[] = {
        {"", "", true},
        {"Retry-After", "retry-after", true},
        {"RETRY-AFTER", "rEtRy-aFtEr", true},
        {"Retry-After", "Retry-Afte", false},
        {"Retry-After", "Retry_After", false},
        {"[", "{", false}, // differ in the case bit, and are no letters
        {"@", "`", false},
        {"\xC3\x84", "\xC3\xA4", false}, // A and a umlaut
        {std::string_view("a\0b", 3), std::string_view("A\0B", 3), true},
        {std::string_view("a\0b", 3), std::string_view("a\0c", 3), false},
    };
    for (const Row& row : rows) {
        BOOST_TEST_CONTEXT(row.a << " and " << row.b) {
            BOOST_TEST(flameup::equal_ignoring_case(row.a, row.b) == row.same);
            BOOST_TEST(flameup::equal_ignoring_case(row.b, row.a) == row.same);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
