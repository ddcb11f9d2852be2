#ifndef FLAMEUP_TESTING_EXECUTOR_CONFORMANCE_HPP
#define FLAMEUP_TESTING_EXECUTOR_CONFORMANCE_HPP

// Checks that an executor keeps the contract of `flameup/client/executor.hpp`.
//
// The executor sends requests to a peer: an HTTP/1.1 server that answers as a script says. The
// checks perform no I/O themselves. The peer is an object of yours with these members:
//
//     std::string play(PeerScript)         begins a script, forgets the requests received before,
//                                          and returns the peer's origin: `http://127.0.0.1:4711`
//     std::vector<PeerRequest> finish()    returns the complete requests received since `play`
//     std::string refusing_url()           returns an origin that refuses connections
//
// Write it with `PeerRequestReader`, which reads requests, and `PeerPlay`, which finds the answers.
// Connections that are kept alive stay open from one script to the next. When `wants_continue()`
// returns true, the peer sends an interim response 100. In a stall it waits longer than the
// executor's timeout. Choose a short timeout: three checks wait until it is over.

#include "flameup/macros_begin.hpp"

#include "flameup/client/executor.hpp"
#include "flameup/http/http.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/conformance/bench.hpp"
#include "flameup/testing/conformance/callback_checks.hpp"
#include "flameup/testing/conformance/failure_checks.hpp"
#include "flameup/testing/conformance/pending.hpp"
#include "flameup/testing/conformance/report.hpp"
#include "flameup/testing/conformance/request_checks.hpp"
#include "flameup/testing/conformance/response_checks.hpp"
#include "flameup/testing/conformance/sequence_checks.hpp"
#include "flameup/value/result.hpp"

#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Checks a blocking executor against a peer. Pass an executor with state by `std::ref`.
template <class Executor, class Peer>
ConformanceReport check_executor(const Executor& executor, Peer& peer) {
    static_assert(flameup::detail::is_blocking<Executor>,
                  "flameup: check_executor takes a blocking executor; there is blocking(executor, "
                  "pump) for one that calls back");
    conformance::Bench bench(executor, peer);
    conformance::check_requests(bench);
    conformance::check_responses(bench);
    conformance::check_sequences(bench);
    conformance::check_failures(bench);
    return std::move(bench.report());
}

/// Makes a blocking executor of a callback executor and a function that makes it progress.
///
/// `pump` is copied for each call, and called until the call is complete, for example
/// `[&] { transport.tick(); }`. If it returns a bool, false ends the wait: the result is then an
/// error of kind `cancelled` with the code `not_completed`.
template <class Executor, class Pump> auto blocking(Executor executor, Pump pump) {
    static_assert(flameup::detail::is_callback<Executor>,
                  "flameup: blocking(executor, pump) takes an executor that is callable as "
                  "void(flameup::HttpRequest, flameup::Completion) const");
    return [executor = std::move(executor),
            pump = std::move(pump)](const HttpRequest& request) -> Result<HttpResponse> {
        conformance::Pending call;
        call.start(executor, request);
        const bool complete = call.wait(pump);
        Result<HttpResponse> result = call.result();
        if (!complete) call.cancel();
        return result;
    };
}

/// Checks a callback executor as a blocking one, and then concurrent calls, cancelled calls and
/// calls that are started in a completion.
///
/// `pump` is as for `blocking`. If it never returns false, an executor that does not complete a
/// call makes the checks wait for ever.
template <class Executor, class Pump, class Peer>
ConformanceReport check_callback_executor(const Executor& executor, Pump pump, Peer& peer) {
    ConformanceReport report = check_executor(blocking(executor, pump), peer);
    conformance::Bench bench(blocking(executor, pump), peer);
    conformance::check_callbacks(bench, executor, pump);
    for (ConformanceCheck& check : bench.report().checks) {
        report.checks.push_back(std::move(check));
    }
    return report;
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
