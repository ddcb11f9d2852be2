#include "flameup/drive/awaitable.hpp"

#include "flameup/flow/call_flow.hpp"
#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

#if FLAMEUP_HAS_COROUTINES
#include "task.hpp"

BOOST_AUTO_TEST_SUITE(drive_awaitable)

using batches::config;
using batches::created;
using batches::Flow;
using batches::refusal;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;
using Answer = Task<Result<HttpResponse>, int>;

/// A host whose waits the test ends, or that ends them at once.
struct Awaited : hosts::Virtual {
    std::coroutine_handle<> waiting{};
    bool is_hasty = false;

    Task<bool> wait_until(hosts::milliseconds until) {
        if (!is_hasty) co_await Gate{waiting};
        co_return hosts::Virtual::wait_until(until);
    }
};

BOOST_AUTO_TEST_CASE(moves_a_flow_to_its_end) {
    std::coroutine_handle<> sending;
    int requests = 0;
    const auto executor = [&](HttpRequest request) -> Answer {
        co_await Gate{sending};
        const std::size_t count = batches::ids_of(request).size();
        co_return ++requests == 1 ? refusal(503) : created(count);
    };
    Flow flow(config());
    Awaited host;
    std::size_t outcomes = 0;
    const auto feed = [&outcomes](Flow& yielded) {
        outcomes += yielded.take().size();
        if (yielded.wants_more()) yielded.add(batches::person("u"));
        yielded.close();
    };
    auto run = flameup::run_awaiting(flow, executor, host, feed);
    static_assert(std::is_same_v<decltype(run), Task<bool, int>>);
    BOOST_TEST(!run.run().has_value());
    sending.resume();
    BOOST_TEST(!run.result().has_value());
    host.waiting.resume();
    sending.resume();
    BOOST_TEST(run.result().value());
    BOOST_TEST(outcomes == 1u);
    BOOST_TEST(requests == 2);
}

BOOST_AUTO_TEST_CASE(moves_a_flow_that_completes_at_once) {
    const auto executor = [](HttpRequest request) -> Answer {
        co_return created(batches::ids_of(request).size());
    };
    flameup::BatchesOptions options;
    options.max_people = 1;
    Flow flow(config(), options);
    Awaited host;
    int people = 100;
    const auto feed = [&people](Flow& yielded) {
        yielded.take();
        if (people == 0) return yielded.close();
        if (yielded.wants_more()) yielded.add(batches::person("u" + std::to_string(people--)));
    };
    BOOST_TEST(flameup::run_awaiting(flow, executor, host, feed).run().value());
    BOOST_TEST(flow.save(host.now()).added == 100);
}

BOOST_AUTO_TEST_CASE(moves_a_flow_that_never_yields) {
    const auto executor = [](HttpRequest) -> Answer { co_return refusal(404); };
    Awaited host;
    flameup::CallFlow call(config(), flameup::GetStatistics());
    BOOST_TEST(flameup::run_awaiting(call, executor, host).run().value());
    BOOST_TEST(call.outcome()->error().status == 404);
    Flow yielding(config());
    BOOST_TEST(!flameup::run_awaiting(yielding, executor, host).run().value());
}

BOOST_AUTO_TEST_CASE(stops_where_it_is_told) {
    const auto executor = [](HttpRequest) -> Answer { co_return refusal(503); };
    Awaited host;
    host.is_hasty = true;
    host.waits_left = 1;
    Flow flow(config());
    const auto feed = [](Flow& yielded) { yielded.add(batches::person("u")); };
    BOOST_TEST(!flameup::run_awaiting(flow, executor, host, feed).run().value());
    BOOST_TEST(flow.attempts().size() == 2u);
    Flow other(config());
    const auto stop = [](Flow&) { return false; };
    BOOST_TEST(!flameup::run_awaiting(other, executor, host, stop).run().value());
}

BOOST_AUTO_TEST_CASE(leaves_the_flow_as_it_is_where_it_is_dropped) {
    std::coroutine_handle<> sending;
    const auto executor = [&sending](HttpRequest) -> Answer {
        co_await Gate{sending};
        co_return created(1);
    };
    Awaited host;
    Flow flow(config());
    const auto feed = [](Flow& yielded) {
        yielded.add(batches::person("u"));
        yielded.close();
    };
    {
        auto run = flameup::run_awaiting(flow, executor, host, feed);
        BOOST_TEST(!run.run().has_value());
    }
    const auto state = flow.save(host.now());
    BOOST_TEST(state.sending.in_flight);
    BOOST_TEST(state.pending.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
#endif
