// The awaitable adapter over Boost.Beast: C++20 coroutines and their cancellation by Asio.
#include "transports/beast.hpp"

#include "flameup/client/client.hpp"
#include "flameup/model/operations.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
using Response = flameup::Result<flameup::HttpResponse>;

struct Context {
    explicit Context(const transports::BeastOptions& options) : beast(io, options) {}

    asio::io_context io;
    transports::BeastAsync beast;
};

} // namespace

namespace transports_test {

Execute make_executor(const Settings& settings) {
    transports::BeastOptions options;
    options.timeout = settings.timeout;
    options.ca_file = settings.ca_file;
    return [context = std::make_shared<Context>(options)](const flameup::HttpRequest& request) {
        std::optional<Response> response;
        asio::co_spawn(context->io, context->beast(request),
                       [&](std::exception_ptr, Response executed) { response = executed; });
        context->io.restart();
        context->io.run();
        return *std::move(response);
    };
}

} // namespace transports_test

namespace {

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::PeerScript;
using flameup::testing::response_text;

struct Fixture {
    transports::SocketPeer peer{std::chrono::seconds(20)};
    Context context{transports::BeastOptions{}};

    flameup::HttpRequest play(PeerEnd end) {
        flameup::HttpRequest request;
        request.url = peer.play({{PeerAnswer{
            {end == PeerEnd::keep ? response_text(200, {}, R"({"total": 3})") : std::string()},
            end,
            {},
            {}}}});
        return request;
    }
    flameup::Client<std::reference_wrapper<transports::BeastAsync>> client(PeerEnd end) {
        flameup::Config config;
        config.api_key = "ws_test_0123456789";
        config.base_url = play(end).url;
        return {config, std::ref(context.beast)};
    }
};

BOOST_FIXTURE_TEST_SUITE(beast_coroutine, Fixture)

BOOST_AUTO_TEST_CASE(a_client_is_awaited) {
    const auto people = client(PeerEnd::keep);
    std::int64_t total = 0;
    asio::co_spawn(
        context.io,
        [&]() -> asio::awaitable<void> {
            const flameup::GetStatistics operation;
            const auto statistics = co_await people.send(operation);
            if (statistics) total = statistics->total.value_or(0);
        },
        asio::detached);
    context.io.run();
    BOOST_TEST(total == 3);
}

BOOST_AUTO_TEST_CASE(cancellation_is_an_error_of_that_kind) {
    const auto people = client(PeerEnd::stall);
    asio::cancellation_signal stop;
    std::optional<flameup::ErrorKind> kind;
    asio::co_spawn(
        context.io,
        [&]() -> asio::awaitable<void> {
            const flameup::GetStatistics operation;
            const auto statistics = co_await people.send(operation);
            if (!statistics) kind = statistics.error().kind;
        },
        asio::bind_cancellation_slot(stop.slot(), asio::detached));
    while (peer.finish().empty()) context.io.run_one_for(std::chrono::milliseconds(10));
    stop.emit(asio::cancellation_type::terminal);
    context.io.run();
    BOOST_TEST((kind == flameup::ErrorKind::cancelled));
}

BOOST_AUTO_TEST_CASE(a_request_races_with_a_timer) {
    using namespace asio::experimental::awaitable_operators;
    flameup::HttpRequest request = play(PeerEnd::stall);
    bool is_timer_first = false;
    const auto begun = std::chrono::steady_clock::now();
    asio::co_spawn(
        context.io,
        [&]() -> asio::awaitable<void> {
            asio::steady_timer timer(context.io, std::chrono::milliseconds(50));
            const auto first =
                co_await (context.beast(request) || timer.async_wait(asio::use_awaitable));
            is_timer_first = first.index() == 1;
        },
        asio::detached);
    context.io.run();
    BOOST_TEST(is_timer_first);
    BOOST_TEST((std::chrono::steady_clock::now() - begun < std::chrono::milliseconds(400)));
}

BOOST_AUTO_TEST_CASE(coroutines_run_elsewhere_than_the_transport) {
    const auto people = client(PeerEnd::keep);
    asio::thread_pool pool(2);
    auto work = asio::make_work_guard(context.io);
    std::thread transport([&] { context.io.run(); });
    std::atomic<bool> is_there{false};
    asio::co_spawn(
        asio::make_strand(pool),
        [&]() -> asio::awaitable<void> {
            const flameup::GetStatistics operation;
            is_there = (co_await people.send(operation)).has_value();
        },
        asio::detached);
    pool.join();
    work.reset();
    transport.join();
    BOOST_TEST(is_there);
}

BOOST_AUTO_TEST_CASE(a_coroutine_that_waits_is_destroyed_with_its_context) {
    const std::string base = play(PeerEnd::stall).url;
    const auto alive = std::make_shared<int>();
    std::optional<Context> brief(std::in_place, transports::BeastOptions());
    asio::co_spawn(
        brief->io,
        [&beast = brief->beast, base, alive]() -> asio::awaitable<void> {
            flameup::HttpRequest request;
            request.url = base;
            co_await beast(request);
        },
        asio::detached);
    while (peer.finish().empty()) brief->io.run_one_for(std::chrono::milliseconds(10));
    brief.reset();
    BOOST_TEST(alive.use_count() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
