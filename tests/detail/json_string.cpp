#include "flameup/detail/json_string.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_string)

using flameup::detail::append_json_string;
using flameup::detail::Buffer;
using flameup::detail::find_special_byte;
using flameup::detail::has_special_byte;

namespace {

bool is_special(int byte) { return byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\'; }

} // namespace

BOOST_AUTO_TEST_CASE(tells_eight_bytes_with_a_special_one) {
    for (int byte = 0; byte != 256; ++byte) {
        for (std::size_t place = 0; place != 8; ++place) {
            for (const char rest : {' ', 'x', '\x7F', '!', '#', '[', ']'}) {
                char text[8];
                std::memset(text, rest, sizeof text);
                text[place] = static_cast<char>(byte);
                std::uint64_t bytes;
                std::memcpy(&bytes, text, sizeof bytes);
                if (has_special_byte(bytes) != is_special(byte)) {
                    BOOST_TEST(has_special_byte(bytes) == is_special(byte),
                               byte << " at " << place);
                }
            }
        }
    }
    BOOST_TEST(!has_special_byte(0x7F7F'7F7F'2020'2020));
}

BOOST_AUTO_TEST_CASE(finds_the_first_special_byte) {
    for (std::size_t size = 0; size != 40; ++size) {
        std::vector<char> text(size, 'x');
        const char* const end = text.data() + size;
        BOOST_TEST((find_special_byte(text.data(), end) == end)); // not as C strings
        for (std::size_t place = size; place-- != 0;) {
            text[place] = '"';
            BOOST_TEST((find_special_byte(text.data(), end) == text.data() + place));
        }
    }
}

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
