#include "flameup/text/utf8.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(utf8)

using flameup::is_utf8;
using flameup::utf8_sequence;
using flameup::detail::count_code_points;

static_assert(is_utf8("a\u00E9\u20AC\U0001F525") && !is_utf8("\xFF"));

namespace {

/// A row of Unicode 15, table 3-7: the ranges of the bytes.
struct Sequence {
    std::size_t size;
    unsigned low[4];
    unsigned high[4];
};

constexpr Sequence well_formed[] = {
    {1, {0x00}, {0x7F}},
    {2, {0xC2, 0x80}, {0xDF, 0xBF}},
    {3, {0xE0, 0xA0, 0x80}, {0xE0, 0xBF, 0xBF}},
    {3, {0xE1, 0x80, 0x80}, {0xEC, 0xBF, 0xBF}},
    {3, {0xED, 0x80, 0x80}, {0xED, 0x9F, 0xBF}},
    {3, {0xEE, 0x80, 0x80}, {0xEF, 0xBF, 0xBF}},
    {4, {0xF0, 0x90, 0x80, 0x80}, {0xF0, 0xBF, 0xBF, 0xBF}},
    {4, {0xF1, 0x80, 0x80, 0x80}, {0xF3, 0xBF, 0xBF, 0xBF}},
    {4, {0xF4, 0x80, 0x80, 0x80}, {0xF4, 0x8F, 0xBF, 0xBF}},
};

std::size_t by_table(const std::string& text) {
    for (const Sequence& row : well_formed) {
        bool matches = text.size() >= row.size;
        for (std::size_t i = 0; matches && i != row.size; ++i) {
            const auto byte = static_cast<unsigned char>(text[i]);
            matches = byte >= row.low[i] && byte <= row.high[i];
        }
        if (matches) return row.size;
    }
    return 0;
}

} // namespace

BOOST_AUTO_TEST_CASE(agrees_with_the_table_of_well_formed_sequences) {
    const std::vector<int> followers = {-1,   0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90,
                                        0x9F, 0xA0, 0xBF, 0xC0, 0xED, 0xF4, 0xFF};
    for (int lead = 0; lead != 256; ++lead) {
        for (const int second : followers) {
            for (const int third : followers) {
                for (const int fourth : followers) {
                    std::string text(1, static_cast<char>(lead));
                    for (const int byte : {second, third, fourth}) {
                        if (byte < 0) break;
                        text += static_cast<char>(byte);
                    }
                    const std::vector<char> copy(text.begin(), text.end());
                    const std::size_t found = utf8_sequence(copy.data(), copy.data() + copy.size());
                    if (found != by_table(text)) BOOST_TEST(found == by_table(text));
                }
            }
        }
    }
    BOOST_TEST(by_table("\xF4\x8F\xBF\xBF") == 4u);
}

BOOST_AUTO_TEST_CASE(tells_well_formed_text) {
    using namespace std::string_view_literals;
    for (const std::string_view text :
         {""sv, "a"sv, "\0"sv, "\u00E9"sv, "\uD7FF\uE000"sv, "\uFFFF"sv, "\U0010FFFF"sv,
          "a\u00E9\u20AC\U0001F525z"sv, std::string_view()}) {
        BOOST_TEST(is_utf8(text));
    }
    for (const std::string_view text :
         {"\x80"sv, "a\xBF"sv, "\xC0\x80"sv, "\xC1\xBF"sv, "\xC3"sv, "\xC3\xC3"sv, "\xE0\x80\x80"sv,
          "\xE2\x82"sv, "\xED\xA0\x80"sv, "\xED\xB0\x80z"sv, "\xF0\x80\x80\x80"sv, "\xF0\x9F\x94"sv,
          "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xF8\x88\x80\x80\x80"sv, "\xFE"sv, "\xFF"sv,
          "\u20AC\x82"sv}) {
        BOOST_TEST(!is_utf8(text));
    }
}

BOOST_AUTO_TEST_CASE(writes_code_points) {
    const struct {
        std::uint32_t code_point;
        std::string_view text;
    } rows[] = {
        {0, {"\0", 1}},          {0x7F, "\x7F"},           {0x80, "\u0080"},
        {0xE9, "\u00E9"},        {0x7FF, "\u07FF"},        {0x800, "\u0800"},
        {0x20AC, "\u20AC"},      {0xFFFF, "\uFFFF"},       {0x10000, "\U00010000"},
        {0x1F525, "\U0001F525"}, {0x10FFFF, "\U0010FFFF"},
    };
    for (const auto& [code_point, text] : rows) {
        char written[4];
        const char* const end = flameup::detail::write_utf8(code_point, written);
        BOOST_TEST(std::string_view(written, static_cast<std::size_t>(end - written)) == text);
    }
}

BOOST_AUTO_TEST_CASE(counts_code_points) {
    BOOST_TEST(count_code_points("") == 0u);
    BOOST_TEST(count_code_points("abc") == 3u);
    BOOST_TEST(count_code_points("a\u00E9\u20AC\U0001F525") == 4u);
    BOOST_TEST(count_code_points("e\u0301") == 2u);
}

BOOST_AUTO_TEST_SUITE_END()
