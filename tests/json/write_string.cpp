#include "flameup/json/write_string.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_write_string)

using flameup::detail::Buffer;
using flameup::detail::write_string;

namespace {

char* append(Buffer& buffer, char* out, std::string_view text, bool& ok) {
    out = buffer.ensure(out, flameup::detail::string_room(text));
    return write_string(buffer, out, text, ok);
}

std::string written(std::string_view text) {
    std::string out;
    Buffer buffer(out);
    bool ok = true;
    buffer.finish(append(buffer, buffer.begin(), text, ok));
    return ok ? out : "refused";
}

/// Escapes one byte at a time, as RFC 8259 section 7 says.
std::string naive_string(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (static_cast<unsigned char>(c) < 0x20) {
                out += "\\u00";
                out += "01"[c / 16];
                out += "0123456789abcdef"[c % 16];
            } else {
                out += c;
            }
        }
    }
    return out + '"';
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

BOOST_AUTO_TEST_CASE(escapes_what_a_string_cannot_hold) {
    struct Row {
        std::string_view text;
        std::string_view expected;
    };
    using namespace std::string_view_literals;
    const Row rows[] = {
        {""sv, R"("")"},
        {"plain"sv, R"("plain")"},
        {"\""sv, R"("\"")"},
        {"\\"sv, R"("\\")"},
        {"/"sv, R"("/")"},
        {"\b\f\n\r\t"sv, R"("\b\f\n\r\t")"},
        {"\0"sv, R"("\u0000")"},
        {"\x01\x02\x03\x04\x05\x06\x07\x0B\x0E\x0F"sv,
         R"("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\u000b\u000e\u000f")"},
        {"\x10\x11\x12\x13\x14\x15\x16\x17"sv,
         R"("\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017")"},
        {"\x18\x19\x1A\x1B\x1C\x1D\x1E\x1F "sv,
         R"("\u0018\u0019\u001a\u001b\u001c\u001d\u001e\u001f ")"},
        {"\x7F"sv, "\"\x7F\""sv},
        {"\u00E9"sv, "\"\u00E9\""sv},
        {"\u2028\u2029"sv, "\"\u2028\u2029\""sv},
        {"\uFEFF"sv, "\"\uFEFF\""sv},
        {"\U0001F525"sv, "\"\U0001F525\""sv},
        {"a\u00E9\n\U0001F525\"z"sv, "\"a\u00E9\\n\U0001F525\\\"z\""sv},
    };
    for (const Row& row : rows) {
        BOOST_TEST(written(row.text) == row.expected);
    }
    BOOST_TEST(written(std::string_view()) == R"("")");
}

BOOST_AUTO_TEST_CASE(escapes_a_byte_at_any_place_of_strings_of_any_length) {
    BOOST_TEST(naive_string(std::string_view("\"\\\b\f\n\r\t\0\x1F", 9)) ==
               R"("\"\\\b\f\n\r\t\u0000\u001f")");
    const std::string specials[] = {"\"",         "\\",     std::string(1, '\0'),
                                    "\x01",       "\b",     "\n",
                                    "\x1F",       "\x7F",   " ",
                                    "!",          "#",      "[",
                                    "]",          "\u00E9", "\u2028",
                                    "\U0001F525", "\"\"",   "\n\u00E9\n"};
    for (std::size_t size = 0; size <= 40; ++size) {
        for (std::size_t place = 0; place <= size; ++place) {
            for (const std::string& special : specials) {
                std::string text(size, 'x');
                text.insert(place, special);
                if (written(text) != naive_string(text)) {
                    BOOST_TEST_CONTEXT(size << ' ' << place) {
                        BOOST_TEST(written(text) == naive_string(text));
                    }
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(escapes_strings_of_nothing_but_escapes) {
    for (const std::size_t size : {1u, 15u, 16u, 100u, 5000u}) {
        const std::string text(size, '\x01');
        BOOST_TEST((written(text) == naive_string(text)));
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
