#include "flameup/detail/json_string.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_string)

using flameup::detail::append_json_string;
using flameup::detail::Buffer;

BOOST_AUTO_TEST_CASE(appends_behind_what_is_there_and_grows) {
    std::string text;
    Buffer buffer(text);
    char* out = flameup::detail::append(buffer, buffer.begin(), "before");
    for (int i = 0; i != 50; ++i) {
        out = append_json_string(buffer, out, "\n\u00E9x");
        BOOST_TEST_REQUIRE(out != nullptr);
    }
    buffer.finish(out);
    std::string expected = "before";
    for (int i = 0; i != 50; ++i) expected += "\"\\n\u00E9x\"";
    BOOST_TEST(text == expected);
}

BOOST_AUTO_TEST_CASE(is_null_for_ill_formed_utf_8) {
    for (const char* const ill_formed : {"\xFF", "a\xC3", "\n\xED\xA0\x80", "\u00E9\x80"}) {
        std::string text;
        Buffer buffer(text);
        BOOST_TEST((append_json_string(buffer, buffer.begin(), ill_formed) == nullptr));
    }
}

BOOST_AUTO_TEST_SUITE_END()
