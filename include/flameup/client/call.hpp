#ifndef FLAMEUP_CLIENT_CALL_HPP
#define FLAMEUP_CLIENT_CALL_HPP

#include "flameup/client/executor.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/response_of.hpp"
#include "flameup/value/result.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// A handle to a call in flight through a callback executor.
///
/// Dropping it changes nothing: the call goes on. It may outlive the client and the executor.
class Call {
  public:
    /// Stands for a call that is over.
    Call() = default;

    /// Starts a request.
    template <class Executor>
    Call(const Executor& executor, HttpRequest request, const Completion& completion)
        : state_(completion.state_) {
        if constexpr (std::is_void_v<
                          std::invoke_result_t<const Executor&, HttpRequest, Completion>>) {
            executor(std::move(request), completion);
        } else {
            stop_ = executor(std::move(request), completion);
        }
    }

    /// Gives the call up: stops the request and completes the call as `cancelled`, here and now.
    ///
    /// Returns false if it is too late: the call is complete, or another thread completes it now.
    bool cancel() {
        const std::shared_ptr<detail::CallState> state = state_.lock();
        if (!state || !state->claim()) return false;
        if (stop_) stop_();
        state->finish(make_error(ErrorKind::cancelled, "cancelled", "the call was cancelled"));
        return true;
    }

  private:
    std::weak_ptr<detail::CallState> state_;
    std::function<void()> stop_;
};

/// A call in flight that is asked for its result, as once a frame.
///
/// Dropping it cancels the call. It may outlive the client and the executor.
template <class Operation> class PolledCall {
  public:
    using Outcome = ResultOf<Operation>;

    /// Starts a call by a function that takes what is done with its outcome.
    template <class Start> explicit PolledCall(Start start) : state_(std::make_shared<State>()) {
        call_ = start([state = state_](Outcome outcome, HttpResponse response) {
            state->outcome = std::move(outcome);
            state->response = std::move(response);
            state->is_there.store(true, std::memory_order_release);
        });
    }
    PolledCall(PolledCall&&) = default;
    PolledCall& operator=(PolledCall&& other) {
        if (this != &other) {
            call_.cancel();
            state_ = std::move(other.state_);
            call_ = std::exchange(other.call_, Call());
        }
        return *this;
    }
    ~PolledCall() { call_.cancel(); }

    /// Returns the result once, when it is there; nothing before and after that.
    [[nodiscard]] std::optional<Outcome> poll() {
        HttpResponse response;
        return poll(response);
    }

    /// Returns the result as the other `poll`, and the response if there was one.
    [[nodiscard]] std::optional<Outcome> poll(HttpResponse& response) {
        if (!state_ || !state_->is_there.load(std::memory_order_acquire)) return std::nullopt;
        const std::shared_ptr<State> state = std::move(state_);
        response = std::move(state->response);
        return std::move(state->outcome);
    }

    /// Gives the call up; its result is then `cancelled`. Returns false if it is too late.
    bool cancel() { return call_.cancel(); }

  private:
    struct State {
        std::optional<Outcome> outcome;
        HttpResponse response;
        std::atomic<bool> is_there{false};
    };

    std::shared_ptr<State> state_;
    Call call_;
};

FLAMEUP_END_NAMESPACE

#endif
