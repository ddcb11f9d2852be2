#include "flameup/testing/request_target.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using flameup::testing::request_target;

BOOST_AUTO_TEST_SUITE(testing_request_target)

BOOST_AUTO_TEST_CASE(finds_the_target) {
    const struct {
        std::string_view url, target;
    } table[] = {
        {"https://api.flameup.ai/api/v1/people?limit=5", "/api/v1/people?limit=5"},
        {"http://h", ""},
        {"HtTpS://h/", "/"},
        {"http://h?a", "?a"},
        {"http://h:/a", "/a"},
        {"http://127.0.0.1:65535//a", "//a"},
        {"http://[::1]/a", "/a"},
        {"http://[fe80::1%25eth0]:80/a", "/a"},
        {"http://h/a/%2F?q=a@b:c/d?e", "/a/%2F?q=a@b:c/d?e"},
    };
    for (const auto& row : table) {
        BOOST_TEST(request_target(row.url).value_or("(none)") == row.target, row.url);
    }
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_absolute_url) {
    for (const std::string_view url : {"",
                                       "h",
                                       "/a",
                                       "//h/a",
                                       "://h/a",
                                       "ftp://h/a",
                                       "httpx://h/a",
                                       "http:/h/a",
                                       "http:///a",
                                       "http://:80/a",
                                       "http://u@h/a",
                                       "http://h:8o/a",
                                       "http://h:000080/a",
                                       "http://h:80:80/a",
                                       "http://[::1/a",
                                       "http://[]/a",
                                       "http://[::1]a/a",
                                       "http://[@]/a",
                                       "http://h/#a",
                                       "http://h#a",
                                       "http://h /a",
                                       "http://h/ a",
                                       "http://h/\t",
                                       "http://h/\x7F",
                                       "http://h/\x80",
                                       "http://h/{a}",
                                       "http://h/\"",
                                       "http://h\\a"}) {
        BOOST_TEST(!request_target(url).has_value(), url);
    }
    using namespace std::string_view_literals;
    BOOST_TEST(!request_target("http://h/\0"sv).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
