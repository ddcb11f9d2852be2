#include "conformance.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;

BOOST_AUTO_TEST_SUITE(transport_conformance)

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    transports::SocketPeer peer;
    const transports_test::Execute executor = transports_test::make_executor({});
    const auto report = flameup::testing::check_executor(executor, peer);
    BOOST_TEST(!report.checks.empty());
    BOOST_TEST_INFO(to_string(report));
    BOOST_TEST(transports_test::failures(report) == transports_test::expected_failures(),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(ends_a_request_after_its_own_time) {
    using namespace std::chrono_literals;
    const transports_test::Execute executor = transports_test::make_executor({20s, {}});
    transports::SocketPeer peer(20s);
    flameup::HttpRequest request;
    request.url = peer.play({{{{"HTTP/1.1 200 OK\r\n"}, PeerEnd::stall, {}, {}}}}) + "/people";
    request.timeout_ms = 150;
    const auto begin = std::chrono::steady_clock::now();
    const auto result = executor(request);
    const auto taken = std::chrono::steady_clock::now() - begin;
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST(result.error().code == "timed_out", result.error().message);
    BOOST_TEST((taken >= 140ms));
    BOOST_TEST((taken < 10s));
}

BOOST_AUTO_TEST_CASE(gives_a_request_a_longer_time_than_the_others) {
    using namespace std::chrono_literals;
    const transports_test::Execute executor = transports_test::make_executor({100ms, {}});
    transports::SocketPeer peer;
    const std::string text = flameup::testing::response_text(200, {}, std::string(300, 'x'));
    const PeerAnswer slow{flameup::testing::pieces_of(text, 1), {}, {}, {}}; // 1 ms for each byte
    flameup::HttpRequest request;
    request.url = peer.play({{slow, slow}}) + "/people";
    const auto late = executor(request);
    BOOST_TEST((late.has_error() && late.error().code == "timed_out"));
    request.timeout_ms = 20'000;
    const auto whole = executor(request);
    BOOST_TEST_REQUIRE(whole.has_value(), whole.error().message);
    BOOST_TEST(whole->body == std::string(300, 'x'));
}

BOOST_AUTO_TEST_SUITE_END()
