#include "flameup/text/append_printable.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(printable_text)

using flameup::append_printable;

BOOST_AUTO_TEST_CASE(replaces_what_a_terminal_would_obey) {
    std::string all;
    for (int byte = 0; byte != 0x20; ++byte) all += static_cast<char>(byte);
    std::string out;
    append_printable(out, all, 100);
    BOOST_TEST(out == std::string(32, '?'));
    out.clear();
    // The C1 controls, of which U+009B begins a terminal's sequence.
    append_printable(out, "\u0080\u009B31m\u009F\u00A0\u00FF", 100);
    BOOST_TEST(out == "??31m?\u00A0\u00FF");
}

BOOST_AUTO_TEST_CASE(cuts_between_characters) {
    for (std::size_t limit = 0; limit != 12; ++limit) {
        std::string out;
        append_printable(out, "a\u00E9\u20AC\U0001F525", limit);
        const std::string_view expected = limit < 1    ? "..."
                                          : limit < 3  ? "a..."
                                          : limit < 6  ? "a\u00E9..."
                                          : limit < 10 ? "a\u00E9\u20AC..."
                                                       : "a\u00E9\u20AC\U0001F525";
        BOOST_TEST(out == expected);
    }
}

BOOST_AUTO_TEST_SUITE_END()
