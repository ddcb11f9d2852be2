#include "flameup/message/config.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(config)

using flameup::BaseUrl;
using flameup::Config;

BOOST_AUTO_TEST_CASE(keeps_a_url_without_trailing_slashes) {
    struct Row {
        const char* text;
        std::string_view expected;
    };
    const Row rows[] = {
        {"https://api.flameup.ai/api/v1", "https://api.flameup.ai/api/v1"},
        {"https://api.flameup.ai/api/v1/", "https://api.flameup.ai/api/v1"},
        {"https://api.flameup.ai/api/v1///", "https://api.flameup.ai/api/v1"},
        {"http://localhost:8080/", "http://localhost:8080"},
        {"http://localhost:8080", "http://localhost:8080"},
        {"https://[::1]:8443/a%2Fb/", "https://[::1]:8443/a%2Fb"},
        {"https://h/...", "https://h/..."},
        {"https://h/.a/b./%2ea", "https://h/.a/b./%2ea"},
        {"https://h//a", "https://h//a"},
    };
    for (const Row& row : rows) {
        const BaseUrl url = row.text;
        BOOST_TEST(url.text() == row.expected);
        BOOST_TEST(url.problem() == "");
    }
}

BOOST_AUTO_TEST_CASE(keeps_what_is_wrong_with_a_url) {
    struct Row {
        std::string_view text;
        std::string_view problem;
    };
    const Row rows[] = {
        {"", "it has no scheme"},
        {"/", "it has no scheme"},
        {"api.flameup.ai", "it has no scheme"},
        {"ftp://host", "its scheme is neither http nor https"},
        {"https://user:secret@host", "it has user info"},
        {"https://host/a#b", "it has a fragment"},
        {"https://host/#", "it has a fragment"},
        {"https://host?", "it has a query"},
        {"https://host/?", "it has a query"},
        {"https://host/a?b=c/", "it has a query"},
        {"https://host/.", "its path has a segment . or .."},
        {"https://host/../", "its path has a segment . or .."},
        {"https://host/a/../b", "its path has a segment . or .."},
        {"https://host/a/./b", "its path has a segment . or .."},
        {"https://host/%2e", "its path has a segment . or .."},
        {"https://host/a/.%2E/b", "its path has a segment . or .."},
        {"https://host/a b", "its path or query has characters that a URL cannot have"},
        {"https://host/a\r\nHost: evil", "its path or query has characters that a URL cannot have"},
        {"https://host:0", "its port is not from 1 to 65535"},
        {"https://[::1", "its IPv6 address is not closed"},
    };
    for (const Row& row : rows) {
        BOOST_TEST(BaseUrl(row.text).problem() == row.problem, row.text);
        BOOST_TEST(BaseUrl(std::string(row.text)).problem() == row.problem, row.text);
    }
    const char* const unset = nullptr;
    BOOST_TEST(BaseUrl(unset).problem() == "it has no scheme");
}

BOOST_AUTO_TEST_CASE(keeps_the_problem_when_it_is_copied) {
    BaseUrl copy = "https://host";
    {
        const BaseUrl url(std::string("https://host/#a long enough text to be on the heap"));
        copy = url;
    }
    BOOST_TEST(copy.problem() == "it has a fragment");
    copy = "https://host/";
    BOOST_TEST(copy.problem() == "");
    BOOST_TEST(copy.text() == "https://host");
}

BOOST_AUTO_TEST_CASE(addresses_the_documented_api_at_first) {
    const Config config;
    BOOST_TEST(config.base_url.text() == "https://api.flameup.ai/api/v1");
    BOOST_TEST(config.base_url.problem() == "");
    BOOST_TEST(config.api_key.empty());
    BOOST_TEST(config.workspace_id == "");
    BOOST_TEST(config.limits.max_depth == 32u);
}

BOOST_AUTO_TEST_SUITE_END()
