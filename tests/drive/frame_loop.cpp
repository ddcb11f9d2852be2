#include "flameup/drive/frame_loop.hpp"

#include "flameup/flow/call_flow.hpp"
#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"
#include "threads.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(drive_frame_loop)

using batches::config;
using batches::created;
using batches::Flow;
using batches::Ids;
using batches::refusal;
using flameup::Completion;
using flameup::HttpRequest;
using flameup::HttpResponse;
using Call = flameup::CallFlow<flameup::GetPerson<>>;

/// Keeps requests until the test answers them, the first one first.
struct Queue {
    std::vector<std::pair<HttpRequest, Completion>> waiting;
    std::size_t most = 0;
    int stopped = 0;
    Ids ids; ///< The last segments of all URLs.

    auto operator()(HttpRequest request, Completion completion) {
        ids.push_back(request.url.substr(request.url.rfind('/') + 1));
        waiting.emplace_back(std::move(request), std::move(completion));
        most = (std::max)(most, waiting.size());
        return [this] { ++stopped; };
    }

    void answer(const HttpResponse& response = {200, {}, "{}"}) {
        const auto first = std::move(waiting.front());
        waiting.erase(waiting.begin());
        first.second(response);
    }
};

using Loop = flameup::FrameLoop<std::reference_wrapper<Queue>>;

Call call(const std::string& id) { return Call(config(), flameup::GetPerson<>{id}); }

/// A loop whose ends are noted.
struct Frames {
    Queue queue;
    Loop loop;
    hosts::Virtual host;
    Ids ends;

    explicit Frames(std::size_t max_in_flight = 4) : loop(std::ref(queue), max_in_flight) {}

    std::uint64_t add(const std::string& id) {
        return loop.add(call(id), [this, id](const Call&, bool finished) {
            ends.push_back(id + (finished ? "" : " stopped"));
        });
    }

    void tick() {
        host.time += hosts::milliseconds(16);
        loop.tick(host.now());
    }
};

BOOST_AUTO_TEST_CASE(moves_flows_to_their_ends) {
    Frames frames;
    frames.tick();
    frames.add("a");
    frames.add("b");
    BOOST_TEST(frames.queue.waiting.empty()); // before a tick
    frames.tick();
    BOOST_TEST((frames.queue.ids == Ids{"a", "b"}));
    frames.queue.answer(refusal(503));
    frames.queue.answer();
    BOOST_TEST(frames.ends.empty());
    frames.tick();
    BOOST_TEST((frames.ends == Ids{"b"}));
    BOOST_TEST(frames.loop.size() == 1u);
    while (frames.queue.waiting.empty()) frames.tick();
    frames.queue.answer();
    frames.tick();
    BOOST_TEST((frames.ends == Ids{"b", "a"}));
    BOOST_TEST(frames.loop.size() == 0u);
}

BOOST_AUTO_TEST_CASE(never_has_more_in_flight) {
    for (const std::size_t most : {0u, 1u, 3u, 100u}) {
        Frames frames(most);
        for (int i = 0; i != 20; ++i) frames.add(std::to_string(i));
        for (int i = 0; i != 200 && frames.ends.size() != 20; ++i) {
            frames.tick();
            if (!frames.queue.waiting.empty() && i % 3 == 0) frames.queue.answer();
        }
        BOOST_TEST(frames.queue.most ==
                   (std::min)((std::max)(most, std::size_t{1}), std::size_t{20}));
        BOOST_TEST(frames.ends.size() == 20u);
    }
}

BOOST_AUTO_TEST_CASE(gives_each_flow_its_turn_whatever_the_latency) {
    // Three flows of many requests share one place, which is free again every so many ticks.
    for (int latency = 1; latency != 8; ++latency) {
        Frames frames(1);
        flameup::BatchesOptions options;
        options.max_people = 1;
        std::map<std::string, int> requests;
        for (const char* const id : {"a", "b", "c"}) {
            frames.loop.add(
                Flow(config(), options),
                [id](Flow& flow) {
                    flow.take();
                    if (flow.wants_more()) flow.add(batches::person(id));
                },
                [](const Flow&, bool) {});
        }
        for (int i = 0; i != 30 * latency; ++i) {
            frames.tick();
            if (frames.queue.waiting.empty() || i % latency != 0) continue;
            ++requests[batches::ids_of(frames.queue.waiting[0].first)[0]];
            frames.queue.answer(created(1));
        }
        const auto least = (std::min)({requests["a"], requests["b"], requests["c"]});
        const auto most = (std::max)({requests["a"], requests["b"], requests["c"]});
        BOOST_TEST(least >= 3);
        BOOST_TEST(most - least <= 1);
    }
}

BOOST_AUTO_TEST_CASE(takes_one_step_a_tick_where_requests_complete_at_once) {
    int requests = 0;
    const auto executor = [&requests](const HttpRequest&, const Completion& completion) {
        ++requests;
        completion(created(1));
    };
    flameup::FrameLoop<decltype(executor)> loop(executor);
    hosts::Virtual host;
    flameup::BatchesOptions options;
    options.max_people = 1;
    loop.add(
        Flow(config(), options),
        [](Flow& flow) {
            flow.take();
            if (flow.wants_more()) flow.add(batches::person("u"));
        },
        [](const Flow&, bool) {});
    for (int i = 0; i != 3000; ++i) loop.tick(host.now());
    BOOST_TEST(requests >= 1000);
    BOOST_TEST(requests <= 3000);
}

BOOST_AUTO_TEST_CASE(stops_a_flow_here_and_now) {
    Frames frames(1);
    const std::uint64_t first = frames.add("a");
    const std::uint64_t second = frames.add("b");
    frames.tick();
    BOOST_TEST(frames.loop.stop(second)); // which was not sent
    BOOST_TEST(frames.loop.stop(first));  // which is in flight
    BOOST_TEST((frames.ends == Ids{"b stopped", "a stopped"}));
    BOOST_TEST(frames.queue.stopped == 1);
    BOOST_TEST(frames.loop.size() == 0u);
    BOOST_TEST(!frames.loop.stop(first));
    BOOST_TEST(!frames.loop.stop(0));
    BOOST_TEST(!frames.loop.stop(77));
    frames.queue.answer();
    frames.add("c");
    frames.tick(); // its place is free
    BOOST_TEST((frames.queue.ids == Ids{"a", "c"}));
    BOOST_TEST(frames.ends.size() == 2u);
}

BOOST_AUTO_TEST_CASE(may_be_changed_from_what_it_calls) {
    Frames frames;
    std::uint64_t self = 0;
    std::uint64_t other = 0;
    Ids log;
    self = frames.loop.add(
        Flow(config()),
        [&](Flow& flow) {
            log.push_back("yield");
            frames.tick(); // does nothing
            frames.add("added");
            BOOST_TEST(frames.loop.stop(other));
            BOOST_TEST(!frames.loop.stop(other));
            BOOST_TEST(frames.loop.stop(self));
            flow.add(batches::person("u")); // it is here still
        },
        [&](const Flow& flow, bool finished) {
            log.push_back(finished ? "finished" : "stopped");
            BOOST_TEST(flow.save(frames.host.now()).pending.size() == 1u);
            BOOST_TEST(!frames.loop.stop(self));
            frames.add("added at the end");
        });
    other = frames.add("other");
    frames.tick();
    BOOST_TEST((log == Ids{"yield", "stopped"}));
    BOOST_TEST((frames.ends == Ids{"other stopped"}));
    BOOST_TEST(frames.loop.size() == 2u);
    frames.tick();
    BOOST_TEST((frames.queue.ids == Ids{"added", "added%20at%20the%20end"}));
}

BOOST_AUTO_TEST_CASE(stops_a_flow_by_what_its_user_returns) {
    Frames frames;
    int ends = 0;
    frames.loop.add(
        Flow(config()), [](Flow&) { return false; },
        [&ends](const Flow&, bool finished) { ends += finished ? 100 : 1; });
    frames.tick();
    frames.tick();
    BOOST_TEST(ends == 1);
}

BOOST_AUTO_TEST_CASE(stops_a_flow_that_yields_to_nobody) {
    Frames frames;
    Ids ends;
    frames.loop.add(Flow(config()), [&ends](const Flow& flow, bool finished) {
        ends.push_back(finished ? "finished" : flow.wants_more() ? "stopped" : "closed");
    });
    frames.tick();
    frames.tick();
    BOOST_TEST((ends == Ids{"stopped"}));
    BOOST_TEST(frames.loop.size() == 0u);
}

BOOST_AUTO_TEST_CASE(is_stopped_by_its_executor) {
    Queue queue;
    std::function<void()> stop = [] {};
    const auto executor = [&](HttpRequest request, Completion completion) {
        stop();
        return queue(std::move(request), std::move(completion));
    };
    flameup::FrameLoop<decltype(executor)> loop(executor);
    hosts::Virtual host;
    int ends = 0;
    const std::uint64_t id =
        loop.add(call("a"), [&ends](const Call&, bool finished) { ends += finished ? 9 : 1; });
    stop = [&] { loop.stop(id); };
    loop.tick(host.now());
    BOOST_TEST(ends == 1);
    BOOST_TEST(queue.stopped == 1);
    BOOST_TEST(loop.size() == 0u);
}

BOOST_AUTO_TEST_CASE(cancels_what_is_in_flight_when_it_is_destroyed) {
    Queue queue;
    int ends = 0;
    auto loop = std::make_unique<Loop>(std::ref(queue));
    hosts::Virtual host;
    for (const char* const id : {"a", "b"}) {
        loop->add(call(id), [&ends](const Call&, bool) { ++ends; });
    }
    loop->tick(host.now());
    queue.answer(); // and not collected
    loop.reset();
    BOOST_TEST(queue.stopped == 1);
    BOOST_TEST(ends == 0);
    queue.answer();
}

BOOST_AUTO_TEST_CASE(ends_flows_whose_executor_is_destroyed) {
    auto queue = std::make_unique<Queue>();
    Loop loop(std::ref(*queue));
    hosts::Virtual host;
    std::string code;
    loop.add(call("a"), [&code](const Call& flow, bool) { code = flow.outcome()->error().code; });
    loop.tick(host.now());
    queue.reset();
    loop.tick(host.now());
    BOOST_TEST(code == "dropped");
}

BOOST_AUTO_TEST_CASE(takes_responses_from_other_threads) {
    std::vector<flameup_tests::Thread> threads;
    const auto executor = [&threads](const HttpRequest&, const Completion& completion) {
        threads.emplace_back([completion] { completion({{200, {}, R"({"userId":"u"})"}}); });
    };
    flameup::FrameLoop<decltype(executor)> loop(executor);
    hosts::Virtual host;
    int good = 0;
    for (int i = 0; i != 20; ++i) {
        loop.add(call("u"),
                 [&good](const Call& flow, bool) { good += flow.outcome()->has_value(); });
    }
    while (loop.size() != 0) loop.tick(host.now());
    for (flameup_tests::Thread& thread : threads) thread.join();
    BOOST_TEST(good == 20);
}

BOOST_AUTO_TEST_CASE(draws_other_chances_for_each_flow) {
    // Those that fail together do not come back together.
    Frames frames(100);
    for (int i = 0; i != 20; ++i) frames.add(std::to_string(i));
    frames.tick();
    while (!frames.queue.waiting.empty()) frames.queue.answer(refusal(503));
    std::set<int> ticks;
    for (int tick = 0; frames.queue.ids.size() != 40; ++tick) {
        const std::size_t before = frames.queue.ids.size();
        frames.tick();
        if (frames.queue.ids.size() != before) ticks.insert(tick);
    }
    BOOST_TEST(ticks.size() > 8u);
}

BOOST_AUTO_TEST_SUITE_END()
