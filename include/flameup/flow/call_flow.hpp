#ifndef FLAMEUP_FLOW_CALL_FLOW_HPP
#define FLAMEUP_FLOW_CALL_FLOW_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/message/response_of.hpp"
#include "flameup/value/result.hpp"

#include <optional>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// Where a `CallFlow` is, to be written as JSON and read back.
template <class Operation> struct CallFlowState {
    Operation operation{};
    SendingState sending{};
    FLAMEUP_DESCRIBE(CallFlowState, (), (operation, sending))
};

/// Sends one operation until it succeeds or has failed for good.
///
/// Its result is what `Client::send` would return for the last attempt. A DELETE that finds 404
/// after an attempt that failed has succeeded.
template <class Operation> class CallFlow {
  public:
    using Outcome = ResultOf<Operation>;
    using State = CallFlowState<Operation>;

    CallFlow(Config config, Operation operation, FlowOptions options = {})
        : config_(std::move(config)), operation_(std::move(operation)),
          options_(std::move(options)) {}

    /// Goes on where a saved flow was.
    ///
    /// A request that was in flight is sent again if it may be; else the flow ends as
    /// `interrupted`, an error of the transport.
    CallFlow(Config config, CallFlowState<Operation> state, const Moment& now,
             FlowOptions options = {})
        : config_(std::move(config)), operation_(std::move(state.operation)),
          options_(std::move(options)), sending_(state.sending, now) {}

    /// Saves a flow, without its outcome: one that is finished is saved as if it was in flight, so
    /// that nothing goes twice that may not.
    CallFlowState<Operation> save(const Moment& now) const {
        CallFlowState<Operation> state{operation_, sending_.save(now)};
        if (outcome_) state.sending.in_flight = true;
        return state;
    }

    Step next(const Moment& now) {
        if (outcome_) return Step::finished();
        const Result<Step> step =
            sending_.step(Operation::route, options_, now, [this](HttpRequest& request) {
                return build(config_, operation_, request);
            });
        if (step) return *step;
        outcome_ = step.error();
        return Step::finished();
    }

    void receive(Result<HttpResponse> executed, const Moment& now) {
        if (!sending_.receive(executed, Operation::route, config_, options_, now)) return;
        if (!executed) {
            outcome_ = std::move(executed).error();
        } else {
            response_ = *std::move(executed);
            outcome_ = decode<Operation>(config_, std::move(response_));
            const bool is_read = *outcome_ || outcome_->error().kind != ErrorKind::decode;
            if (!is_read) sending_.add_failed(outcome_->error());
        }
    }

    /// The result, once the flow is finished.
    const std::optional<Outcome>& outcome() const noexcept { return outcome_; }

    /// The response of the last attempt, once the flow is finished; empty if there was none. Where
    /// the outcome is a `Borrowed`, that has the body.
    const HttpResponse& response() const noexcept { return response_; }

    /// The attempts that failed, the last one too if the flow failed.
    const std::vector<Attempt>& attempts() const noexcept { return sending_.attempts(); }

  private:
    Config config_;
    Operation operation_;
    FlowOptions options_;
    detail::Sending sending_;
    std::optional<Outcome> outcome_;
    HttpResponse response_;
};

FLAMEUP_END_NAMESPACE

#endif
