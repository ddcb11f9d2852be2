// The blocking adapter over Boost.Beast, and the codes of its errors.
#include "transports/beast.hpp"

#include "adapter.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <utility>

namespace transports_test {

Execute make_executor(const Settings& settings) {
    return execute_by<transports::Beast, transports::BeastOptions>(settings);
}

} // namespace transports_test

namespace {

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::response_text;

using Fixture = transports_test::Fixture<transports::Beast, transports::BeastOptions>;

BOOST_FIXTURE_TEST_SUITE(beast, Fixture)

BOOST_AUTO_TEST_CASE(says_why_there_is_no_response) {
    BOOST_TEST(code(peer.refusing_url()) == "refused");
    BOOST_TEST(code("http://no-such-host.invalid/") == "resolve_failed");
    BOOST_TEST(code("ftp://127.0.0.1/") == "unsupported_scheme");
    BOOST_TEST(code("http://127.0.0.1:0/") == "invalid_request");
    BOOST_TEST(code_of_answer("") == "cut");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{") == "cut");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\n", PeerEnd::reset) == "cut");
    BOOST_TEST(code_of_answer("", PeerEnd::stall) == "timed_out");
    BOOST_TEST(code_of_answer("SSH-2.0-x\r\n\r\n") == "invalid_response");
    BOOST_TEST(code_of_answer("HTTP/1.1 101 Switching Protocols\r\n\r\n") == "invalid_response");
}

BOOST_AUTO_TEST_CASE(bounds_what_comes) {
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1000, 'x')), PeerEnd::keep) ==
               "200");
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1001, 'x'))) == "too_large");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x')) == "too_large");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffff\r\n") ==
               "too_large");
    BOOST_TEST(code_of_answer(response_text(200, {{"X-A", std::string(60000, 'x')}}, ""),
                              PeerEnd::keep) == "200");
    BOOST_TEST(code_of_answer(response_text(200, {{"X-A", std::string(70000, 'x')}}, "")) ==
               "too_large");
}

BOOST_AUTO_TEST_CASE(refuses_headers_that_would_change_the_message) {
    const std::string url = peer.play({});
    BOOST_TEST(code(url, {{"X-A", "a\r\nX-B: b"}}) == "invalid_header");
    BOOST_TEST(code(url, {{"X-A", std::string(1, '\0')}}) == "invalid_header");
    BOOST_TEST(code(url, {{"X-A: a\r\nX-B", "b"}}) == "invalid_header");
    BOOST_TEST(code(url, {{"", "b"}}) == "invalid_header");
    BOOST_TEST(peer.finish().empty());
}

BOOST_AUTO_TEST_CASE(sends_headers_in_their_order_and_returns_repeated_ones_so) {
    const flameup::Headers headers = {{"X-B", "1"}, {"X-A", "2"}, {"X-B", "3"}};
    flameup::HttpRequest request;
    request.url = peer.play({{PeerAnswer{{response_text(200, headers, "")}, {}, {}, {}}}});
    request.headers = headers;
    const auto response = adapter(request);
    BOOST_TEST_REQUIRE(response.has_value());
    // Beast sends headers of one name after one another.
    const flameup::Headers returned = {
        {"X-B", "1"}, {"X-B", "3"}, {"X-A", "2"}, {"Content-Length", "0"}};
    BOOST_TEST((response->headers == returned));
    flameup::Headers sent = {{"Host", request.url.substr(7)}};
    for (const auto& [name, value] : headers) sent.add(name, value);
    BOOST_TEST_REQUIRE(peer.finish().size() == 1U);
    BOOST_TEST((peer.finish()[0].headers == sent));
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
