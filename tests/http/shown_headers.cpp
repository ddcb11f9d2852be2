#include "flameup/http/shown_headers.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(shown_headers)

using flameup::is_shown_header;

static_assert(is_shown_header("Accept") && !is_shown_header("Authorization"));

BOOST_AUTO_TEST_CASE(knows_the_headers_that_are_never_shown) {
    for (const char* const name :
         {"Authorization", "COOKIE", "proxy-authorization", "Set-Cookie"}) {
        BOOST_TEST(flameup::is_secret_header(name));
        BOOST_TEST(!is_shown_header(name));
    }
    BOOST_TEST(!flameup::is_secret_header("X-Request-Id"));
    BOOST_TEST(!flameup::is_secret_header(""));
}

BOOST_AUTO_TEST_CASE(shows_what_is_never_secret) {
    for (const std::string_view name :
         {"Accept", "Accept-Encoding", "Accept-Language", "Cache-Control", "Connection",
          "Content-Encoding", "Content-Length", "Content-Type", "Date", "Expect", "Host",
          "If-Match", "If-None-Match", "Traceparent", "User-Agent", "X-Request-Id"}) {
        std::string lower, upper;
        for (const char c : name) {
            const bool is_letter = c != '-';
            lower += is_letter ? static_cast<char>(c | 0x20) : c;
            upper += is_letter ? static_cast<char>(c & ~0x20) : c;
        }
        BOOST_TEST(is_shown_header(name), name);
        BOOST_TEST(is_shown_header(lower), lower);
        BOOST_TEST(is_shown_header(upper), upper);
    }
}

BOOST_AUTO_TEST_CASE(shows_nothing_else) {
    for (const std::string_view name : {"",
                                        "Authorization",
                                        "Proxy-Authorization",
                                        "Cookie",
                                        "Set-Cookie",
                                        "X-Api-Key",
                                        "X-Auth-Token",
                                        "Api-Key",
                                        "X-Amz-Security-Token",
                                        "X-Anything",
                                        "Referer",
                                        "Location",
                                        "Accep",
                                        "Accept-",
                                        "Accept ",
                                        " Accept",
                                        "Accept:",
                                        "X-Accept",
                                        "Hos",
                                        "Hosts"}) {
        BOOST_TEST(!is_shown_header(name), name);
    }
    BOOST_TEST(!is_shown_header(std::string_view("Host\0", 5)));
}

BOOST_AUTO_TEST_SUITE_END()
