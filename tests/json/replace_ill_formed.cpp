#include "flameup/json/replace_ill_formed.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(json_replace_ill_formed)

std::string replaced(std::string_view text) {
    std::string copy = "x";
    flameup::replace_ill_formed(text, copy);
    return copy.substr(1);
}

BOOST_AUTO_TEST_CASE(replaces_each_part_that_is_no_utf8) {
    const struct {
        std::string_view text;
        std::string_view expected; // R stands for U+FFFD
    } rows[] = {
        {"", ""},
        {"\xF0\x9F\x98\x80\xC3\xA9\xE2\x82\xAC\x7F", "\xF0\x9F\x98\x80\xC3\xA9\xE2\x82\xAC\x7F"},
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
    };
    for (const auto& row : rows) {
        std::string expected;
        for (const char c : row.expected) {
            if (c == 'R')
                expected += "\xEF\xBF\xBD";
            else
                expected += c;
        }
        BOOST_TEST_CONTEXT(row.expected) { BOOST_TEST(replaced(row.text) == expected); }
    }
}

BOOST_AUTO_TEST_CASE(replaces_escapes_of_half_a_surrogate_pair) {
    const struct {
        std::string_view text;
        std::string_view expected;
    } rows[] = {
        {R"("Zo\ud83d")", R"("Zo\ufffd")"},
        {R"("\ud83d\ude00\uD83D\uDE00")", R"("\ud83d\ude00\uD83D\uDE00")"},
        {R"("\ude00\ud83d\u0041\ud83d\n")", R"("\ufffd\ufffd\u0041\ufffd\n")"},
        {R"("\ud83d\ud83d\ude00")", R"("\ufffd\ud83d\ude00")"},
        {R"("\\ud83d\"\\\ud83d")", R"("\\ud83d\"\\\ufffd")"},
        {R"("\ud83)", R"("\ud83)"}, // no escape, and no JSON
        {R"("\ud83g\u")", R"("\ud83g\u")"},
        {R"("\)", R"("\)"},
        {R"("\ud83d\ude0)", R"("\ufffd\ude0)"},
        {"\"\\\xC3\xA9\\\xC3", "\"\\\xC3\xA9\\\xEF\xBF\xBD"},
    };
    for (const auto& row : rows) {
        BOOST_TEST_CONTEXT(row.text) { BOOST_TEST(replaced(row.text) == row.expected); }
    }
}

BOOST_AUTO_TEST_SUITE_END()
