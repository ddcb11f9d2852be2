#include "flameup/text/buffer.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>

BOOST_AUTO_TEST_SUITE(buffer)

using flameup::detail::append;
using flameup::detail::Buffer;

BOOST_AUTO_TEST_CASE(grows_and_keeps_what_was_appended) {
    std::string text;
    Buffer buffer(text);
    char* out = buffer.begin();
    std::string expected;
    for (std::size_t i = 0; i != 300; ++i) {
        const std::string part(i, static_cast<char>('a' + i % 26));
        out = append(buffer, out, part);
        expected += part;
    }
    buffer.finish(out);
    BOOST_TEST((text == expected));
}

BOOST_AUTO_TEST_CASE(writes_over_a_string_and_keeps_its_memory) {
    std::string text(1000, 'x');
    const char* const memory = text.data();
    for (const char* const part : {"short", "", "longer than the one before"}) {
        Buffer buffer(text);
        buffer.finish(append(buffer, buffer.begin(), part));
        BOOST_TEST(text == part);
        BOOST_TEST(static_cast<const void*>(text.data()) == static_cast<const void*>(memory));
    }
}

BOOST_AUTO_TEST_CASE(makes_room_without_writing) {
    std::string text = "ab";
    Buffer buffer(text);
    char* out = buffer.ensure(buffer.begin() + 2, 500);
    for (int i = 0; i != 500; ++i) *out++ = 'c';
    buffer.finish(out);
    BOOST_TEST(text == "ab" + std::string(500, 'c'));
}

BOOST_AUTO_TEST_SUITE_END()
