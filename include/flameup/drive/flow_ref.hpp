#ifndef FLAMEUP_DRIVE_FLOW_REF_HPP
#define FLAMEUP_DRIVE_FLOW_REF_HPP

#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// A flow that is elsewhere and outlives the driver, as an `Outbox` that a program puts people into
/// while a driver moves it.
///
/// It is for drivers that take flows by value, and is itself a flow; the program uses the flow on
/// the driver's thread. A driver that waits notices what the program does at the end of its wait,
/// at most `send_after` of an outbox, or 1 s; a `FrameLoop` in its next tick.
template <class Flow> class FlowRef {
  public:
    /// Refers to a flow, which must stay where it is.
    explicit FlowRef(Flow& flow) noexcept : flow_(&flow) {}

    /// Returns the flow.
    Flow& operator*() const noexcept { return *flow_; }
    /// Returns the flow.
    Flow* operator->() const noexcept { return flow_; }

    /// Returns the flow's next step.
    Step next(const Moment& now) { return flow_->next(now); }

    /// Passes the result of its request to the flow.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        flow_->receive(std::move(executed), now);
    }

  private:
    Flow* flow_;
};

FLAMEUP_END_NAMESPACE

#endif
