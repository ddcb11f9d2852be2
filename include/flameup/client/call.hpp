#ifndef FLAMEUP_CLIENT_CALL_HPP
#define FLAMEUP_CLIENT_CALL_HPP

#include "flameup/client/arrival.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/decode.hpp"
#include "flameup/value/result.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// A handle to a call in flight through a callback executor, for cancelling it.
///
/// Destroying the handle changes nothing: the call goes on. It may outlive the client and the
/// executor. Copies stand for the same call.
class Call {
  public:
    /// Makes a handle to no call, which is the same as to one that is complete.
    Call() = default;

    /// Starts a request; its outcome goes to `completion`, perhaps before this returns.
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

    /// Stops the request and completes the call with an error of kind `cancelled`, before this
    /// returns.
    ///
    /// Returns false, and does nothing, if the call is complete or another thread completes it now.
    /// One thread at a time may call this on one handle.
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

/// A call in flight that is asked for its result, as once a frame; `Client::start` makes it.
///
/// Destroying it cancels the call. It may outlive the client and the executor. Used by one thread
/// at a time; the executor may complete the call on another one.
template <class Operation> class PolledCall {
  public:
    /// What the call ends with: the operation's result or an error.
    using Outcome = ResultOf<Operation>;

    /// Starts a call: `start(done)` returns its `Call`, and has `done(Outcome, HttpResponse)`
    /// called once.
    template <class Start>
    explicit PolledCall(Start start) : arrival_(std::make_shared<Arrived>()) {
        call_ = start([arrival = arrival_](Outcome outcome, HttpResponse response) {
            arrival->put({std::move(outcome), std::move(response)});
        });
    }

    /// Takes over another call; the other object then stands for none.
    PolledCall(PolledCall&&) noexcept = default;

    /// Cancels this call, and takes over another one.
    PolledCall& operator=(PolledCall&& other) noexcept {
        if (this != &other) {
            call_.cancel();
            arrival_ = std::move(other.arrival_);
            call_ = std::exchange(other.call_, Call());
        }
        return *this;
    }
    ~PolledCall() { call_.cancel(); }

    /// Returns the result the first time that it is there; nothing before that, and nothing after.
    [[nodiscard]] std::optional<Outcome> poll() {
        HttpResponse response;
        return poll(response);
    }

    /// Returns the result as the other `poll`, and with it the response, which is empty if there
    /// was none. Where the result is a `Borrowed`, that has the response's body.
    [[nodiscard]] std::optional<Outcome> poll(HttpResponse& response) {
        if (!arrival_ || !arrival_->is_there()) return std::nullopt;
        auto& [outcome, received] = arrival_->value();
        response = std::move(received);
        std::optional<Outcome> result(std::move(outcome));
        arrival_.reset();
        return result;
    }

    /// Cancels the call as `Call::cancel`; `poll` then returns the error of kind `cancelled`.
    bool cancel() { return call_.cancel(); }

  private:
    using Arrived = detail::Arrival<std::pair<Outcome, HttpResponse>>;

    std::shared_ptr<Arrived> arrival_; // null once it was taken
    Call call_;
};

FLAMEUP_END_NAMESPACE

#endif
