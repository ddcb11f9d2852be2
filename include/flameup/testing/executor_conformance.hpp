#ifndef FLAMEUP_TESTING_EXECUTOR_CONFORMANCE_HPP
#define FLAMEUP_TESTING_EXECUTOR_CONFORMANCE_HPP

// Checks that an executor keeps the contract of `flameup/client/executor.hpp`, against a scripted
// peer.
//
// The peer is an HTTP/1.1 server that does what a script says, and nothing else. The checks perform
// no I/O: what they need is an object with these members.
//
//     std::string play(PeerScript)         plays a script from now on, with no requests received,
//                                          and returns where, as `http://127.0.0.1:4711`
//     std::vector<PeerRequest> finish()    returns the whole requests received since then
//     std::string refusing_url()           returns a URL of that form whose connections are refused
//
// `PeerRequestReader` reads its requests, and `PeerPlay` finds the answers. Connections that are
// kept stay open from one script to the next. A peer that meets `wants_continue()` sends an interim
// response 100. It is more patient with a client that waits in a stall than the executor, whose
// timeout is best short: three checks wait for it.

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

/// Checks a blocking executor; one with state is passed by `std::ref`.
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

/// Makes a blocking executor of one that calls back, and of what makes it get on.
///
/// `pump` is copied for each call, and called until that is complete: `[&] { transport.tick(); }`.
/// It may return a bool: false gives the call up, which is then an error with the code
/// `not_completed`.
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

/// Checks a callback executor: all that a blocking one does, and calls in flight, cancelled calls
/// and calls that completions start.
///
/// `pump` is as `blocking` takes it. Where it never gives up, an executor that does not complete
/// keeps the checks waiting.
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

#endif
