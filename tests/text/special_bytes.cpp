#include "flameup/text/special_bytes.hpp"

#include "flameup/text/text_block_plain.hpp"

#if FLAMEUP_HAS_SIMD
#include "flameup/text/text_block_neon.hpp" // compiles, and does the same, where there is SSE2
#endif

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(special_bytes)

using flameup::detail::find_special_byte;
using flameup::detail::is_special_byte;
using flameup::detail::PlainTextBlock;
using flameup::detail::TextBlock;

namespace {

bool is_special(int byte) { return byte < 0x20 || byte >= 0x80 || byte == '"' || byte == '\\'; }

template <class Block> void check_blocks() {
    for (int byte = 0; byte != 256; ++byte) {
        for (std::size_t place = 0; place != Block::size; ++place) {
            for (const char rest : {' ', 'x', '\x7F', '!', '#', '[', ']'}) {
                char text[Block::size];
                std::memset(text, rest, sizeof text);
                text[place] = static_cast<char>(byte);
                const Block block(text);
                if (block.has_special() != is_special(byte)) {
                    BOOST_TEST(block.has_special() == is_special(byte), byte << " at " << place);
                }
                const unsigned bit = 1U << place;
                const unsigned found = block.equal(static_cast<char>(byte));
                BOOST_TEST_REQUIRE(((found & bit) != 0 && (byte == rest || found == bit)));
                const bool visible = byte > 0x20 && byte < 0x7F && rest > 0x20 && rest < 0x7F;
                BOOST_TEST_REQUIRE(block.is_visible() == visible);
                if (is_special(byte)) BOOST_TEST_REQUIRE(block.first_special() == place);
                char stored[Block::size];
                block.store(stored);
                BOOST_TEST_REQUIRE(std::memcmp(stored, text, Block::size) == 0);
                const std::size_t half = Block::size / 2;
                const Block swapped(text + half, text);
                BOOST_TEST_REQUIRE(swapped.has_special() == is_special(byte));
                swapped.store(stored + half, stored);
                BOOST_TEST_REQUIRE(std::memcmp(stored, text, Block::size) == 0);
            }
        }
    }
}

/// Each byte at each place of 64; the plain block does not look at so many.
template <class Block> void check_64() {
    for (int byte = 0; byte != 256; ++byte) {
        for (std::size_t place = 0; place != 64; ++place) {
            for (const char rest : {'x', '"'}) {
                char text[64];
                std::memset(text, rest, sizeof text);
                text[place] = static_cast<char>(byte);
                const std::uint64_t bit = std::uint64_t{1} << place;
                const std::uint64_t others = rest == '"' ? ~bit : 0;
                BOOST_TEST_REQUIRE(Block::special_of_64(text) ==
                                   (is_special(byte) ? others | bit : others));
            }
        }
    }
}

template <class Block> void check_search() {
    for (std::size_t size = 0; size != 40; ++size) {
        std::vector<char> text(size, 'x');
        const char* const end = text.data() + size;
        BOOST_TEST((find_special_byte<Block>(text.data(), end) == end)); // not as C strings
        for (std::size_t place = size; place-- != 0;) {
            text[place] = '"';
            BOOST_TEST((find_special_byte<Block>(text.data(), end) == text.data() + place));
        }
    }
}

template <class Block> void check_same() {
    std::mt19937 random(5);
    for (int i = 0; i != 20'000; ++i) {
        std::string text(random() % 70, 'x');
        for (char& c : text) {
            const auto any = static_cast<unsigned>(random());
            c = static_cast<char>(any % 8 == 0 ? any >> 24 : 0x23 + any % 0x38);
        }
        const char* const end = text.data() + text.size();
        BOOST_TEST_REQUIRE((find_special_byte<Block>(text.data(), end) ==
                            find_special_byte<PlainTextBlock>(text.data(), end)));
    }
}

} // namespace

BOOST_AUTO_TEST_CASE(tells_each_special_byte) {
    for (int byte = 0; byte != 256; ++byte) {
        BOOST_TEST(is_special_byte(static_cast<char>(byte)) == is_special(byte));
    }
}

BOOST_AUTO_TEST_CASE(tells_a_block_with_a_special_byte_and_where_it_is) {
    check_blocks<TextBlock>();
    check_blocks<PlainTextBlock>();
}

BOOST_AUTO_TEST_CASE(finds_the_first_special_byte) {
    check_search<TextBlock>();
    check_search<PlainTextBlock>();
}

BOOST_AUTO_TEST_CASE(finds_the_same_byte_by_either_block) { check_same<TextBlock>(); }

#if FLAMEUP_HAS_SIMD
BOOST_AUTO_TEST_CASE(finds_special_bytes_by_each_block_of_simd) {
    using flameup::detail::NeonTextBlock;
    check_64<TextBlock>();
    check_64<NeonTextBlock>();
    check_blocks<NeonTextBlock>();
    check_search<NeonTextBlock>();
    check_same<NeonTextBlock>();
}
#endif

BOOST_AUTO_TEST_SUITE_END()
