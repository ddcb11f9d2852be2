#ifndef FLAMEUP_DRIVE_CALLBACK_HPP
#define FLAMEUP_DRIVE_CALLBACK_HPP

#include "flameup/client/call.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/drive/on_yield.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <functional>
#include <memory>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class Flow, class Executor, class Host, class OnYield, class OnEnd>
class CallbackRun
    : public std::enable_shared_from_this<CallbackRun<Flow, Executor, Host, OnYield, OnEnd>> {
  public:
    CallbackRun(Flow flow, Executor executor, Host& host, OnYield on_yield, OnEnd on_end)
        : flow_(std::move(flow)), executor_(std::move(executor)), host_(host),
          on_yield_(std::move(on_yield)), on_end_(std::move(on_end)) {}

    /// Goes on until there is something to wait for.
    ///
    /// What completes at once comes back in here: the loop below goes on, and not deeper.
    void go() {
        is_due_ = true;
        if (std::exchange(is_going_, true)) return;
        const auto self = this->shared_from_this();
        while (std::exchange(is_due_, false) && !is_over_) step();
        is_going_ = false;
    }

    /// Ends the run; from within `on_yield`, which has the flow, as soon as that returns.
    void stop() {
        is_stopped_ = true;
        if (!is_yielding_) end(false);
    }

  private:
    void step() {
        const Step step = flow_.next(host_.now());
        const auto self = this->shared_from_this();
        switch (step.kind) {
        case Step::Kind::send:
            call_ = Call(executor_, std::move(*step.request),
                         Completion([self](Result<HttpResponse> executed) {
                             if (self->is_over_) return;
                             self->flow_.receive(std::move(executed), self->host_.now());
                             self->go();
                         }));
            if (is_over_) call_.cancel(); // the executor stopped the run
            break;
        case Step::Kind::wait: host_.call_at(step.until, [self] { self->go(); }); break;
        case Step::Kind::yield:
            is_yielding_ = true;
            if (!goes_on(on_yield_, flow_)) is_stopped_ = true;
            is_yielding_ = false;
            is_due_ = true;
            if (is_stopped_) end(false);
            break;
        case Step::Kind::finished: end(true); break;
        }
    }

    void end(bool finished) {
        if (std::exchange(is_over_, true)) return;
        call_.cancel(); // of which the flow hears nothing: it can be saved as it is
        on_end_(std::move(flow_), finished);
    }

    Flow flow_;
    Executor executor_;
    Host& host_;
    OnYield on_yield_;
    OnEnd on_end_;
    Call call_;
    bool is_due_ = false;   // to step
    bool is_going_ = false; // in the loop of go()
    bool is_yielding_ = false;
    bool is_stopped_ = false;
    bool is_over_ = false;
};

} // namespace detail

/// Moves a flow to its end through a callback executor and a timer, and returns at once.
///
/// The host tells the time and has a timer: `Moment now()`, and `call_at(milliseconds, function)`,
/// which calls a `void()` later, at that time on the clock of `Moment::time`; it outlives the run.
/// `on_yield(flow)` takes what the flow has and gives what it lacks; it may return false to stop.
/// `on_end(flow, finished)` gets the flow back, once: not finished is one that was stopped, which
/// can be saved or go on. All of it happens where the executor and the timer call back, which is
/// one thread, or one at a time.
///
/// Returns a function that stops the run, on that same thread; dropping it changes nothing. Where
/// the host drops the timer's function without a call, the run is dropped with it.
template <class Flow, class Executor, class Host, class OnYield, class OnEnd>
std::function<void()> run_calling_back(Flow flow, Executor executor, Host& host, OnYield on_yield,
                                       OnEnd on_end) {
    static_assert(detail::is_callback<Executor>,
                  "flameup: run_calling_back() needs an executor that is callable as "
                  "void(flameup::HttpRequest, flameup::Completion) const");
    const auto run = std::make_shared<detail::CallbackRun<Flow, Executor, Host, OnYield, OnEnd>>(
        std::move(flow), std::move(executor), host, std::move(on_yield), std::move(on_end));
    run->go();
    return [weak = std::weak_ptr(run)] {
        if (const auto running = weak.lock()) running->stop();
    };
}

FLAMEUP_END_NAMESPACE

#endif
