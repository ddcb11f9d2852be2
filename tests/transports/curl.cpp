#include "transports/curl.hpp"

#include "flameup/testing/peer_script.hpp"

#include "adapter.hpp"
#include "loopback.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace transports_test {

Execute make_executor(const Settings& settings) {
    return execute_by<transports::Curl, transports::CurlOptions>(settings);
}

} // namespace transports_test

namespace {

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::response_text;

flameup::HttpRequest get(std::string url) {
    flameup::HttpRequest request;
    request.url = std::move(url);
    return request;
}

transports::Curl make_curl() {
    transports::CurlOptions options;
    options.timeout = std::chrono::milliseconds(300);
    options.max_head = 1000;
    options.max_body = 1000;
    return transports::Curl(options);
}

std::string outcome(const flameup::Result<flameup::HttpResponse>& result) {
    return result ? std::to_string(result->status) : result.error().code;
}

/// Answers one request, reads another one and is gone, so that no connection is to be had.
class VanishingServer {
  public:
    VanishingServer() : listener_(transports_test::listen_on_loopback(url_)) {
        url_ += '/';
        thread_ = std::thread([this] { serve(); });
    }
    VanishingServer(const VanishingServer&) = delete;
    VanishingServer& operator=(const VanishingServer&) = delete;
    ~VanishingServer() { thread_.join(); }

    const std::string& url() const { return url_; }

  private:
    void serve() const {
        const int connection = accept(listener_, nullptr, nullptr);
        close(listener_);
        const std::string response = response_text(200, {}, "{}");
        char bytes[4096];
        if (recv(connection, bytes, sizeof bytes, 0) > 0) {
            send(connection, response.data(), response.size(), MSG_NOSIGNAL);
            recv(connection, bytes, sizeof bytes, 0);
        }
        close(connection);
    }

    std::string url_;
    int listener_;
    std::thread thread_;
};

BOOST_AUTO_TEST_SUITE(curl)

BOOST_AUTO_TEST_CASE(says_by_a_code_what_went_wrong) {
    const std::string head = "HTTP/1.1 200 OK\r\n";
    const std::string line = "X-Line: " + std::string(490, 'x') + "\r\n";
    const std::string early = "HTTP/1.1 103 Early Hints\r\n" + line + "\r\n";
    const std::string end = "Content-Length: 0\r\n\r\n";
    const auto whole = [](std::size_t size) {
        return response_text(200, {}, std::string(size, 'x'));
    };
    struct Row {
        const char* what;
        const char* code;
        PeerAnswer answer;
    };
    const Row rows[] = {
        {"a body of the largest size", "200", {{whole(1000)}, {}, {}, {}}},
        {"a larger body", "too_large", {{whole(1001)}, {}, {}, {}}},
        {"a larger body without a size",
         "too_large",
         {{head + "\r\n" + std::string(1001, 'x')}, PeerEnd::close, {}, {}}},
        {"a head of half a size", "200", {{head + line + end}, {}, {}, {}}},
        {"two lines that are too large", "too_large", {{head + line + line + end}, {}, {}, {}}},
        {"interim heads", "too_large", {{early + early + head + end}, {}, {}, {}}},
        {"a huge line",
         "too_large",
         {{head + "X-Line: " + std::string(200000, 'x') + "\r\n" + end}, {}, {}, {}}},
        {"a reset", "cut", {{}, PeerEnd::reset, {}, {}}},
        {"half a head", "cut", {{head + "X-Line: x\r\n"}, PeerEnd::close, {}, {}}},
        {"half a body", "cut", {{head + "Content-Length: 2\r\n\r\n{"}, PeerEnd::close, {}, {}}},
        {"a stall", "timed_out", {{head}, PeerEnd::stall, {}, {}}},
        {"another protocol", "invalid_response", {{"* BYE\r\n\r\n"}, PeerEnd::close, {}, {}}},
        {"no colon", "invalid_response", {{head + "no colon\r\n" + end}, {}, {}, {}}},
        {"a folded line", "200", {{head + "X-Line: x\r\n y\r\n" + end}, {}, {}, {}}},
        {"a line folded from nothing", "invalid_response", {{head + " y\r\n" + end}, {}, {}, {}}},
        {"a switch", "cut", {{"HTTP/1.1 101 Other\r\n\r\n"}, PeerEnd::close, {}, {}}},
    };
    for (const Row& row : rows) {
        transports::SocketPeer peer;
        transports::Curl curl = make_curl();
        const std::string url = peer.play({{row.answer}}) + "/people";
        const auto result = curl(get(url));
        BOOST_TEST_CONTEXT(row.what) {
            BOOST_TEST(outcome(result) == row.code);
            if (!result) BOOST_TEST(!result.error().message.empty());
            BOOST_TEST(peer.finish().size() == 1u);
        }
    }
}

BOOST_AUTO_TEST_CASE(joins_folded_lines) {
    transports::SocketPeer peer;
    transports::Curl curl = make_curl();
    const std::string text = "HTTP/1.1 200 OK\r\nX-A: a\r\n  b\r\n\tc\r\nX-B:\r\n d\r\n"
                             "Content-Length: 0\r\n\r\n";
    const auto response = curl(get(peer.play({{PeerAnswer{{text}, {}, {}, {}}}}) + "/people"));
    BOOST_TEST_REQUIRE(response.has_value());
    BOOST_TEST(*response->headers.find("X-A") == "a b c");
    BOOST_TEST(*response->headers.find("X-B") == "d");
}

BOOST_AUTO_TEST_CASE(says_why_nothing_was_sent) {
    transports::SocketPeer peer;
    transports::Curl curl = make_curl();
    BOOST_TEST(outcome(curl(get(peer.refusing_url()))) == "refused");
    BOOST_TEST(outcome(curl(get("http://people.invalid/"))) == "resolve_failed");
    BOOST_TEST(outcome(curl(get("file:///etc/hostname"))) == "invalid_request");
    BOOST_TEST(outcome(curl(get("http://a b/"))) == "invalid_request");

    const std::string url = peer.play({}) + "/people";
    BOOST_TEST(outcome(curl(get(url + std::string("\0x", 2)))) == "invalid_request");
    for (const flameup::Header& header :
         {flameup::Header{"X-A", "1\r\nX-B: 2"}, flameup::Header{"X-A", std::string("1\0", 2)},
          flameup::Header{"X-A", "1\n"}, flameup::Header{"X-A: 1\r\nX-B", "2"},
          flameup::Header{"X A", "1"}, flameup::Header{"", "1"}}) {
        flameup::HttpRequest request = get(url);
        request.headers.add(header.name, header.value);
        BOOST_TEST(outcome(curl(request)) == "invalid_header");
    }
    BOOST_TEST(peer.finish().empty());
}

BOOST_AUTO_TEST_CASE(what_was_sent_is_not_called_refused) {
    const VanishingServer server;
    transports::Curl curl = make_curl();
    BOOST_TEST(outcome(curl(get(server.url()))) == "200");
    BOOST_TEST(outcome(curl(get(server.url()))) == "cut");
    BOOST_TEST(outcome(curl(get(server.url()))) == "refused");
}

BOOST_AUTO_TEST_CASE(may_be_moved) {
    transports::SocketPeer peer;
    transports::Curl first = make_curl();
    const PeerAnswer answer{{response_text(204, {}, "")}, {}, {}, {}};
    const std::string url = peer.play({{answer, answer}});
    BOOST_TEST(outcome(first(get(url + "/1"))) == "204");
    transports::Curl second = std::move(first);
    BOOST_TEST(outcome(second(get(url + "/2"))) == "204");
    BOOST_TEST(outcome(first(get(url + "/3"))) == "transport_failed");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
