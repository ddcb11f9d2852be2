#ifndef FLAMEUP_TESTING_CONFORMANCE_CALLBACK_CHECKS_HPP
#define FLAMEUP_TESTING_CONFORMANCE_CALLBACK_CHECKS_HPP

#include "flameup/http/http.hpp"
#include "flameup/http/method.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/conformance/bench.hpp"
#include "flameup/testing/conformance/failure_checks.hpp"
#include "flameup/testing/conformance/pending.hpp"
#include "flameup/testing/conformance/response_checks.hpp"
#include "flameup/testing/conformance/words.hpp"
#include "flameup/testing/peer_script.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// Makes an answer that stalls, for calls that are cancelled.
inline PeerAnswer stalling_answer(std::string target) {
    return {{},
            PeerEnd::stall,
            std::move(target),
            response_text(200, {{"Connection", "close"}}, "late")};
}

/// Checks that each of 16 concurrent calls gets its own response.
template <class Executor, class Pump>
void check_calls_in_flight(Bench& bench, const Executor& executor, const Pump& pump) {
    constexpr std::size_t count = 16;
    const auto target = [](std::size_t i) { return "/people/" + std::to_string(i); };
    const auto body = [](std::size_t i) { return std::string(i * 1000, 'x') + std::to_string(i); };
    std::vector<PeerAnswer> answers;
    for (std::size_t i = 0; i != count; ++i) {
        const std::string text = response_text(200, {{"X-I", std::to_string(i)}}, body(i));
        answers.push_back({pieces_of(text, 1000), PeerEnd::keep, target(i), {}});
    }
    const std::string base = bench.play(answers);
    std::vector<Pending> calls(count);
    for (std::size_t i = 0; i != count; ++i) {
        calls[i].start(executor, request_of(Method::get, base + target(i)));
    }
    std::string problem;
    for (std::size_t i = 0; i != count && problem.empty(); ++i) {
        calls[i].wait(pump);
        const HttpResponse expected = {200, {{"X-I", std::to_string(i)}}, body(i)};
        problem = response_problem(expected, calls[i].result());
        if (!problem.empty()) problem = "call " + std::to_string(i) + " of 16: " + problem;
    }
    for (Pending& call : calls) call.cancel();
    bench.found("gives each of many calls in flight its own response",
                first_of({problem, count_problem(count, bench.finish().size())}));
}

/// Checks calls that are cancelled, and calls beside and after them.
template <class Executor, class Pump>
void check_cancelled_calls(Bench& bench, const Executor& executor, const Pump& pump) {
    const std::string base = bench.play({stalling_answer("/stopped"), plain_answer("/beside"),
                                         plain_answer("/next"), stalling_answer("/at-once")});
    // An executor may complete a call before it returns, with a failure: that is no fault here.
    const auto stop = [](Pending& call) {
        const bool was_there = call.is_there();
        if (call.cancel() == was_there) return std::string("the call is not as complete as it was");
        if (!call.is_there()) return std::string("the call is cancelled, and not complete");
        const Result<HttpResponse> result = call.result();
        if (was_there) return failure_problem(result);
        return !result && result.error().kind == ErrorKind::cancelled
                   ? std::string()
                   : std::string("the call is not complete as cancelled");
    };
    Pending stopped;
    Pending beside;
    Pending next;
    Pending at_once;
    stopped.start(executor, request_of(Method::get, base + "/stopped"));
    beside.start(executor, request_of(Method::get, base + "/beside"));
    // While the other call completes, this one reaches the peer.
    beside.wait(pump);
    const std::string beside_problem = plain_problem(beside.result());
    bench.found("completes a cancelled call at once as cancelled", stop(stopped));

    beside = Pending();
    beside.start(executor, request_of(Method::get, base + "/next"));
    at_once.start(executor, request_of(Method::get, base + "/at-once"));
    bench.found("completes a call that is cancelled before it gets anywhere", stop(at_once));
    beside.wait(pump);
    bench.found("lets calls beside a cancelled one go on",
                first_of({beside_problem, plain_problem(beside.result())}));
    bench.finish();

    const std::string again = bench.play({plain_answer("/next")});
    next.start(executor, request_of(Method::get, again + "/next"));
    next.wait(pump);
    bench.found("makes a call after a cancelled one", plain_problem(next.result()));
    for (Pending* call : {&beside, &next}) call->cancel();
    bench.finish();
}

/// Checks a call that is started in the completion of another.
template <class Executor, class Pump>
void check_nested_call(Bench& bench, const Executor& executor, const Pump& pump) {
    const std::string base = bench.play({plain_answer("/outer"), plain_answer("/inner")});
    Pending outer;
    Pending inner;
    outer.start(executor, request_of(Method::get, base + "/outer"),
                [executor, inner, request = request_of(Method::get, base + "/inner")]() mutable {
                    inner.start(executor, request);
                });
    outer.wait(pump);
    if (outer.is_there()) inner.wait(pump);
    bench.found("starts a call where another completes",
                first_of({plain_problem(outer.result()), plain_problem(inner.result())}));
    outer.cancel();
    if (outer.is_there()) inner.cancel();
    bench.finish();
}

/// Makes the checks that concern callback executors only.
template <class Executor, class Pump>
void check_callbacks(Bench& bench, const Executor& executor, const Pump& pump) {
    check_calls_in_flight(bench, executor, pump);
    check_cancelled_calls(bench, executor, pump);
    check_nested_call(bench, executor, pump);
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
