#include "flameup/text/percent.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(percent)

using flameup::detail::append_percent_encoded;
using flameup::detail::Buffer;
using flameup::detail::hex_value;
using flameup::detail::percent_decode;
using flameup::detail::Plus;

static_assert(hex_value('0') == 0 && hex_value('9') == 9 && hex_value('a') == 10 &&
              hex_value('f') == 15 && hex_value('A') == 10 && hex_value('F') == 15);
static_assert(hex_value('g') == -1 && hex_value('G') == -1 && hex_value('/') == -1 &&
              hex_value(':') == -1 && hex_value('@') == -1 && hex_value('`') == -1);

namespace {

const std::string_view plain =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~@:";

std::string encoded(std::string_view text) {
    std::string url = "something that was there before";
    Buffer buffer(url);
    buffer.finish(append_percent_encoded(buffer, buffer.begin(), text));
    return url;
}

} // namespace

BOOST_AUTO_TEST_CASE(encodes_all_but_unreserved_characters_at_signs_and_colons) {
    BOOST_TEST(encoded(plain) == plain);
    BOOST_TEST(encoded(" !\"#$%&'()*+,/;<=>?[\\]^`{|}") ==
               "%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3B%3C%3D%3E%3F%5B%5C%5D%5E%60%7B%7C%7D");
    BOOST_TEST(encoded("\u00E9\U0001F525") == "%C3%A9%F0%9F%94%A5");
    BOOST_TEST(encoded(std::string("\0\r\n\x7F\xFF", 5)) == "%00%0D%0A%7F%FF");
    BOOST_TEST(encoded("") == "");
}

BOOST_AUTO_TEST_CASE(encodes_and_decodes_every_byte) {
    for (int first = 0; first != 256; ++first) {
        const std::string text = {static_cast<char>(first), 'x', static_cast<char>(first)};
        std::string byte = text.substr(0, 1);
        if (plain.find(byte) == std::string_view::npos) {
            byte = {'%', "0123456789ABCDEF"[first / 16], "0123456789ABCDEF"[first % 16]};
        }
        BOOST_TEST(encoded(text) == byte + 'x' + byte);
        for (const Plus plus : {Plus::literal, Plus::space}) {
            std::string decoded;
            BOOST_TEST(percent_decode(encoded(text), plus, decoded));
            BOOST_TEST(decoded == text);
        }
    }
}

BOOST_AUTO_TEST_CASE(decodes_digits_of_either_case_and_plus_signs) {
    std::string decoded = "something that was there before";
    BOOST_TEST(percent_decode("%2f%2F%c3%A9+%2B", Plus::literal, decoded));
    BOOST_TEST(decoded == "//\u00E9++");
    BOOST_TEST(percent_decode("%2f%2F%c3%A9+%2B", Plus::space, decoded));
    BOOST_TEST(decoded == "//\u00E9 +");
    BOOST_TEST(percent_decode("", Plus::space, decoded));
    BOOST_TEST(decoded == "");
    BOOST_TEST(percent_decode("%2541", Plus::space, decoded));
    BOOST_TEST(decoded == "%41");
}

BOOST_AUTO_TEST_CASE(refuses_percent_signs_without_two_digits) {
    for (const std::string_view text :
         {"%", "a%", "%4", "%g1", "%1g", "%%41", "% 41", "%+1", "%-1", "%0x", "a%4\u00E9"}) {
        std::string decoded;
        BOOST_TEST(!percent_decode(text, Plus::literal, decoded));
        BOOST_TEST(!percent_decode(text, Plus::space, decoded));
        // Also where the text ends before the digits that follow in memory.
        BOOST_TEST(!percent_decode(std::string_view("%41").substr(0, 2), Plus::space, decoded));
    }
}

BOOST_AUTO_TEST_SUITE_END()
