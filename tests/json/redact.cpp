#include "flameup/json/redact.hpp"

#include "random_rounds.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace redact_test {

using flameup::detail::Redactor;

constexpr std::string_view key = "fl_live_0123456789abcdef";

std::string redacted(std::string_view text, std::string_view secret = key) {
    return Redactor(secret)(text);
}

} // namespace redact_test

BOOST_AUTO_TEST_SUITE(redact)

using namespace redact_test;

BOOST_AUTO_TEST_CASE(replaces_the_key_wherever_it_stands) {
    const std::string whole(key);
    BOOST_TEST(redacted(whole) == "***");
    BOOST_TEST(redacted("a" + whole + "b" + whole) == "a***b***");
    BOOST_TEST(redacted("Bearer " + whole + ".") == "Bearer ***.");
    BOOST_TEST(redacted(R"(\u0066l\u005Flive_0123456789abcde\u0066!)") == "***!");
    BOOST_TEST(redacted("fl_live") == "fl_live");
    BOOST_TEST(redacted("") == "");
    BOOST_TEST(redacted("any text", "") == "any text");
    BOOST_TEST(redacted(R"(a\\b)", "") == R"(a\\b)");
}

BOOST_AUTO_TEST_CASE(replaces_what_a_copy_held_before) {
    std::string copy = "a text of before";
    Redactor(key).copy_to(copy, "flat files");
    BOOST_TEST(copy == "flat files");
    Redactor(key).copy_to(copy, "files with " + std::string(key));
    BOOST_TEST(copy == "files with ***");
}

BOOST_AUTO_TEST_CASE(follows_every_way_to_read_an_escape) {
    // The u of the escape is the key's next character too.
    BOOST_TEST(redacted(R"(bad key fl_live_\u0075ser_abcdefgh)", "fl_live_user_abcdefgh") ==
               "bad key ***");
    BOOST_TEST(redacted(R"(fl_live_\\u0075ser_abcdefgh)", "fl_live_user_abcdefgh") == "***");
    BOOST_TEST(redacted(R"(<u\u\u0075>)", "uuu") == "<***>");
    // Backslashes of the key: as they are, and escaped once or twice.
    const std::string_view backslashes = R"(abcdefgh\\ij)";
    BOOST_TEST(redacted(R"(<abcdefgh\\ij>)", backslashes) == "<***>");
    BOOST_TEST(redacted(R"(<abcdefgh\\\\ij>)", backslashes) == "<***>");
    BOOST_TEST(redacted(R"(<abcdefgh\u005c\\ij>)", backslashes) == "<***>");
    BOOST_TEST(redacted(R"(<abcdefgh\\\\\\\\ij>)", backslashes) == "<***>");
    BOOST_TEST(redacted(R"(<abcdefgh\ij>)", backslashes) == R"(<abcdefgh\ij>)");
    // The letters of an escape may be escaped in their turn.
    BOOST_TEST(redacted(R"(<abc\u005cu0064efgh>)", "abcdefgh") == "<***>");
    BOOST_TEST(redacted(R"(<abc\\\u00750064efgh>)", "abcdefgh") == "<***>");
    BOOST_TEST(redacted(R"(<abc\\\\u0064efgh>)", "abcdefgh") == "<***>");
    // No escapes of the key.
    BOOST_TEST(redacted(R"(a\u00zz a\u0b)", "abcdefgh") == R"(a\u00zz a\u0b)");
    BOOST_TEST(redacted(R"(abcdefg\u0168)", "abcdefgh") == R"(abcdefg\u0168)");
}

BOOST_AUTO_TEST_CASE(replaces_a_key_that_repeats_its_beginning) {
    const std::string twice = "abcdefghijklabcdefghijklSECRETPART";
    BOOST_TEST(redacted("abcdefghijkl" + twice, twice) == "***");
    BOOST_TEST(redacted("<abcdefghijkl" + twice + ">", twice) == "<***>");
    BOOST_TEST(redacted("abcdefghijkl" + twice + twice, twice) == "******");
    BOOST_TEST(redacted("aab aaab", "aab") == "*** aaab"); // short: only words
    BOOST_TEST(redacted("aaaaaaaaaaab", "aaaaaaaaab") == "aa***");
}

BOOST_AUTO_TEST_CASE(hides_any_key_however_it_is_escaped) {
    std::mt19937 random(7);
    const auto below = [&random](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    const std::string_view characters = R"(u0076aabn\"/)"; // those that escapes are made of
    const auto escaped = [&](char c) {
        const char* const hex = below(2) == 0 ? "0123456789abcdef" : "0123456789ABCDEF";
        const auto code = static_cast<std::size_t>(c);
        return std::string(R"(\u00)") + hex[code / 16] + hex[code % 16];
    };
    for (int round = 0; round != random_rounds::of(20'000); ++round) {
        std::string secret;
        for (std::size_t i = 8 + below(20); i != 0; --i)
            secret += characters[below(characters.size())];
        std::string text;
        std::string raw_in_json;
        for (const char c : secret) {
            const bool must = c == '\\' || c == '"';
            const std::string slash = must ? "\\" : "";
            text += below(3) == 0 ? escaped(c) : slash + c;
            raw_in_json += below(2) == 0 ? R"(\)" + escaped(c)
                           : must        ? R"(\\\)" + std::string(1, c)
                                         : std::string(1, c);
        }
        BOOST_TEST_REQUIRE(redacted("<" + secret + ">", secret) == "<***>");
        BOOST_TEST_REQUIRE(redacted("<" + text + ">", secret) == "<***>", text);
        BOOST_TEST_REQUIRE(redacted("<" + raw_in_json + ">", secret) == "<***>", raw_in_json);
        const std::string part = secret.substr(0, below(secret.size()));
        const std::string found = redacted("<" + part + text + ">", secret);
        BOOST_TEST_REQUIRE(found.substr(found.size() - 4) == "***>", found);
        BOOST_TEST_REQUIRE(found.size() <= part.size() + 5, found);
    }
}

BOOST_AUTO_TEST_CASE(reads_a_bounded_part_of_a_text_that_repeats_the_key) {
    const std::string secret(200, 'a');
    BOOST_TEST(redacted(std::string(std::size_t{1} << 20, 'a'), secret) == "***");
    BOOST_TEST(redacted(std::string(std::size_t{1} << 20, '\\'), secret).size() == 1024U);
    // Escapes that can be read in very many ways: the rest is left out.
    const std::string slashes(14, '\\');
    BOOST_TEST(redacted("a" + std::string(std::size_t{1} << 20, '\\') + "b", slashes) == "a***");
}

BOOST_AUTO_TEST_CASE(replaces_the_first_12_characters_of_a_key_that_is_cut) {
    BOOST_TEST(redacted(std::string(key.substr(0, 11)) + "!") == "fl_live_012!");
    BOOST_TEST(redacted(std::string(key.substr(0, 12)) + "!") == "***!");
    BOOST_TEST(redacted(std::string(key.substr(0, 13)) + "!") == "***!");
    BOOST_TEST(redacted(std::string(key.substr(0, 11))) == "fl_live_012");
    BOOST_TEST(redacted(std::string(key.substr(0, 12))) == "***");
}

BOOST_AUTO_TEST_CASE(replaces_the_first_4_characters_where_dots_follow) {
    BOOST_TEST(redacted("fl_...") == "fl_...");
    BOOST_TEST(redacted("fl_l...") == "***...");
    BOOST_TEST(redacted("fl_li...") == "***...");
    BOOST_TEST(redacted("fl_l..") == "fl_l..");
}

BOOST_AUTO_TEST_CASE(replaces_keys_of_fewer_than_8_characters_only_as_words) {
    BOOST_TEST(redacted("secret7", "secret7") == "***");
    BOOST_TEST(redacted("(secret7)", "secret7") == "(***)");
    BOOST_TEST(redacted("secret78", "secret7") == "secret78");
    BOOST_TEST(redacted("asecret7", "secret7") == "asecret7");
    BOOST_TEST(redacted("Zsecret7", "secret7") == "Zsecret7");
    BOOST_TEST(redacted("a", "a") == "***");
    BOOST_TEST(redacted("banana", "a") == "banana");
    BOOST_TEST(redacted("x xx xy y", "xy") == "x xx *** y");
    // One of 8 characters is replaced anywhere.
    BOOST_TEST(redacted("asecret_8b", "secret_8") == "a***b");
}

BOOST_AUTO_TEST_CASE(copies_at_most_1024_bytes_and_whole_characters) {
    const auto text = [](std::size_t size) { return std::string(size, 'x'); };
    BOOST_TEST(redacted(text(1024)) == text(1024));
    BOOST_TEST(redacted(text(1025)) == text(1024));
    BOOST_TEST(redacted(text(1022) + "\u20AC") == text(1022));
    BOOST_TEST(redacted(text(1021) + "\u20AC") == text(1021) + "\u20AC");
    BOOST_TEST(redacted(text(1021) + "\U0001F525") == text(1021));
    // A key at the end is replaced whole, or what is left of the room.
    BOOST_TEST(redacted(text(1021) + std::string(key)) == text(1021) + "***");
    BOOST_TEST(redacted(text(1023) + std::string(key)) == text(1023) + "*");
}

BOOST_AUTO_TEST_CASE(redacts_every_text_of_an_error) {
    const std::string whole(key);
    flameup::Error error = flameup::make_error(flameup::ErrorKind::transport, whole, "a " + whole);
    error.fields = {{whole, whole + "!", "at " + whole}};
    error.request_id = whole;
    error.missing_permission = whole;
    error.path = "$." + whole;
    error.body = "{" + whole + "}";
    flameup::detail::redact(error, Redactor(key));
    flameup::Error expected = flameup::make_error(flameup::ErrorKind::transport, "***", "a ***");
    expected.fields = {{"***", "***!", "at ***"}};
    expected.request_id = "***";
    expected.missing_permission = "***";
    expected.path = "$.***";
    expected.body = "{***}";
    BOOST_TEST((error == expected));
}

BOOST_AUTO_TEST_SUITE_END()
