#ifndef FLAMEUP_DRIVE_CALLBACK_HPP
#define FLAMEUP_DRIVE_CALLBACK_HPP

#include "flameup/client/executor.hpp"
#include "flameup/drive/check_flow.hpp"
#include "flameup/drive/flow_run.hpp"
#include "flameup/drive/on_yield.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A flow that continues by itself when its executor or its host's timer calls back.
template <class Flow, class Executor, class Host, class OnYield, class OnEnd>
class CallbackRun
    : public std::enable_shared_from_this<CallbackRun<Flow, Executor, Host, OnYield, OnEnd>> {
  public:
    CallbackRun(Flow flow, Executor executor, Host& host, OnYield on_yield, OnEnd on_end)
        : run_(std::move(flow), std::move(on_yield), std::move(on_end)),
          executor_(std::move(executor)), host_(host) {}

    /// Takes steps until there is something to wait for.
    ///
    /// If a request completes within a step, this is called again and only makes the loop continue:
    /// the depth of the stack does not grow with the number of steps.
    void go() {
        is_due_ = true;
        if (std::exchange(is_going_, true)) return;
        const auto self = this->shared_from_this();
        while (std::exchange(is_due_, false) && !run_.is_over()) step();
        is_going_ = false;
    }

    /// Stops the flow, unless it is over.
    void stop() { run_.stop(); }

  private:
    void step() {
        const auto self = this->shared_from_this();
        const Step step = run_.step(executor_, host_.now(), [&self] {
            return Completion([self](Result<HttpResponse> executed) {
                if (self->run_.is_over()) return;
                self->run_.receive(std::move(executed), self->host_.now());
                self->go();
            });
        });
        if (step.kind == Step::Kind::wait) host_.call_at(step.until, [self] { self->go(); });
        if (step.kind == Step::Kind::yield) is_due_ = true;
    }

    FlowRun<Flow, OnYield, OnEnd> run_;
    Executor executor_;
    Host& host_;
    bool is_due_ = false;   // a step is to be taken
    bool is_going_ = false; // go() is in its loop
};

} // namespace detail

/// Moves a flow to its end through a callback executor and a timer, and returns at once.
///
/// The host tells the time and has a timer: `Moment now()`, and `call_at(milliseconds, function)`,
/// which calls a `void()` later, at that time on the clock of `Moment::time`. The host outlives the
/// run. `on_yield(flow)` takes the flow's results and gives it input; it may return false to stop.
/// `on_end(flow, finished)` is called once and gets the flow back; if it is not finished, it was
/// stopped, and can be saved or continue. The executor and the timer must call back on one thread
/// at a time; `on_yield` and `on_end` are called on that thread.
///
/// Returns a function that stops the run, for that same thread; dropping it changes nothing. Where
/// the host drops the timer's function without calling it, the run is destroyed, and `on_end` is
/// not called.
template <class Flow, class Executor, class Host, class OnYield, class OnEnd>
std::function<void()> run_calling_back(Flow flow, Executor executor, Host& host, OnYield on_yield,
                                       OnEnd on_end) {
    using Check = std::conditional_t<detail::is_callback<Executor>,
                                     detail::FlowRunCheck<Flow, OnYield, OnEnd>,
                                     detail::ExecutorOfRunCallingBack<Executor>>;
    if constexpr (!detail::fits<Check>) {
        return detail::refuse<std::function<void()>>(Check());
    } else {
        const auto run =
            std::make_shared<detail::CallbackRun<Flow, Executor, Host, OnYield, OnEnd>>(
                std::move(flow), std::move(executor), host, std::move(on_yield), std::move(on_end));
        run->go();
        return [weak = std::weak_ptr(run)] {
            if (const auto running = weak.lock()) running->stop();
        };
    }
}

/// Moves a flow that never yields, as a `CallFlow`, as the other `run_calling_back`.
template <class Flow, class Executor, class Host, class OnEnd>
std::function<void()> run_calling_back(Flow flow, Executor executor, Host& host, OnEnd on_end) {
    return run_calling_back(std::move(flow), std::move(executor), host, detail::StopAtYield(),
                            std::move(on_end));
}

FLAMEUP_END_NAMESPACE

#endif
