#ifndef FLAMEUP_DRIVE_AWAITABLE_HPP
#define FLAMEUP_DRIVE_AWAITABLE_HPP

#include "flameup/client/executor.hpp"
#include "flameup/drive/on_yield.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// Moves a flow to its end as a C++20 coroutine, of the kind that the executor returns.
///
/// As `run()`, but for the host's `wait_until`, which returns an awaitable of bool. The flow and
/// the host outlive the coroutine; one that is dropped leaves the flow as it is, to be saved.
template <class Flow, class Executor, class Host, class OnYield>
typename detail::AwaitableOf<Executor, bool>::type run_awaiting(Flow& flow, Executor executor,
                                                                Host& host, OnYield on_yield) {
    static_assert(detail::is_awaitable<Executor>,
                  "flameup: run_awaiting() needs an executor that is callable as "
                  "Awaitable<Result<HttpResponse>>(flameup::HttpRequest) const");
    const Executor& sender = executor;
    while (!detail::is_stopped(host)) {
        const Step step = flow.next(host.now());
        switch (step.kind) {
        case Step::Kind::send: {
            Result<HttpResponse> executed = FLAMEUP_CO_AWAIT sender(std::move(*step.request));
            flow.receive(std::move(executed), host.now());
            break;
        }
        case Step::Kind::wait: {
            const bool goes_on = FLAMEUP_CO_AWAIT host.wait_until(step.until);
            if (!goes_on) FLAMEUP_CO_RETURN false;
            break;
        }
        case Step::Kind::yield:
            if (!detail::goes_on(on_yield, flow)) FLAMEUP_CO_RETURN false;
            break;
        case Step::Kind::finished: FLAMEUP_CO_RETURN true;
        }
    }
    FLAMEUP_CO_RETURN false;
}

FLAMEUP_END_NAMESPACE

#endif
