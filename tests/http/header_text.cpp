#include "flameup/http/header_text.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <utility>

BOOST_AUTO_TEST_SUITE(header_text)

using flameup::is_header_name;
using flameup::is_header_value;
using flameup::detail::is_bearer_token;

BOOST_AUTO_TEST_CASE(knows_each_byte_of_names_values_and_tokens) {
    const std::string_view token = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                   "abcdefghijklmnopqrstuvwxyz";
    for (int byte = 0; byte != 256; ++byte) {
        const char c = static_cast<char>(byte);
        const std::string inside = {'a', c, 'b'};
        const std::string alone(1, c);
        const bool control = (byte < 0x20 && c != '\t') || byte == 0x7F;
        BOOST_TEST(is_header_name(inside) == (token.find(c) != std::string_view::npos));
        BOOST_TEST(is_header_name(alone) == (token.find(c) != std::string_view::npos));
        BOOST_TEST(is_header_value(inside) == !control);
        BOOST_TEST(is_header_value(alone) == (!control && c != ' ' && c != '\t'));
        BOOST_TEST(is_bearer_token(inside) == (byte > 0x20 && byte < 0x7F));
        BOOST_TEST(is_bearer_token(alone) == (byte > 0x20 && byte < 0x7F));
    }
    BOOST_TEST(!is_header_name(""));
    BOOST_TEST(is_header_value(""));
    BOOST_TEST(!is_header_value("a "));
    BOOST_TEST(!is_header_value("\ta"));
    BOOST_TEST(!is_bearer_token(""));
}

BOOST_AUTO_TEST_CASE(finds_the_key_of_a_request) {
    const std::pair<flameup::Headers, const char*> rows[] = {
        {{{"A", "b"}, {"Authorization", "Bearer k1"}}, "k1"},
        {{{"AUTHORIZATION", "bearer   k1"}}, "k1"},
        {{{"Authorization", "Bearer "}}, ""},
        {{{"Authorization", "Bearer"}}, ""},
        {{{"Authorization", "Basic k1"}}, ""},
        {{{"Authorization", "Bearer k 1"}}, ""},
        {{{"Authorization", "Bearer k\xC3\xA9"}}, ""},
        {{{"Authorization", "Bearer k1"}, {"authorization", "Bearer k1"}}, ""},
        {{}, ""},
    };
    for (const auto& [headers, expected] : rows) {
        BOOST_TEST(flameup::bearer_key(headers) == expected);
    }
}

BOOST_AUTO_TEST_SUITE_END()
