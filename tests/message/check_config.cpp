#include "flameup/message/check_config.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(check_config)

using flameup::Config;
using flameup::detail::Findings;
using flameup::detail::is_own_header;

namespace {

Config sound() {
    Config config;
    config.api_key = "ws_test_1.secret";
    return config;
}

std::string problems(const Config& config) {
    Findings findings;
    flameup::detail::check_config(config, findings);
    std::string text;
    for (const flameup::FieldError& field : findings.take()) {
        text += (text.empty() ? "" : ", ") + field.path + " " + field.code;
    }
    return text;
}

} // namespace

BOOST_AUTO_TEST_CASE(knows_the_headers_that_are_sent_anyway) {
    for (const char* const name :
         {"Authorization", "authorization", "ACCEPT", "user-agent", "Content-Type",
          "content-length", "Transfer-Encoding", "HOST", "connection"}) {
        BOOST_TEST(is_own_header(name));
    }
    for (const char* const name : {"X-Trace", "Accept-Language", "Hosts", "", "Authorization "}) {
        BOOST_TEST(!is_own_header(name));
    }
}

BOOST_AUTO_TEST_CASE(accepts_a_sound_configuration) {
    Config config = sound();
    BOOST_TEST(problems(config) == "");
    config.user_agent = "";
    config.workspace_id = "a/b \u00E9";
    config.headers.add("X-Trace", "a b\tc");
    config.headers.add("X-Empty", "");
    BOOST_TEST(problems(config) == "");
}

BOOST_AUTO_TEST_CASE(finds_what_would_break_the_message) {
    const auto broken = [](auto change) {
        Config config = sound();
        change(config);
        return problems(config);
    };
    BOOST_TEST(broken([](Config& c) { c.api_key = ""; }) == "api_key required");
    for (const std::string key : {"a b", "a\r\nX: y", "\u00E9", "a\tb", " a", "a ", "a\x7F"}) {
        BOOST_TEST(broken([&](Config& c) { c.api_key = key; }) == "api_key invalid_api_key");
    }
    BOOST_TEST(broken([](Config& c) { c.api_key = std::string("a\0b", 3); }) ==
               "api_key invalid_api_key");
    BOOST_TEST(broken([](Config& c) { c.base_url = "https://user@host"; }) ==
               "base_url invalid_base_url");
    BOOST_TEST(broken([](Config& c) { c.workspace_id = "."; }) == "workspace_id dot_segment");
    BOOST_TEST(broken([](Config& c) { c.workspace_id = ".."; }) == "workspace_id dot_segment");
    BOOST_TEST(broken([](Config& c) { c.workspace_id = "\xFF"; }) ==
               "workspace_id ill_formed_utf8");
    BOOST_TEST(broken([](Config& c) { c.user_agent = "a\r\nX: y"; }) ==
               "user_agent invalid_header");
    BOOST_TEST(broken([](Config& c) { c.user_agent = " a"; }) == "user_agent invalid_header");
    BOOST_TEST(broken([](Config& c) { c.headers.add("", "a"); }) ==
               "headers[0].name invalid_header");
    BOOST_TEST(broken([](Config& c) { c.headers.add("X:", "a"); }) ==
               "headers[0].name invalid_header");
    BOOST_TEST(broken([](Config& c) { c.headers.add("host", "evil"); }) ==
               "headers[0].name reserved");
    BOOST_TEST(broken([](Config& c) { c.headers.add("X", "a\nb"); }) ==
               "headers[0].value invalid_header");
}

BOOST_AUTO_TEST_CASE(reports_everything_that_is_wrong) {
    Config config;
    config.base_url = "nowhere";
    config.workspace_id = "..";
    config.user_agent = "\n";
    config.headers.add("X-Good", "a");
    config.headers.add("X Bad", "\r");
    BOOST_TEST(problems(config) ==
               "api_key required, base_url invalid_base_url, workspace_id dot_segment, "
               "user_agent invalid_header, headers[1].name invalid_header, "
               "headers[1].value invalid_header");
}

BOOST_AUTO_TEST_CASE(says_nothing_of_the_key_itself) {
    Config config = sound();
    config.api_key = "ws_live_very secret";
    Findings findings;
    flameup::detail::check_config(config, findings);
    for (const flameup::FieldError& field : findings.take()) {
        BOOST_TEST(field.message.find("very") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
