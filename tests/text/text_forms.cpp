#include "flameup/text/text_forms.hpp"

#include "flameup/text/text_block_plain.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(text_forms)

using flameup::detail::is_email;
using flameup::detail::is_uuid;

BOOST_AUTO_TEST_CASE(tells_emails) {
    for (const std::string_view text : {"a@b", "a.b+c@example.com", "\u00E9@\u00E9", "\"@b"}) {
        BOOST_TEST(is_email(text));
    }
    for (const std::string_view text : {"", "@", "a", "a@", "@b", "a@b@c", "a@@b", "a @b", "a@b ",
                                        " a@b", "a@b\n", "a\t@b", "a@b\x7F", "a\x01@b"}) {
        BOOST_TEST(!is_email(text), text);
    }
    BOOST_TEST(!is_email(std::string_view("a@b\0", 4)));
    for (const std::size_t size : {2u, 254u, 255u, 256u, 257u, 511u, 512u, 513u}) {
        BOOST_TEST(!is_email('a' + std::string(size, '@') + 'b'));
        BOOST_TEST(is_email(std::string(size, 'a') + '@' + std::string(size, 'b')));
        BOOST_TEST(!is_email("a@" + std::string(size, 'b') + " b"));
    }
}

BOOST_AUTO_TEST_CASE(finds_spaces_and_controls_beyond_ascii_in_emails) {
    const auto around = [](std::string_view character, bool accepted) {
        const std::string text(character);
        for (const std::string& email : {text + "a@b", "a" + text + "@b", "a@b" + text}) {
            BOOST_TEST(is_email(email) == accepted, email);
        }
    };
    for (char last = '\x80'; last <= '\xA0'; ++last) around(std::string("\xC2") + last, false);
    for (char last = '\x80'; last <= '\x8A'; ++last) around(std::string("\xE2\x80") + last, false);
    for (const char* space : {"\u1680", "\u2028", "\u2029", "\u202F", "\u205F", "\u3000"}) {
        around(space, false);
    }
    // Their neighbours, and characters that share some of their bytes.
    for (const char* other :
         {"\u00A1", "\u00C2", "\u00E2", "\u0420", "\u0680",     "\u167F",     "\u1681",    "\u1FFF",
          "\u200B", "\u2010", "\u2027", "\u202A", "\u202E",     "\u2030",     "\u205E",    "\u2060",
          "\u2FFF", "\u3001", "\u8000", "\uE000", "\U00012000", "\U0001F525", "\U00100080"}) {
        around(other, true);
    }
    // Bytes that are no characters are for others to find.
    for (const char* other : {"\x80", "\xA0", "\xFF", "\xC2", "\xE2\x80", "\xE3\x80"}) {
        BOOST_TEST(is_email(std::string("a@b") + other));
    }
    BOOST_TEST(!is_email("a@b\xE2\x80 "));
}

BOOST_AUTO_TEST_CASE(tells_emails_by_either_block_as_by_each_character) {
    using flameup::detail::is_any_email;
    using flameup::detail::PlainTextBlock;
    std::mt19937 random(4);
    std::size_t accepted = 0;
    for (int i = 0; i != 50'000; ++i) {
        std::string text(random() % 80, 'a');
        for (std::size_t j = random() % 4; j != 0 && !text.empty(); --j) {
            text[random() % text.size()] = "@@@@a~! \x7F\x1F\xC2\xA0\xFF"[random() % 13];
        }
        const bool expected = !text.empty() && is_any_email(text);
        BOOST_TEST_REQUIRE(is_email(text) == expected, text);
        BOOST_TEST_REQUIRE(is_email<PlainTextBlock>(text) == expected, text);
        accepted += expected;
    }
    BOOST_TEST(accepted > 5'000u);
}

BOOST_AUTO_TEST_CASE(tells_uuids) {
    const std::string uuid = "123e4567-E89B-12d3-a456-426614174000";
    BOOST_TEST(is_uuid(uuid));
    BOOST_TEST(is_uuid("00000000-0000-0000-0000-000000000000"));
    for (std::size_t i = 0; i != uuid.size(); ++i) {
        for (const char other : {'g', 'G', '/', ':', '@', '`', ' ', '\0', '-', '0'}) {
            std::string changed = uuid;
            const bool hyphen = changed[i] == '-';
            changed[i] = other;
            BOOST_TEST(is_uuid(changed) == (hyphen ? other == '-' : other == '0'));
        }
        BOOST_TEST(!is_uuid(uuid.substr(0, i)));
    }
    BOOST_TEST(!is_uuid(uuid + "0"));
    BOOST_TEST(!is_uuid("{" + uuid + "}"));
    BOOST_TEST(!is_uuid("123e4567e89b12d3a456426614174000"));
}

BOOST_AUTO_TEST_SUITE_END()
