#include "flameup/json/write_string.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_string)

using flameup::detail::append_json_string;
using flameup::detail::Buffer;

namespace {

char* append(Buffer& buffer, char* out, std::string_view text, bool& ok) {
    out = buffer.ensure(out, flameup::detail::json_string_room(text));
    return append_json_string(buffer, out, text, ok);
}

} // namespace

BOOST_AUTO_TEST_CASE(appends_behind_what_is_there_and_grows) {
    std::string text;
    Buffer buffer(text);
    char* out = flameup::detail::append(buffer, buffer.begin(), "before");
    bool ok = true;
    for (int i = 0; i != 50; ++i) out = append(buffer, out, "\n\u00E9x", ok);
    buffer.finish(out);
    std::string expected = "before";
    for (int i = 0; i != 50; ++i) expected += "\"\\n\u00E9x\"";
    BOOST_TEST(text == expected);
    BOOST_TEST(ok);
}

BOOST_AUTO_TEST_CASE(writes_every_length_with_a_special_byte_anywhere) {
    const std::vector<std::pair<std::string, std::string>> specials{
        {"x", "x"}, {"\"", "\\\""},   {"\\", "\\\\"},       {"\x1F", "\\u001f"},
        {" ", " "}, {"\x7F", "\x7F"}, {"\u00E9", "\u00E9"}, {"\U0001F600", "\U0001F600"},
    };
    const std::string letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    for (const auto& [special, written] : specials) {
        for (std::size_t size = 0; size != letters.size(); ++size) {
            for (std::size_t at = 0; at <= size; ++at) {
                const std::string head = letters.substr(0, at);
                const std::string tail = letters.substr(at, size - at);
                std::string text;
                Buffer buffer(text);
                bool ok = true;
                const std::string value = head + special + tail;
                buffer.finish(append(buffer, buffer.begin(), value, ok));
                BOOST_TEST_REQUIRE(ok);
                BOOST_TEST_REQUIRE(text == '"' + head + written + tail + '"');
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(copies_plain_text_alike_by_either_block) {
    using flameup::detail::copy_plain;
    using flameup::detail::PlainTextBlock;
    std::mt19937 random(6);
    std::size_t plain = 0;
    for (int i = 0; i != 50'000; ++i) {
        std::string text(random() % 40, 'a');
        for (std::size_t j = random() % 2; j != 0 && !text.empty(); --j) {
            text[random() % text.size()] = static_cast<char>(random() % 256);
        }
        const bool expected =
            std::none_of(text.begin(), text.end(), flameup::detail::is_special_byte);
        std::string out(text.size() + 1, '!');
        BOOST_TEST_REQUIRE(copy_plain(out.data(), text) == expected);
        if (expected) BOOST_TEST_REQUIRE(out == text + '!');
        out.assign(text.size() + 1, '!');
        BOOST_TEST_REQUIRE(copy_plain<PlainTextBlock>(out.data(), text) == expected);
        if (expected) BOOST_TEST_REQUIRE(out == text + '!');
        plain += expected;
    }
    BOOST_TEST(plain > 10'000u);
    BOOST_TEST(plain < 45'000u);
}

BOOST_AUTO_TEST_CASE(refuses_ill_formed_utf_8) {
    for (const char* const ill_formed : {"\xFF", "a\xC3", "\n\xED\xA0\x80", "\u00E9\x80"}) {
        std::string text;
        Buffer buffer(text);
        bool ok = true;
        append(buffer, buffer.begin(), ill_formed, ok);
        BOOST_TEST(!ok);
    }
}

BOOST_AUTO_TEST_SUITE_END()
