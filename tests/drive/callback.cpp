#include "flameup/drive/callback.hpp"

#include "flameup/flow/call_flow.hpp"
#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(drive_callback)

using batches::config;
using batches::created;
using batches::Flow;
using batches::Ids;
using batches::refusal;
using flameup::Completion;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Step;

/// Keeps requests until the test answers them.
struct Queue {
    std::vector<std::pair<HttpRequest, Completion>> waiting;
    int stopped = 0;

    auto operator()(HttpRequest request, Completion completion) {
        waiting.emplace_back(std::move(request), std::move(completion));
        return [this] { ++stopped; };
    }

    void answer(const HttpResponse& response) {
        const auto answered = std::exchange(waiting, {});
        for (const auto& [request, completion] : answered) completion(response);
    }
};

/// What a run ended with.
struct End {
    std::optional<Flow> flow;
    bool finished = false;
    int times = 0;

    auto keep() {
        return [this](Flow ended, bool is_finished) {
            flow.emplace(std::move(ended));
            finished = is_finished;
            ++times;
        };
    }
};

/// Adds a number of people one by one, and counts their outcomes.
struct Feed {
    int people;
    std::size_t* outcomes;

    void operator()(Flow& flow) {
        *outcomes += flow.take().size();
        if (people == 0) {
            flow.close();
        } else if (flow.wants_more()) {
            flow.add(batches::person("u" + std::to_string(people--)));
        }
    }
};

Flow one_by_one() {
    flameup::BatchesOptions options;
    options.max_people = 1;
    return Flow(config(), options);
}

BOOST_AUTO_TEST_CASE(moves_a_flow_to_its_end) {
    Queue queue;
    hosts::Timers host;
    End end;
    std::size_t outcomes = 0;
    flameup::run_calling_back(one_by_one(), std::ref(queue), host, Feed{2, &outcomes}, end.keep());
    BOOST_TEST_REQUIRE(queue.waiting.size() == 1u);
    queue.answer(refusal(503));
    BOOST_TEST(queue.waiting.empty());
    BOOST_TEST(host.pending.size() == 1u);
    BOOST_TEST(host.fire());
    queue.answer(created(1));
    BOOST_TEST(end.times == 0);
    queue.answer(created(1));
    BOOST_TEST(end.times == 1);
    BOOST_TEST(end.finished);
    BOOST_TEST(outcomes == 2u);
    BOOST_TEST(!host.fire());
    BOOST_TEST(queue.stopped == 0);
}

BOOST_AUTO_TEST_CASE(moves_a_flow_that_never_yields) {
    Queue queue;
    hosts::Timers host;
    std::string outcome;
    flameup::run_calling_back(flameup::CallFlow(config(), flameup::GetStatistics()),
                              std::ref(queue), host, [&outcome](const auto& flow, bool finished) {
                                  outcome =
                                      finished ? texts::of(flow.outcome()->error()) : "stopped";
                              });
    queue.answer(refusal(404));
    BOOST_TEST(outcome == "api 404 404: no\n");

    // One that yields is stopped.
    End end;
    flameup::run_calling_back(one_by_one(), std::ref(queue), host, end.keep());
    BOOST_TEST(end.times == 1);
    BOOST_TEST(!end.finished);
}

BOOST_AUTO_TEST_CASE(does_not_recurse_where_requests_complete_at_once) {
    hosts::Timers host;
    End end;
    std::size_t outcomes = 0;
    int depth = 0, deepest = 0;
    const auto executor = [&](const HttpRequest&, const Completion& completion) {
        deepest = (std::max)(deepest, ++depth);
        completion(created(1)); // within which the next request would begin
        --depth;
    };
    flameup::run_calling_back(one_by_one(), executor, host, Feed{1000, &outcomes}, end.keep());
    BOOST_TEST(end.finished);
    BOOST_TEST(outcomes == 1000u);
    BOOST_TEST(deepest == 1);
}

/// A timer that calls at once.
struct Hasty : hosts::Virtual {
    void call_at(hosts::milliseconds at, const std::function<void()>& function) {
        wait_until(at);
        function();
    }
};

BOOST_AUTO_TEST_CASE(bears_a_timer_that_calls_at_once) {
    Hasty host;
    End end;
    std::size_t outcomes = 0;
    int requests = 0;
    const auto executor = [&](const HttpRequest&, const Completion& completion) {
        completion(++requests % 2 == 1 ? refusal(503) : created(1));
    };
    flameup::run_calling_back(one_by_one(), executor, host, Feed{100, &outcomes}, end.keep());
    BOOST_TEST(end.finished);
    BOOST_TEST(requests == 200);
}

BOOST_AUTO_TEST_CASE(is_stopped_at_any_point) {
    // In flight: what was sent is there to be sent again.
    Queue queue;
    hosts::Timers host;
    End end;
    std::size_t outcomes = 0;
    auto stop = flameup::run_calling_back(one_by_one(), std::ref(queue), host, Feed{2, &outcomes},
                                          end.keep());
    stop();
    stop();
    BOOST_TEST(end.times == 1);
    BOOST_TEST(!end.finished);
    BOOST_TEST(queue.stopped == 1);
    BOOST_TEST(end.flow->save(host.now()).sending.in_flight);
    queue.answer(created(1)); // too late
    BOOST_TEST(end.flow->save(host.now()).pending.size() == 1u);

    // In a wait.
    end = {};
    stop = flameup::run_calling_back(one_by_one(), std::ref(queue), host, Feed{2, &outcomes},
                                     end.keep());
    queue.answer(refusal(503));
    stop();
    BOOST_TEST(end.times == 1);
    BOOST_TEST(host.fire());
    BOOST_TEST(queue.waiting.empty());
    BOOST_TEST(end.times == 1);
    stop(); // of what is gone

    // It goes on where it was.
    flameup::run_calling_back(*std::move(end.flow), std::ref(queue), host, Feed{1, &outcomes},
                              end.keep());
    queue.answer(created(1));
    queue.answer(created(1));
    BOOST_TEST(end.finished);
    BOOST_TEST(outcomes == 2u);
}

BOOST_AUTO_TEST_CASE(is_stopped_from_within) {
    Queue queue;
    hosts::Timers host;
    End end;
    std::function<void()> stop;
    bool armed = false;
    const auto on_yield = [&](Flow& flow) {
        if (armed) stop();
        flow.take();
        while (flow.wants_more()) flow.add(batches::person("u")); // it is here still
    };
    const auto on_end = [&](Flow flow, bool finished) {
        stop();
        end.keep()(std::move(flow), finished);
    };
    stop = flameup::run_calling_back(one_by_one(), std::ref(queue), host, on_yield, on_end);
    armed = true;
    queue.answer(created(1));
    BOOST_TEST(end.times == 1);
    BOOST_TEST(!end.finished);
    BOOST_TEST(queue.waiting.empty());
    BOOST_TEST(end.flow->save(host.now()).pending.size() == 1u);

    // By what on_yield returns.
    end = {};
    flameup::run_calling_back(
        one_by_one(), std::ref(queue), host, [](Flow&) { return false; }, end.keep());
    BOOST_TEST(end.times == 1);
    BOOST_TEST(!end.finished);
}

BOOST_AUTO_TEST_CASE(is_stopped_by_its_executor) {
    Queue queue;
    hosts::Timers host;
    End end;
    std::size_t outcomes = 0;
    std::function<void()> stop = [] {};
    const auto executor = [&](HttpRequest request, Completion completion) {
        stop();
        return queue(std::move(request), std::move(completion));
    };
    stop = flameup::run_calling_back(one_by_one(), executor, host, Feed{2, &outcomes}, end.keep());
    queue.answer(created(1));
    BOOST_TEST(end.times == 1);
    BOOST_TEST(queue.stopped == 1); // and not on its way any more
}

BOOST_AUTO_TEST_CASE(ends_where_the_executor_is_destroyed) {
    auto queue = std::make_unique<Queue>();
    hosts::Timers host;
    End end;
    std::size_t outcomes = 0;
    flameup::run_calling_back(one_by_one(), std::ref(*queue), host, Feed{2, &outcomes}, end.keep());
    queue.reset();
    BOOST_TEST(end.finished);
    BOOST_TEST(end.flow->error()->code == "dropped");
    BOOST_TEST(outcomes == 1u);
}

BOOST_AUTO_TEST_CASE(is_dropped_with_the_timer) {
    Queue queue;
    auto alive = std::make_shared<int>();
    std::function<void()> stop;
    {
        hosts::Timers host;
        stop = flameup::run_calling_back(
            flameup::CallFlow<flameup::GetStatistics>(config(), {}), std::ref(queue), host,
            [alive](const auto&) {}, [alive](const auto&, bool) {});
        queue.answer(refusal(503));
        BOOST_TEST(alive.use_count() == 3);
    }
    BOOST_TEST(alive.use_count() == 1);
    stop();
}

BOOST_AUTO_TEST_SUITE_END()
