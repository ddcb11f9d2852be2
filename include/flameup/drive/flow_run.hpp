#ifndef FLAMEUP_DRIVE_FLOW_RUN_HPP
#define FLAMEUP_DRIVE_FLOW_RUN_HPP

#include "flameup/client/call.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/drive/on_yield.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A flow that is moved through a callback executor, a step at a time, on one thread.
template <class Flow, class OnYield, class OnEnd> class FlowRun {
  public:
    FlowRun(Flow flow, OnYield on_yield, OnEnd on_end)
        : flow_(std::move(flow)), on_yield_(std::move(on_yield)), on_end_(std::move(on_end)) {}
    FlowRun(const FlowRun&) = delete;
    FlowRun& operator=(const FlowRun&) = delete;
    ~FlowRun() { call_.cancel(); }

    /// Tells whether `on_end` was called.
    bool is_over() const noexcept { return is_over_; }

    /// Asks the flow for its next step, takes it and returns it; a wait is left to the caller.
    ///
    /// A request that is sent completes `make_completion()`, perhaps before this returns.
    template <class Executor, class MakeCompletion>
    Step step(const Executor& executor, const Moment& now, MakeCompletion make_completion) {
        const Step step = flow_.next(now);
        switch (step.kind) {
        case Step::Kind::send:
            call_ = Call(executor, std::move(*step.request), make_completion());
            if (is_over_) call_.cancel(); // the executor stopped the run
            break;
        case Step::Kind::wait: break;
        case Step::Kind::yield:
            is_yielding_ = true;
            if (!goes_on(on_yield_, flow_)) is_stopped_ = true;
            is_yielding_ = false;
            if (is_stopped_) end(false);
            break;
        case Step::Kind::finished: end(true); break;
        }
        return step;
    }

    /// Passes the result of its request to the flow.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        flow_.receive(std::move(executed), now);
    }

    /// Ends the flow before it is finished; within `on_yield`, when that returns. Returns false if
    /// it is over or was stopped before.
    bool stop() {
        if (is_over_ || std::exchange(is_stopped_, true)) return false;
        if (!is_yielding_) end(false);
        return true;
    }

  private:
    void end(bool finished) {
        if (std::exchange(is_over_, true)) return;
        call_.cancel(); // the flow gets no result: it can be saved with its request in flight
        on_end_(std::move(flow_), finished);
    }

    Flow flow_;
    OnYield on_yield_;
    OnEnd on_end_;
    Call call_;
    bool is_yielding_ = false;
    bool is_stopped_ = false;
    bool is_over_ = false;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
