#include "flameup/testing/text_rules.hpp"

#include <boost/test/unit_test.hpp>

#include <string_view>

using namespace flameup::testing;

BOOST_AUTO_TEST_SUITE(testing_text_rules)

BOOST_AUTO_TEST_CASE(tells_uuids_from_other_texts) {
    for (const std::string_view text :
         {"550e8400-e29b-41d4-a716-446655440000", "550E8400-E29B-41D4-A716-44665544000F",
          "00000000-0000-0000-0000-000000000000"}) {
        BOOST_TEST(is_uuid(text), text);
    }
    for (const std::string_view text :
         {"", "550e8400e29b41d4a716446655440000", "{550e8400-e29b-41d4-a716-446655440000}",
          "550e8400-e29b-41d4-a716-44665544000", "550e8400-e29b-41d4-a716-44665544000g",
          "550e8400-e29b-41d4-a716_446655440000", "550e8400-e29b-41d4a-716-446655440000"}) {
        BOOST_TEST(!is_uuid(text), text);
    }
}

BOOST_AUTO_TEST_CASE(searches_without_regard_to_ascii_case) {
    BOOST_TEST(contains_text("Jane DOE", "e doe"));
    BOOST_TEST(contains_text("", ""));
    BOOST_TEST(!contains_text("Jane", "janet"));
    BOOST_TEST(!contains_text("\xC3\x89", "\xC3\xA9")); // ignores the case of ASCII letters only
}

BOOST_AUTO_TEST_SUITE_END()
