#include "flameup/http/name_body.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(name_body)

using flameup::Headers;

BOOST_AUTO_TEST_CASE(finds_how_a_body_is_encoded) {
    using namespace std::string_view_literals;
    const Headers none;
    const Headers identity{{"Content-Encoding", "identity"}};
    const Headers brotli{{"content-encoding", "br"}};
    const Headers hostile{{"Content-Encoding", "b\x01r"}};
    const struct {
        const Headers& headers;
        std::string_view body;
        std::string_view encoding;
    } rows[] = {
        {none, "\x1F\x8B", "gzip"},
        {brotli, "\x1F\x8B\x08", "gzip"},
        {none, "\x28\xB5\x2F\xFD", "zstd"},
        {none, "\x1F", ""},
        {none, "\x28\xB5\x2F", ""},
        {none, "\x8B\x02\x80", ""},
        {identity, "\x8B\x02\x80", ""},
        {brotli, "\x8B\x02\x80", "br"},
        {brotli, "\0"sv, "br"},
        {brotli, "\xFF", "br"},
        {hostile, "\x8B\x02\x80", "b?r"},
        // What was decoded, and has its header still.
        {brotli, "", ""},
        {brotli, "{\"name\":\"J\xC3\xBCrgen\"}\r\n\t", ""},
    };
    for (const auto& row : rows) {
        BOOST_TEST(flameup::detail::body_encoding(row.headers, row.body) == row.encoding);
    }
}

BOOST_AUTO_TEST_CASE(says_nothing_of_what_may_be_json) {
    for (const char* body : {"{}", " [1]", "words", "\xEF\xBB\xBF{}", "{\"a\":\"<html>\"}"}) {
        BOOST_TEST(flameup::detail::name_body({}, body) == "", body);
    }
}

BOOST_AUTO_TEST_SUITE_END()
