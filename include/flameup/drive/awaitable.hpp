#ifndef FLAMEUP_DRIVE_AWAITABLE_HPP
#define FLAMEUP_DRIVE_AWAITABLE_HPP

#include "flameup/client/executor.hpp"
#include "flameup/drive/check_flow.hpp"
#include "flameup/drive/host.hpp"
#include "flameup/drive/on_yield.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {

/// Moves a flow to its end; the parameters are copies, or outlive the coroutine.
template <class Flow, class Executor, class Host, class OnYield>
typename AwaitableOf<Executor, bool>::type await_flow(Flow& flow, Executor executor, Host& host,
                                                      OnYield on_yield) {
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

} // namespace detail

/// Moves a flow to its end as a C++20 coroutine, of the kind that the executor returns.
///
/// As `run()`, but the host's `wait_until` returns an awaitable of bool, and so does this. The flow
/// and the host outlive the coroutine. Where the coroutine is destroyed before it ends, the flow
/// stays as it is, and can be saved.
template <class Flow, class Executor, class Host, class OnYield>
typename detail::AwaitableOf<Executor, bool>::type run_awaiting(Flow& flow, Executor executor,
                                                                Host& host, OnYield on_yield) {
    using Check =
        std::conditional_t<detail::is_awaitable<Executor>, detail::FlowCheck<Flow, OnYield>,
                           detail::ExecutorOfRunAwaiting<Executor>>;
    if constexpr (!detail::fits<Check>) {
        return detail::refuse<typename detail::AwaitableOf<Executor, bool>::type>(Check());
    } else {
        return detail::await_flow(flow, std::move(executor), host, std::move(on_yield));
    }
}

/// Moves a flow that never yields, as a `CallFlow`, as the other `run_awaiting`.
template <class Flow, class Executor, class Host>
typename detail::AwaitableOf<Executor, bool>::type run_awaiting(Flow& flow, Executor executor,
                                                                Host& host) {
    return run_awaiting(flow, std::move(executor), host, detail::StopAtYield());
}

FLAMEUP_END_NAMESPACE

#endif
