#include "transports/curl_multi.hpp"

#include "flameup/client/call.hpp"
#include "flameup/testing/executor_conformance.hpp"

#include "layers.hpp"
#include "loopback.hpp"
#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace transports_test {

Execute make_executor(const Settings& settings) {
    transports::CurlMultiOptions options;
    options.timeout = settings.timeout;
    options.ca_file = settings.ca_file;
    const auto curl = std::make_shared<transports::CurlMulti>(options);
    return [curl](const flameup::HttpRequest& request) {
        std::optional<flameup::Result<flameup::HttpResponse>> outcome;
        (*curl)(request,
                flameup::Completion([&outcome](flameup::Result<flameup::HttpResponse> executed) {
                    outcome = std::move(executed);
                }));
        while (!outcome) {
            curl->tick();
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        }
        return *std::move(outcome);
    };
}

} // namespace transports_test

namespace {

using transports::CurlMulti;
using Executed = flameup::Result<flameup::HttpResponse>;

/// Answers each request with its target, but no request whose target begins with `/hang`.
class Server {
  public:
    Server() : listener_(transports_test::listen_on_loopback(url_)) {
        thread_ = std::thread([this] { serve(); });
    }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    ~Server() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
    }

    std::string url(const std::string& target) const { return url_ + target; }

    /// Returns the largest number of connections at once.
    std::size_t most() const { return most_; }

    /// Returns the number of connections.
    std::size_t open() const { return open_; }

  private:
    void serve() {
        std::vector<pollfd> polled{{listener_, POLLIN, 0}};
        std::vector<std::string> received(1);
        while (poll(polled.data(), polled.size(), -1) > 0) {
            for (std::size_t i = polled.size() - 1; i != 0; --i) {
                if (polled[i].revents == 0 || answer(polled[i].fd, received[i])) continue;
                close(polled[i].fd);
                polled.erase(polled.begin() + static_cast<std::ptrdiff_t>(i));
                received.erase(received.begin() + static_cast<std::ptrdiff_t>(i));
            }
            if (polled[0].revents != 0) {
                const int connection = accept(listener_, nullptr, nullptr);
                if (connection < 0) break;
                polled.push_back({connection, POLLIN, 0});
                received.emplace_back();
            }
            open_ = polled.size() - 1;
            most_ = (std::max)(most_.load(), polled.size() - 1);
        }
        for (const pollfd& each : polled) close(each.fd);
    }

    static bool answer(int connection, std::string& received) {
        char bytes[4096];
        const auto size = recv(connection, bytes, sizeof bytes, 0);
        if (size <= 0) return false;
        received.append(bytes, static_cast<std::size_t>(size));
        if (received.find("\r\n\r\n") == std::string::npos) return true;
        const std::size_t begin = received.find(' ') + 1;
        const std::string target = received.substr(begin, received.find(' ', begin) - begin);
        received.clear();
        if (target.rfind("/hang", 0) == 0) return true;
        const std::string response =
            "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(target.size()) + "\r\n\r\n" +
            target;
        return send(connection, response.data(), response.size(), MSG_NOSIGNAL) > 0;
    }

    std::string url_;
    int listener_;
    std::atomic<std::size_t> open_{0}, most_{0};
    std::thread thread_;
};

flameup::Call start(CurlMulti& curl, const std::string& url, std::function<void(Executed)> done) {
    flameup::HttpRequest request;
    request.url = url;
    return flameup::Call(std::ref(curl), std::move(request), flameup::Completion(std::move(done)));
}

/// Counts outcomes, and checks that they are `cancelled`.
auto count_cancelled(int& count) {
    return [&count](const Executed& executed) {
        BOOST_TEST_REQUIRE(executed.has_error());
        BOOST_TEST((executed.error().kind == flameup::ErrorKind::cancelled));
        ++count;
    };
}

/// Ticks until a condition holds; fails the test if it takes too long.
template <class Condition> void tick_until(CurlMulti& curl, Condition holds) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (!holds()) {
        BOOST_TEST_REQUIRE((std::chrono::steady_clock::now() < deadline));
        curl.tick();
        std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
}

BOOST_AUTO_TEST_SUITE(curl_multi)

BOOST_AUTO_TEST_CASE(keeps_the_contract_of_executors_that_call_back) {
    transports::SocketPeer peer;
    transports::CurlMultiOptions options;
    options.timeout = std::chrono::milliseconds(500);
    CurlMulti curl(options);
    const auto report = flameup::testing::check_callback_executor(
        std::ref(curl), [&curl] { curl.tick(); }, peer);
    BOOST_TEST(report.passed(), to_string(report));
}

BOOST_AUTO_TEST_CASE(keeps_the_contract_through_layers) {
    transports::SocketPeer peer;
    transports::CurlMultiOptions options;
    options.timeout = std::chrono::milliseconds(500);
    CurlMulti curl(options);
    transports_test::Seen seen;
    const auto report = flameup::testing::check_callback_executor(
        transports_test::with_all_layers(std::ref(curl), seen), [&curl] { curl.tick(); }, peer);
    BOOST_TEST(report.passed(), to_string(report));
    BOOST_TEST(seen.outcomes() > 100u);
    BOOST_TEST(seen.lines == 2 * seen.outcomes());
}

BOOST_AUTO_TEST_CASE(looks_up_names_on_the_side) { BOOST_TEST(CurlMulti::has_async_lookup()); }

BOOST_AUTO_TEST_CASE(has_many_requests_in_flight_over_bounded_connections) {
    Server server;
    transports::CurlMultiOptions options;
    options.max_host_connections = 6;
    CurlMulti curl(options);
    std::array<int, 200> counts{};
    std::size_t completed = 0;
    for (std::size_t i = 0; i != counts.size(); ++i) {
        const std::string target = "/" + std::to_string(i);
        start(curl, server.url(target), [&counts, i, target](const Executed& executed) {
            BOOST_TEST_REQUIRE(executed.has_value(), executed.error().message);
            BOOST_TEST(executed->body == target);
            ++counts[i];
        });
    }
    BOOST_TEST(curl.pending() == counts.size());
    while (curl.pending() != 0) completed += curl.tick();
    BOOST_TEST(completed == counts.size());
    BOOST_TEST(std::count(counts.begin(), counts.end(), 1) == 200);
    BOOST_TEST(server.most() > 1u);
    BOOST_TEST(server.most() <= 6u);
    BOOST_TEST(curl.tick() == 0u);
}

BOOST_AUTO_TEST_CASE(cancels_one_request_and_closes_its_connection) {
    Server server;
    CurlMulti curl;
    int cancelled = 0, others = 0;
    flameup::Call hanging = start(curl, server.url("/hang"), count_cancelled(cancelled));
    tick_until(curl, [&] { return server.open() == 1; });
    for (int i = 0; i != 3; ++i) {
        start(curl, server.url("/other"), [&](const Executed& executed) {
            BOOST_TEST(executed.has_value());
            ++others;
        });
    }
    BOOST_TEST(hanging.cancel());
    BOOST_TEST(cancelled == 1);
    BOOST_TEST(curl.pending() == 3u);
    BOOST_TEST(!hanging.cancel());
    tick_until(curl, [&] { return others == 3; });
    BOOST_TEST(cancelled == 1);
    tick_until(curl, [&] { return server.open() <= 3; });
}

BOOST_AUTO_TEST_CASE(cancels_within_a_completion) {
    Server server;
    CurlMulti curl;
    int cancelled = 0, completed = 0;
    std::vector<flameup::Call> calls(4);
    // The first completion cancels all others; some of them may be complete by then.
    for (flameup::Call& call : calls) {
        call = start(curl, server.url("/first"), [&](const Executed& executed) {
            executed.has_value() ? ++completed : ++cancelled;
            for (flameup::Call& each : calls) each.cancel();
        });
    }
    tick_until(curl, [&] { return curl.pending() == 0; });
    BOOST_TEST(completed == 1);
    BOOST_TEST(cancelled == 3);
}

BOOST_AUTO_TEST_CASE(starts_within_a_completion) {
    Server server;
    CurlMulti curl;
    int left = 5;
    std::function<void(Executed)> again = [&](const Executed& executed) {
        BOOST_TEST(executed.has_value());
        if (--left != 0) start(curl, server.url("/again"), again);
    };
    start(curl, server.url("/again"), again);
    tick_until(curl, [&] { return left == 0; });
    BOOST_TEST(curl.pending() == 0u);
    BOOST_TEST(server.most() == 1u); // one connection, reused
}

BOOST_AUTO_TEST_CASE(ticks_within_a_completion) {
    Server server;
    CurlMulti curl;
    int completed = 0;
    for (int i = 0; i != 10; ++i) {
        start(curl, server.url("/nested"), [&](const Executed&) {
            curl.tick();
            ++completed;
        });
    }
    tick_until(curl, [&] { return curl.pending() == 0; });
    BOOST_TEST(completed == 10);
}

BOOST_AUTO_TEST_CASE(completes_all_as_cancelled_where_it_is_destroyed) {
    Server server;
    int cancelled = 0;
    std::vector<flameup::Call> calls;
    {
        CurlMulti curl;
        for (int i = 0; i != 20; ++i) {
            calls.push_back(start(curl, server.url("/hang"), count_cancelled(cancelled)));
        }
        tick_until(curl, [&] { return server.open() != 0; });
        // A completion may cancel other calls.
        calls.push_back(start(curl, server.url("/hang"), [&](const Executed&) {
            for (flameup::Call& call : calls) call.cancel();
        }));
    }
    BOOST_TEST(cancelled == 20);
    for (flameup::Call& call : calls) BOOST_TEST(!call.cancel());
}

BOOST_AUTO_TEST_CASE(a_stop_that_comes_too_late_does_nothing) {
    Server server;
    std::function<void()> stop;
    {
        CurlMulti curl;
        int completed = 0;
        flameup::HttpRequest request;
        request.url = server.url("/stopped");
        stop = curl(request, flameup::Completion([&](const Executed&) { ++completed; }));
        tick_until(curl, [&] { return completed == 1; });
        stop();
    }
    stop();
}

BOOST_AUTO_TEST_CASE(completes_at_once_what_cannot_be_sent) {
    CurlMulti curl;
    flameup::HttpRequest request;
    request.url = "http://127.0.0.1/";
    request.headers.add("X-Trace", "one\r\nX-Other: two");
    std::string code;
    curl(request,
         flameup::Completion([&](const Executed& executed) { code = executed.error().code; }));
    BOOST_TEST(code == "invalid_header");
    BOOST_TEST(curl.pending() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
