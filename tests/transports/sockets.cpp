#include "transports/sockets.hpp"

#include "flameup/testing/executor_conformance.hpp"
#include "flameup/testing/peer_script.hpp"

#include "conformance.hpp"
#include "layers.hpp"
#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace transports_test {

Execute make_executor(const Settings& settings) {
    transports::SocketsOptions options;
    options.timeout = settings.timeout;
    const auto sockets = std::make_shared<transports::Sockets>(options);
    return [sockets](const flameup::HttpRequest& request) { return (*sockets)(request); };
}

} // namespace transports_test

BOOST_AUTO_TEST_SUITE(transport_sockets)

BOOST_AUTO_TEST_CASE(keeps_the_contract_through_layers) {
    transports::SocketPeer peer;
    transports_test::Seen seen;
    const auto report = flameup::testing::check_executor(
        transports_test::with_all_layers(transports_test::make_executor({}), seen), peer);
    BOOST_TEST_INFO(to_string(report));
    BOOST_TEST(transports_test::failures(report) == transports_test::expected_failures(),
               boost::test_tools::per_element());
    BOOST_TEST(seen.outcomes() > 100u);
    BOOST_TEST(seen.lines == 2 * seen.outcomes());
}

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;
using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;

namespace {

HttpRequest get(const std::string& url) { return {flameup::Method::get, url, {}, {}, {}}; }

PeerAnswer answer(const std::string& text, PeerEnd end = PeerEnd::keep) {
    return {{text}, end, {}, {}};
}

/// Returns the code of the error, or else the status.
std::string code(const Result<HttpResponse>& result) {
    return result ? std::to_string(result->status) : result.error().code;
}

transports::SocketsOptions options() {
    transports::SocketsOptions result;
    result.timeout = std::chrono::milliseconds(300);
    result.max_head = 200;
    result.max_body = 10;
    return result;
}

const std::string head = "HTTP/1.1 200 OK\r\n";

/// Returns the code for an answer after which the peer closes the connection.
std::string code_of(const std::string& text, PeerEnd end = PeerEnd::close) {
    transports::SocketPeer peer;
    transports::Sockets sockets(options());
    const std::string url = peer.play({{answer(text, end)}});
    return code(sockets(get(url + "/")));
}

} // namespace

BOOST_AUTO_TEST_CASE(says_what_failed) {
    transports::SocketPeer peer;
    transports::Sockets sockets(options());
    BOOST_TEST(code(sockets(get(peer.refusing_url() + "/"))) == "refused");
    BOOST_TEST(code(sockets(get("https://127.0.0.1/"))) == "unsupported_scheme");
    BOOST_TEST(code(sockets(get("http://"))) == "invalid_request");
    BOOST_TEST(code(sockets(get("http://name-of-no-host.invalid/"))) == "resolve_failed");
    BOOST_TEST(code_of("") == "cut");
    BOOST_TEST(code_of("", PeerEnd::reset) == "cut");
    BOOST_TEST(code_of(head) == "cut");
    BOOST_TEST(code_of(head + "Content-Length: 5\r\n\r\nabc") == "cut");
    BOOST_TEST(code_of("", PeerEnd::stall) == "timed_out");
    BOOST_TEST(code_of(head + "\r\nabc", PeerEnd::stall) == "timed_out");
}

BOOST_AUTO_TEST_CASE(takes_nothing_that_is_not_http) {
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    for (const std::string& text :
         {std::string("HTTP/2 200 OK\r\n\r\n"),
          std::string("HTTP/1.1 2000 OK\r\n"),
          std::string("HTTP/1.1 099 Low\r\n\r\n"),
          std::string("HTTP/1.1 OK\r\n\r\n"),
          std::string("HTTP/1.1 101 Switching Protocols\r\n\r\n"),
          head + "A\r\n\r\n",
          head + ": b\r\n\r\n",
          head + "A: b\r\n folded\r\n\r\n",
          head + "A : b\r\n\r\n",
          head + "A: b\rC: d\r\n\r\n",
          head + "Content-Length: \r\n\r\n",
          head + "Content-Length: x\r\n\r\n",
          head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
          head + "Transfer-Encoding: gzip\r\n\r\n",
          chunked + "x\r\n",
          chunked + "1\r\nab\r\n0\r\n\r\n",
          std::string("HTTP/1.1\r\n\r\n"),
          std::string("\r\n\r\n"),
          std::string("HTTP/1.1 200x\r\n\r\n"),
          std::string("HTTP/1.1 1,100 OK\r\n\r\n"),
          std::string("HTTP/1.1 200 OK\n\n"),
          std::string("HTTP/1.1 200\r OK\r\n\r\n"),
          chunked + "\r\n",
          chunked + "-1\r\n",
          chunked + "0x1\r\na\r\n0\r\n\r\n",
          chunked + "1\na\r\n0\r\n\r\n",
          chunked + "1\r\na\n0\r\n\r\n",
          chunked + "0\r\nA: b\n\r\n",
          head + "Content-Length: -1\r\n\r\n",
          head + "Content-Length: +1\r\n\r\na",
          head + "Content-Length: 1x\r\n\r\na",
          head + "Content-Length: 1,000\r\n\r\na",
          head + "Content-Length: 0x1\r\n\r\na"}) {
        BOOST_TEST(code_of(text) == "invalid_response", text);
    }
}

BOOST_AUTO_TEST_CASE(bounds_what_it_reads) {
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    const std::string line = "A: " + std::string(60, 'a') + "\r\n";
    BOOST_TEST(code_of(head + line + line + "Content-Length: 0\r\n\r\n") == "200");
    BOOST_TEST(code_of(head + line + line + line) == "too_large");
    BOOST_TEST(code_of(head + std::string(1000, 'a')) == "too_large");
    BOOST_TEST(code_of(std::string(1000, 'a')) == "too_large");
    std::string interim;
    for (int i = 0; i != 20; ++i) interim += "HTTP/1.1 100 Continue\r\n\r\n";
    BOOST_TEST(code_of(interim) == "too_large");
    BOOST_TEST(code_of(head + "Content-Length: 10\r\n\r\n0123456789") == "200");
    BOOST_TEST(code_of(head + "Content-Length: 11\r\n\r\n") == "too_large");
    BOOST_TEST(code_of(head + "\r\n0123456789") == "200");
    BOOST_TEST(code_of(head + "\r\n" + std::string(210, 'a')) == "too_large");
    BOOST_TEST(code_of(chunked + "a\r\n0123456789\r\n0\r\n\r\n") == "200");
    BOOST_TEST(code_of(chunked + "a\r\n0123456789\r\n1\r\n") == "too_large");
    BOOST_TEST(code_of(chunked + "ffffffffffffffff\r\n") == "too_large");
    BOOST_TEST(code_of(chunked + "10000000000000000\r\n") == "too_large");
    BOOST_TEST(code_of(head + "Content-Length: 99999999999999999999\r\n\r\n") == "too_large");
    BOOST_TEST(code_of("HTTP/1.1 99999999999999999999 OK\r\n\r\n") == "invalid_response");
    BOOST_TEST(code_of(chunked + "1;" + std::string(1000, 'a')) == "too_large");
    BOOST_TEST(code_of(chunked + "0\r\n" + line + line + line + line) == "too_large");
}

BOOST_AUTO_TEST_CASE(reads_chunks_in_pieces_of_any_size) {
    const std::string text = head + "Transfer-Encoding: chunked\r\n\r\n2\r\nab\r\n3 ; x=\"y\"\r\n"
                                    "c\nd\r\n00\r\nTrailer: t\r\n\r\n";
    transports::SocketsOptions patient = options();
    patient.timeout = std::chrono::seconds(10); // one byte each millisecond, or longer
    for (std::size_t size = 1; size <= text.size(); size += size < 4 ? 1 : 17) {
        PeerAnswer pieces;
        for (std::size_t at = 0; at < text.size(); at += size) {
            pieces.pieces.push_back(text.substr(at, size));
        }
        transports::SocketPeer peer;
        transports::Sockets sockets(patient);
        const std::string url = peer.play({{pieces, pieces}});
        for (int i = 0; i != 2; ++i) { // over one connection, as nothing is left unread
            const auto response = sockets(get(url + "/"));
            BOOST_TEST_REQUIRE(response.has_value(), code(response) << " in pieces of " << size);
            BOOST_TEST(response->body == "abc\nd");
        }
        BOOST_TEST(peer.finish().size() == 2u);
    }
}

BOOST_AUTO_TEST_CASE(bounds_the_time_of_a_response_that_trickles) {
    transports::SocketPeer peer;
    transports::SocketsOptions wide = options();
    wide.max_head = 100000;
    transports::Sockets sockets(wide);
    PeerAnswer slow{std::vector<std::string>(1000, "A: 1\r\n"), PeerEnd::keep, {}, {}};
    slow.pieces.insert(slow.pieces.begin(), head);
    const std::string url = peer.play({{slow}});
    BOOST_TEST(code(sockets(get(url + "/"))) == "timed_out");
}

BOOST_AUTO_TEST_CASE(sends_no_header_that_would_be_two) {
    transports::SocketPeer peer;
    transports::Sockets sockets(options());
    const std::string url = peer.play({});
    for (const flameup::Header& header :
         {flameup::Header{"A", "b\r\nC: d"}, flameup::Header{"A", "b\nC: d"},
          flameup::Header{"A\r\nB", "c"}, flameup::Header{"A:", "b"}, flameup::Header{"", "b"},
          flameup::Header{"A", std::string("b\0c", 3)}, flameup::Header{"A B", "c"}}) {
        HttpRequest request = get(url + "/");
        request.headers.add(header.name, header.value);
        BOOST_TEST(code(sockets(request)) == "invalid_header");
    }
    BOOST_TEST(code(sockets(get(url + "/ HTTP/1.1\r\nA: b\r\n\r\n"))) == "invalid_request");
    BOOST_TEST(peer.finish().empty());
}

BOOST_AUTO_TEST_CASE(opens_another_connection_where_the_idle_one_was_closed) {
    transports::SocketPeer peer;
    transports::Sockets sockets(options());
    const std::string text = head + "Content-Length: 2\r\n\r\n{}";
    const std::string url = peer.play({{answer(text, PeerEnd::close), answer(text), answer(text)}});
    BOOST_TEST(code(sockets(get(url + "/1"))) == "200");
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    BOOST_TEST(code(sockets(get(url + "/2"))) == "200");
    BOOST_TEST(code(sockets(get(url))) == "200");
    BOOST_TEST_REQUIRE(peer.finish().size() == 3u);
    BOOST_TEST(peer.finish()[2].target == "/");
}

BOOST_AUTO_TEST_CASE(goes_to_another_server) {
    transports::SocketPeer first;
    transports::SocketPeer second;
    transports::Sockets sockets(options());
    const std::string text = head + "Content-Length: 0\r\n\r\n";
    const std::string urls[] = {first.play({{answer(text), answer(text)}}),
                                second.play({{answer(text)}})};
    BOOST_TEST(code(sockets(get(urls[0] + "/1"))) == "200");
    BOOST_TEST(code(sockets(get(urls[1] + "/2"))) == "200");
    BOOST_TEST(code(sockets(get(urls[0] + "/3"))) == "200");
    BOOST_TEST(first.finish().size() == 2u);
    BOOST_TEST(second.finish().size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
