#include "flameup/json/skip_value.hpp"

#include "../random_rounds.hpp"

#include "flameup/json/scanner.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(json_skip_value)

namespace {

using flameup::detail::JsonScanner;
using flameup::detail::TextBlock;
using flameup::detail::ValueSkipper;

/// Reads a value token by token.
const char* read_value(JsonScanner& scanner, const char* p) {
    std::string_view text;
    flameup::detail::JsonNumber number;
    const auto on_key = [&](const char* at) { return scanner.key(at, text); };
    const auto on_value = [&](const char* at) { return read_value(scanner, at); };
    switch (*p) {
    case '{': return scanner.members(p, on_key, on_value);
    case '[': return scanner.elements(p, on_value);
    case '"': return scanner.string(p, text);
    case 't': return scanner.literal(p, "true");
    case 'f': return scanner.literal(p, "false");
    case 'n': return scanner.literal(p, "null");
    default: return scanner.number(p, number);
    }
}

const char* skip_value(JsonScanner& scanner, const char* p) { return scanner.skip(p); }

/// Passes over a text by a function; returns what is wrong with it, or `well-formed`. Sanitizers
/// notice what is read behind the text.
template <class Function> std::string passed(std::string_view text, Function function) {
    const std::vector<char> exact(text.begin(), text.end());
    JsonScanner scanner({exact.data(), exact.size()}, 32);
    const char* p = scanner.next(scanner.begin());
    if (p != nullptr) p = function(scanner, p);
    if (p != nullptr) p = scanner.finish(p);
    if (p != nullptr) return "well-formed";
    return scanner.problem().code + " at " + scanner.problem().place.path + ' ' +
           std::to_string(scanner.problem().place.offset) + ": " + scanner.problem().message;
}

std::string skipped(std::string_view text) { return passed(text, skip_value); }
std::string read(std::string_view text) { return passed(text, read_value); }

/// Tells whether the array or object that a text begins with is passed over up to its end.
bool passes_over(std::string_view text, std::size_t max_depth = 256) {
    const char* const end = text.data() + text.size();
    return ValueSkipper<TextBlock>(text.data(), end).skip(text.data(), max_depth) == end;
}

const std::string spaces(64, ' ');

/// Texts with all that JSON has.
const std::string_view texts[] = {
    R"([true,false,null,0,-0,12,-3.25,1e5,2E+7,0.5e-3,[],{},[[]],[{}],{"a":[]},{"b":{"c":1}},""])",
    "[ true ,\n\tfalse , [ ] , { } ,\r\n { \"key\" : \"value\" , \"\" : [ 1 , 2 ] } , \"x\" ]     "
    " ",
    R"({"a":"\"\\\/\b\f\n\r\t","\u00e9":"\ud83d\ude00 \uFFFF\u0041","long":"\n0123456789abcdef"})",
    "{\"José\":\"李雷 さくら\",\"🎮🎉\":[\"Ольга\",\"é\"],\"plain\":\"0123456789abcdef0123456789\"}",
    R"({"id":"7f9c24e8-3b12-4ef7-a2b8-1f0f5c0f6d10","url":"https://cdn.example.com/avatars/0123456)"
    R"(789abcdef0123456789abcdef.png?s=128","tags":["vip","beta"],"level":17,"score":99.5})"};

} // namespace

BOOST_AUTO_TEST_CASE(passes_over_all_that_json_has_at_any_place_of_a_window) {
    for (const std::string_view text : texts) {
        for (std::size_t before = 0; before != 70; ++before) {
            const std::string array = '[' + std::string(before, ' ') + std::string(text) + ']';
            BOOST_TEST(passes_over(array) == FLAMEUP_HAS_VALUE_SKIPPER, array);
            BOOST_TEST(skipped(array) == "well-formed", array);
            BOOST_TEST(skipped(array + spaces) == "well-formed", array);
        }
    }
}

BOOST_AUTO_TEST_CASE(leaves_short_texts_and_deep_ones_to_the_scanner) {
    for (std::size_t depth = 1; depth != 70; ++depth) {
        const std::string text =
            std::string(depth, '[') + std::string(64, ' ') + std::string(depth, ']');
        BOOST_TEST(passes_over(text) == (FLAMEUP_HAS_VALUE_SKIPPER && depth <= 64));
        BOOST_TEST(passes_over(text, depth) == (FLAMEUP_HAS_VALUE_SKIPPER && depth <= 64));
        BOOST_TEST(!passes_over(text, depth - 1));
    }
    for (std::size_t size = 2; size != 70; ++size) {
        const std::string text = '[' + std::string(size - 2, ' ') + ']';
        BOOST_TEST(passes_over(text) == (FLAMEUP_HAS_VALUE_SKIPPER && size >= 64));
        BOOST_TEST(skipped(text) == "well-formed");
    }
    BOOST_TEST(!passes_over('"' + std::string(64, 'x') + '"')); // no array or object
}

BOOST_AUTO_TEST_CASE(finds_all_that_is_wrong_as_reading_does) {
    // One byte is replaced, inserted or taken out, or the text is cut, at every place.
    const std::string_view bytes = "\"\\[]{}:,0.eE+-tx \n\x01\x80\xC3\xE6\xF0\xFF";
    for (const std::string_view text : texts) {
        for (std::size_t i = 0; i != text.size(); ++i) {
            const std::string head(text.substr(0, i));
            const std::string_view tail = text.substr(i + 1);
            const auto check = [](const std::string& changed) {
                BOOST_TEST_REQUIRE(skipped(changed) == read(changed), changed);
            };
            check(head);
            check(head + std::string(tail));
            for (const char byte : bytes) {
                check(head + byte + std::string(tail));
                check(head + byte + std::string(text.substr(i)));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(agrees_with_reading_about_random_changes) {
    std::mt19937 random(20240115);
    const auto below = [&random](std::size_t bound) { return random() % bound; };
    std::size_t well_formed = 0;
    const std::size_t rounds = random_rounds::of(std::size_t{20'000});
    for (std::size_t round = 0; round != rounds; ++round) {
        std::string text = "[" + std::string(below(64), ' ');
        for (std::size_t left = 1 + below(3); left != 0; --left) {
            text += std::string(texts[below(std::size(texts))]) + (left != 1 ? "," : "]");
        }
        for (std::size_t left = below(3); left != 0; --left) {
            const std::string_view from = texts[below(std::size(texts))];
            const std::string_view part = from.substr(below(from.size()), below(4));
            text.replace(below(text.size()), below(4), part);
        }
        const std::string expected = read(text);
        BOOST_TEST_REQUIRE(skipped(text) == expected, text);
        well_formed += expected == "well-formed";
    }
    BOOST_TEST(well_formed > rounds / 4);
    BOOST_TEST(well_formed < rounds);
}

BOOST_AUTO_TEST_SUITE_END()
