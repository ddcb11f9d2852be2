// Sockets on a worker thread, and the worker itself: on which thread and when calls complete.
#include "transports/worker.hpp"

#include "flameup/client/client.hpp"
#include "flameup/model/operations.hpp"

#include "suite.hpp"
#include "transports/sockets.hpp"

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace transports_test {

Execute make_executor(const Settings& settings) {
    struct Polled {
        explicit Polled(const transports::SocketsOptions& options)
            : sockets(options), worker(std::ref(sockets)) {}
        transports::Sockets sockets;
        transports::Worker worker;
    };
    transports::SocketsOptions options;
    options.timeout = settings.timeout;
    return [polled = std::make_shared<Polled>(options)](const flameup::HttpRequest& request) {
        std::optional<flameup::Result<flameup::HttpResponse>> response;
        polled->worker(request, flameup::Completion([&](auto executed) { response = executed; }));
        while (!response) {
            polled->worker.tick();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        return *std::move(response);
    };
}

} // namespace transports_test

namespace {

using flameup::Completion;
using flameup::ErrorKind;
using flameup::HttpRequest;
using flameup::HttpResponse;
using Response = flameup::Result<HttpResponse>;

/// An executor that answers with the request's URL when the test allows it.
class Gate {
  public:
    Response operator()(const HttpRequest& request) {
        {
            std::unique_lock lock(mutex_);
            executed_.push_back(request.url);
            ++entered_;
            changed_.notify_all();
            changed_.wait(lock, [this] { return passes_ != 0; });
            --passes_;
        }
        HttpResponse response;
        response.status = 200;
        response.body = request.url;
        return response;
    }

    void let_pass(std::size_t count) {
        const std::lock_guard lock(mutex_);
        passes_ += count;
        changed_.notify_all();
    }
    void wait_for_entry(std::size_t count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this, count] { return entered_ >= count; });
    }
    std::vector<std::string> executed() {
        const std::lock_guard lock(mutex_);
        return executed_;
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::string> executed_;
    std::size_t entered_ = 0;
    std::size_t passes_ = 0;
};

struct Seen {
    std::string what; ///< The response's body, or the error's code.
    std::thread::id thread;
};

struct Fixture {
    Gate gate;
    std::vector<Seen> seen;
    std::optional<transports::Worker> worker{std::in_place, std::ref(gate), std::size_t{4}};
    transports::Worker& known = *worker; // also while it is destroyed

    flameup::Call start(const std::string& url, std::function<void()> then = {},
                        std::optional<std::int64_t> timeout_ms = {}) {
        HttpRequest request;
        request.url = url;
        request.timeout_ms = timeout_ms;
        return flameup::Call(std::ref(known), request, Completion([this, then](Response response) {
                                 seen.push_back({response ? response->body : response.error().code,
                                                 std::this_thread::get_id()});
                                 if (then) then();
                             }));
    }
    void tick_until(std::size_t count) {
        while (seen.size() < count) {
            worker->tick();
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    std::string all() const {
        std::string text;
        for (const Seen& each : seen) text += each.what + ' ';
        return text;
    }
};

BOOST_FIXTURE_TEST_SUITE(worker, Fixture)

BOOST_AUTO_TEST_CASE(delivers_in_order_in_tick_on_the_polling_thread) {
    start("1");
    start("2");
    start("3");
    gate.let_pass(3);
    gate.wait_for_entry(3);
    BOOST_TEST(seen.empty());
    tick_until(3);
    BOOST_TEST(all() == "1 2 3 ");
    for (const Seen& each : seen) BOOST_TEST((each.thread == std::this_thread::get_id()));
    BOOST_TEST(worker->tick() == 0U);
}

BOOST_AUTO_TEST_CASE(nothing_waits_while_the_executor_blocks) {
    start("1");
    gate.wait_for_entry(1);
    flameup::Call second = start("2");
    for (int frame = 0; frame != 1000; ++frame) BOOST_TEST(worker->tick() == 0U);
    BOOST_TEST(second.cancel());
    BOOST_TEST(all() == "cancelled ");
    gate.let_pass(1);
    tick_until(2);
    BOOST_TEST(all() == "cancelled 1 ");
}

BOOST_AUTO_TEST_CASE(a_stopped_request_that_waits_is_never_executed) {
    start("1");
    gate.wait_for_entry(1);
    flameup::Call second = start("2");
    start("3");
    BOOST_TEST(second.cancel());
    BOOST_TEST(!second.cancel());
    gate.let_pass(2);
    tick_until(3);
    BOOST_TEST(all() == "cancelled 1 3 ");
    BOOST_TEST(gate.executed() == (std::vector<std::string>{"1", "3"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_response_of_a_stopped_request_in_flight_is_dropped) {
    flameup::Call first = start("1");
    gate.wait_for_entry(1);
    BOOST_TEST(first.cancel());
    start("2");
    gate.let_pass(2);
    tick_until(2);
    BOOST_TEST(all() == "cancelled 2 ");
}

BOOST_AUTO_TEST_CASE(the_time_of_a_request_runs_while_it_waits) {
    start("1");
    gate.wait_for_entry(1);
    start("2", {}, 1);
    start("3", {}, 20'000);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
    gate.let_pass(2);
    tick_until(3);
    BOOST_TEST(all() == "1 timed_out 3 ");
    BOOST_TEST(gate.executed() == (std::vector<std::string>{"1", "3"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(requests_may_be_stopped_on_other_threads) {
    start("1");
    gate.wait_for_entry(1);
    flameup::Call second = start("2");
    std::thread([&] { second.cancel(); }).join();
    gate.let_pass(1);
    tick_until(2);
    BOOST_TEST(all() == "cancelled 1 ");
}

BOOST_AUTO_TEST_CASE(what_completes_may_start_and_stop_requests) {
    flameup::Call third;
    start("1", [&] {
        third.cancel();
        start("4", [&] { worker->tick(); });
    });
    start("2");
    third = start("3");
    gate.let_pass(4);
    tick_until(4);
    BOOST_TEST(all() == "1 cancelled 2 4 ");
}

BOOST_AUTO_TEST_CASE(what_completes_may_destroy_the_worker) {
    start("1", [&] { worker.reset(); });
    start("2");
    gate.let_pass(2);
    gate.wait_for_entry(2);
    while (seen.size() < 2) {
        worker->tick();
        if (!worker) break;
    }
    BOOST_TEST(seen.size() == 2U);
    BOOST_TEST(seen.front().what == "1"); // the other call is delivered or dropped
}

BOOST_AUTO_TEST_CASE(too_many_waiting_requests_are_refused_in_tick) {
    start("1");
    gate.wait_for_entry(1);
    for (const char* url : {"2", "3", "4", "5", "6"}) start(url);
    BOOST_TEST(seen.empty());
    BOOST_TEST(worker->tick() == 1U);
    BOOST_TEST(all() == "queue_full ");
    gate.let_pass(5);
    tick_until(6);
    BOOST_TEST(all() == "queue_full 1 2 3 4 5 ");
}

BOOST_AUTO_TEST_CASE(destruction_waits_for_the_request_in_flight_and_drops_all) {
    start("1");
    gate.wait_for_entry(1);
    start("2", [&] { start("4"); }); // too late
    start("3");
    std::thread later([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        gate.let_pass(1);
    });
    worker.reset();
    later.join();
    BOOST_TEST(gate.executed().size() == 1U);
    BOOST_TEST(seen.size() == 4U);
    for (const Seen& each : seen) {
        BOOST_TEST(each.what == "dropped");
        BOOST_TEST((each.thread == std::this_thread::get_id()));
    }
}

BOOST_AUTO_TEST_CASE(a_call_may_be_cancelled_when_the_worker_is_gone) {
    flameup::Call first = start("1");
    gate.let_pass(1);
    worker.reset();
    BOOST_TEST(!first.cancel());
    BOOST_TEST(all() == "dropped ");
}

BOOST_AUTO_TEST_CASE(requests_may_be_started_on_many_threads) {
    worker.emplace(std::ref(gate), std::size_t{1000});
    gate.let_pass(400);
    std::vector<std::future<void>> starting;
    std::atomic<int> completed{0};
    for (int thread = 0; thread != 4; ++thread) {
        starting.push_back(std::async(std::launch::async, [&] {
            for (int i = 0; i != 100; ++i) {
                auto call = flameup::Call(std::ref(*worker), HttpRequest(),
                                          Completion([&](Response) { ++completed; }));
                if (i % 3 == 0) call.cancel();
            }
        }));
    }
    while (completed != 400) worker->tick();
}

BOOST_AUTO_TEST_CASE(a_client_polls_calls) {
    const auto answer = [](const HttpRequest&) {
        HttpResponse response;
        response.status = 200;
        response.headers.add("Content-Type", "application/json");
        response.body = R"({"total": 3})";
        return response;
    };
    transports::Worker around(answer);
    flameup::Config config;
    config.api_key = "ws_test_0123456789";
    const flameup::Client people(config, std::ref(around));
    auto call = people.start(flameup::GetStatistics{});
    std::optional<flameup::Result<flameup::Statistics>> statistics;
    while (!(statistics = call.poll())) around.tick();
    BOOST_TEST_REQUIRE(statistics->has_value());
    BOOST_TEST((*statistics)->total.value_or(0) == 3);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
