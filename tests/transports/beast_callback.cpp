// The adapter over Boost.Beast with callbacks: requests in flight, stopped requests, two threads.
#include "transports/beast.hpp"

#include "flameup/client/call.hpp"
#include "flameup/testing/executor_conformance.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::PeerScript;
using flameup::testing::response_text;

/// An executor on a context that the caller runs.
struct Context {
    explicit Context(const transports::BeastOptions& options) : beast(std::in_place, io, options) {}

    void pump() {
        io.restart();
        io.run_one_for(std::chrono::milliseconds(10));
    }

    asio::io_context io;
    std::optional<transports::BeastAsync> beast;
};

} // namespace

namespace transports_test {

Execute make_executor(const Settings& settings) {
    transports::BeastOptions options;
    options.timeout = settings.timeout;
    options.ca_file = settings.ca_file;
    const auto context = std::make_shared<Context>(options);
    return flameup::testing::blocking(std::ref(*context->beast), [context] { context->pump(); });
}

} // namespace transports_test

namespace {

PeerScript stalling(std::size_t count) {
    return {std::vector<PeerAnswer>(count, {{}, PeerEnd::stall, {}, response_text(200, {}, "")})};
}
PeerScript answering(std::size_t count) {
    return {std::vector<PeerAnswer>(count, {{response_text(200, {}, "{}")}, {}, {}, {}})};
}

struct Fixture {
    transports::SocketPeer peer{std::chrono::seconds(20)};
    Context context{transports::BeastOptions{}};
    std::atomic<int> responses{0};
    std::atomic<int> cancelled{0};
    std::atomic<int> others{0};

    flameup::Call start(const std::string& base, std::function<void()> then = {}) {
        flameup::HttpRequest request;
        request.url = base + "/people";
        return flameup::Call(
            std::ref(*context.beast), request, flameup::Completion([this, then](auto response) {
                if (response) {
                    ++responses;
                } else if (response.error().kind == flameup::ErrorKind::cancelled) {
                    ++cancelled;
                } else {
                    ++others;
                }
                if (then) then();
            }));
    }
    void wait_for(std::size_t requests) {
        while (peer.finish().size() < requests) context.pump();
    }
};

/// Threads that run a context while this object exists.
class Threads {
  public:
    explicit Threads(asio::io_context& io) : work_(io.get_executor()) {
        for (int i = 0; i != 2; ++i) threads_.emplace_back([&io] { io.run(); });
    }
    ~Threads() {
        work_.reset();
        for (std::thread& thread : threads_) thread.join();
    }

  private:
    asio::executor_work_guard<asio::io_context::executor_type> work_;
    std::vector<std::thread> threads_;
};

BOOST_FIXTURE_TEST_SUITE(beast_callback, Fixture)

BOOST_AUTO_TEST_CASE(keeps_the_contract_of_callbacks) {
    transports::SocketPeer patient;
    transports::BeastOptions options;
    options.timeout = std::chrono::milliseconds(500);
    Context brief(options);
    const auto report = flameup::testing::check_callback_executor(
        std::ref(*brief.beast), [&brief] { brief.pump(); }, patient);
    BOOST_TEST(report.passed(), to_string(report));
}

BOOST_AUTO_TEST_CASE(completes_on_the_contexts_threads_only) {
    flameup::Call call = start("http://");
    BOOST_TEST(others == 0);
    context.io.run();
    BOOST_TEST(others == 1);
}

BOOST_AUTO_TEST_CASE(a_context_has_nothing_left_to_do_when_calls_are_complete) {
    const std::string base = peer.play(answering(2));
    start(base, [&] { start(base); });
    context.io.run(); // returns before the timeout
    BOOST_TEST(responses == 2);
}

BOOST_AUTO_TEST_CASE(calls_are_cancelled_from_other_threads) {
    const std::string base = peer.play(stalling(8));
    std::vector<flameup::Call> calls;
    for (int i = 0; i != 8; ++i) calls.push_back(start(base));
    wait_for(8);
    {
        const Threads threads(context.io);
        std::thread([&] {
            for (flameup::Call& call : calls) call.cancel();
        }).join();
        BOOST_TEST(cancelled == 8);
    }
    BOOST_TEST(responses + others == 0);
}

BOOST_AUTO_TEST_CASE(what_is_in_flight_outlives_the_executor) {
    const std::string base = peer.play(answering(8));
    for (int i = 0; i != 4; ++i) start(base);
    wait_for(4);
    for (int i = 0; i != 4; ++i) start(base); // not sent yet
    context.beast.reset();
    context.io.restart();
    context.io.run();
    BOOST_TEST(responses == 8);
    BOOST_TEST(cancelled + others == 0);
}

BOOST_AUTO_TEST_CASE(destruction_while_two_threads_run_completes_each_call_once) {
    const std::string base = peer.play(answering(100));
    {
        const Threads threads(context.io);
        for (int i = 0; i != 100; ++i) start(base);
        context.beast.reset();
    }
    BOOST_TEST(responses + cancelled == 100);
    BOOST_TEST(others == 0);
}

BOOST_AUTO_TEST_CASE(a_context_that_ends_drops_its_calls) {
    const std::string base = peer.play(stalling(2));
    std::optional<Context> brief(std::in_place, transports::BeastOptions());
    flameup::HttpRequest request;
    request.url = base;
    std::vector<flameup::Call> calls;
    for (int i = 0; i != 2; ++i) {
        calls.emplace_back(std::ref(*brief->beast), request,
                           flameup::Completion([this](auto response) {
                               if (response.error().code == "dropped") ++cancelled;
                           }));
    }
    while (peer.finish().size() < 2) brief->pump();
    brief.reset();
    BOOST_TEST(cancelled == 2);
    for (flameup::Call& call : calls) BOOST_TEST(!call.cancel());
}

BOOST_AUTO_TEST_CASE(two_threads_run_calls_that_start_further_calls) {
    const std::string base = peer.play(answering(200));
    std::atomic<int> left{200 - 16};
    const std::function<void()> next = [&] {
        if (left-- > 0) start(base, next);
    };
    {
        const Threads threads(context.io);
        for (int i = 0; i != 16; ++i) start(base, next);
        while (responses + others != 200) std::this_thread::yield();
    }
    BOOST_TEST(responses == 200);
}

BOOST_AUTO_TEST_CASE(cancelling_races_with_completing) {
    const std::string base = peer.play(answering(200));
    {
        const Threads threads(context.io);
        for (int i = 0; i != 200; ++i) {
            flameup::Call call = start(base);
            if (i % 4 != 0) {
                std::this_thread::sleep_for(std::chrono::microseconds(i * 10));
                call.cancel();
            }
        }
    }
    BOOST_TEST(responses + cancelled == 200);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
