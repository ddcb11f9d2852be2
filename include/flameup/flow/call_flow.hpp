#ifndef FLAMEUP_FLOW_CALL_FLOW_HPP
#define FLAMEUP_FLOW_CALL_FLOW_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/check_operation.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/value/result.hpp"

#include <optional>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The state of a `CallFlow`, to be written as JSON and read back.
template <class Operation> struct CallFlowState {
    Operation operation{};  ///< As it was given.
    SendingState sending{}; ///< Of its request.
    FLAMEUP_DESCRIBE(CallFlowState, (), (operation, sending))
};

/// Sends one operation, and repeats it until it succeeds or must not be repeated.
///
/// Its outcome is what `Client::send` would return for the last attempt. A DELETE that gets 404
/// after an attempt that may have been processed has succeeded, as that attempt deleted the person;
/// after a 429 or a refused connection it has not. It never yields.
template <class Operation> class CallFlow {
    static_assert(sizeof(detail::OperationCheck<Operation>) != 0);

  public:
    /// What the flow ends with: the operation's result or an error.
    using Outcome = ResultOf<Operation>;
    /// What `save` returns.
    using State = CallFlowState<Operation>;

    /// Makes a flow that has not sent anything yet.
    CallFlow(Config config, Operation operation, FlowOptions options = {})
        : config_(std::move(config)), operation_(std::move(operation)),
          options_(std::move(options)) {}

    /// Continues a saved flow.
    ///
    /// A request that was in flight is sent again if it is safe to repeat; else the flow ends with
    /// the code `interrupted`, of kind `ErrorKind::transport`.
    CallFlow(Config config, CallFlowState<Operation> state, const Moment& now,
             FlowOptions options = {})
        : config_(std::move(config)), operation_(std::move(state.operation)),
          options_(std::move(options)), sending_(state.sending, now) {}

    /// Saves the flow, at any step, without its outcome and without the API key.
    ///
    /// A finished flow is saved as if its request were in flight, so that a request that must not
    /// be repeated is not sent a second time.
    CallFlowState<Operation> save(const Moment& now) const {
        CallFlowState<Operation> state{operation_, sending_.save(now)};
        if (outcome_) state.sending.in_flight = true;
        return state;
    }

    /// Returns the next step.
    Step next(const Moment& now) {
        if (outcome_) return Step::finished();
        const Result<Step> step =
            sending_.step(Operation::route, options_, now, [this](HttpRequest& request) {
                return flameup::build(config_, operation_, request, options_.call);
            });
        if (step) return *step;
        outcome_ = step.error();
        return Step::finished();
    }

    /// Takes the result of the request that was sent last; does nothing if none is in flight.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        if (!sending_.receive(executed, Operation::route, config_, options_, now)) return;
        if (!executed) {
            outcome_ = std::move(executed).error();
        } else {
            response_ = *std::move(executed);
            outcome_ = decode<Operation>(config_, std::move(response_), options_.call.decode);
            const bool is_read = *outcome_ || outcome_->error().kind != ErrorKind::decode;
            if (!is_read) sending_.add_failed(outcome_->error());
        }
    }

    /// The outcome, once the flow is finished; nothing before.
    const std::optional<Outcome>& outcome() const noexcept { return outcome_; }

    /// The response to the last attempt, once the flow is finished; empty if there was none. Its
    /// body is in the outcome where that is a `Borrowed`.
    const HttpResponse& response() const noexcept { return response_; }

    /// The failed attempts, with the last one if the flow has failed.
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
