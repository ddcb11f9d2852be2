// cpp-httplib, and what it cannot do.
#include "transports/httplib.hpp"

#include "flameup/testing/executor_conformance.hpp"

#include "adapter.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace transports_test {

Execute make_executor(const Settings& settings) {
    return execute_by<transports::Httplib, transports::HttplibOptions>(settings);
}

} // namespace transports_test

namespace {

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::response_text;

using Fixture = transports_test::Fixture<transports::Httplib, transports::HttplibOptions>;

BOOST_FIXTURE_TEST_SUITE(httplib, Fixture)

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    transports::HttplibOptions brief_options;
    brief_options.timeout = std::chrono::milliseconds(500);
    transports::Httplib brief(brief_options);
    const auto report = flameup::testing::check_executor(std::ref(brief), peer);
    BOOST_TEST(report.passed(), to_string(report));
}

BOOST_AUTO_TEST_CASE(says_why_there_is_no_response) {
    BOOST_TEST(code(peer.refusing_url()) == "refused");
    BOOST_TEST(code("http://no-such-host.invalid/") == "resolve_failed");
    BOOST_TEST(code("ftp://127.0.0.1/") == "invalid_request");
    BOOST_TEST(code_of_answer("") == "cut");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{") == "cut");
    BOOST_TEST(code_of_answer("", PeerEnd::stall) == "timed_out");
    BOOST_TEST(code_of_answer("HTTP/1.1 103 Early Hints\r\n\r\n") == "invalid_response");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n") ==
               "invalid_response");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n") ==
               "invalid_response");
}

BOOST_AUTO_TEST_CASE(bounds_what_comes) {
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1000, 'x')), PeerEnd::keep) ==
               "200");
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1001, 'x'))) == "too_large");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'x')) == "too_large");
}

BOOST_AUTO_TEST_CASE(times_a_head_that_drips) {
    std::vector<std::string> pieces(1000, "X-A: 1\r\n");
    pieces.front().insert(0, "HTTP/1.1 200 OK\r\n");
#if defined(CPPHTTPLIB_HEADER_MAX_COUNT)
    const char* const expected = "cut"; // by their number
#else
    const char* const expected = "timed_out";
#endif
    BOOST_TEST(code(peer.play({{PeerAnswer{pieces, PeerEnd::stall, {}, {}}}})) == expected);
    pieces.assign(1000, "x");
    pieces.front() = "HTTP/1.1 200 OK\r\nX-A: 1";
    BOOST_TEST(code(peer.play({{PeerAnswer{pieces, PeerEnd::stall, {}, {}}}})) == "timed_out");
}

BOOST_AUTO_TEST_CASE(refuses_headers_that_would_change_the_message) {
    const std::string url = peer.play({});
    BOOST_TEST(code(url, {{"X-A", "a\r\nX-B: b"}}) == "invalid_header");
    BOOST_TEST(code(url, {{"X-A: a\r\nX-B", "b"}}) == "invalid_header");
    BOOST_TEST(code(url, {{"", "b"}}) == "invalid_header");
    BOOST_TEST(peer.finish().empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
