#ifndef FLAMEUP_DRIVE_BLOCKING_HPP
#define FLAMEUP_DRIVE_BLOCKING_HPP

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

/// Moves a flow to its end through a blocking executor, and sleeps where the flow wants to wait.
///
/// The host tells the time and sleeps: `Moment now()`, and `bool wait_until(milliseconds)` on the
/// clock of `Moment::time`, which returns false to stop. If it has a `bool is_stopped()` too, that
/// is asked before each step. `SystemHost` is one. `on_yield(flow)` takes the flow's results and
/// gives it input; it may return false to stop. Returns whether the flow is finished: a flow that
/// was stopped can be saved, or continue.
template <class Flow, class Executor, class Host, class OnYield>
bool run(Flow& flow, const Executor& executor, Host& host, OnYield on_yield) {
    using Check =
        std::conditional_t<detail::is_blocking<Executor>, detail::FlowCheck<Flow, OnYield>,
                           detail::ExecutorOfRun<Executor>>;
    if constexpr (!detail::fits<Check>) {
        return detail::refuse<bool>(Check());
    } else {
        while (!detail::is_stopped(host)) {
            const Step step = flow.next(host.now());
            switch (step.kind) {
            case Step::Kind::send: {
                Result<HttpResponse> executed = executor(std::as_const(*step.request));
                flow.receive(std::move(executed), host.now());
                break;
            }
            case Step::Kind::wait:
                if (!host.wait_until(step.until)) return false;
                break;
            case Step::Kind::yield:
                if (!detail::goes_on(on_yield, flow)) return false;
                break;
            case Step::Kind::finished: return true;
            }
        }
        return false;
    }
}

/// Moves a flow that never yields, as a `CallFlow`, as the other `run`.
template <class Flow, class Executor, class Host>
bool run(Flow& flow, const Executor& executor, Host& host) {
    return run(flow, executor, host, detail::StopAtYield());
}

FLAMEUP_END_NAMESPACE

#endif
