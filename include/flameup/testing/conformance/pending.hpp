#ifndef FLAMEUP_TESTING_CONFORMANCE_PENDING_HPP
#define FLAMEUP_TESTING_CONFORMANCE_PENDING_HPP

#include "flameup/client/arrival.hpp"
#include "flameup/client/call.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/http/http.hpp"
#include "flameup/platform.hpp"
#include "flameup/value/result.hpp"

#include <memory>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// A call through a callback executor, which one thread starts and waits for.
///
/// Copies are handles to the same call.
class Pending {
  public:
    /// Makes a call that is not started.
    Pending() : state_(std::make_shared<State>()) {}

    /// Starts the call. When it completes, `then` is called, on the thread of the completion.
    template <class Executor, class Then>
    void start(const Executor& executor, HttpRequest request, Then then) {
        state_->call = Call(executor, std::move(request),
                            Completion([state = std::weak_ptr<State>(state_),
                                        then](Result<HttpResponse> executed) mutable {
                                const std::shared_ptr<State> kept = state.lock();
                                if (!kept) return;
                                then();
                                kept->arrival.put(std::move(executed));
                            }));
    }

    /// Starts the call.
    template <class Executor> void start(const Executor& executor, HttpRequest request) {
        start(executor, std::move(request), [] {});
    }

    /// Tells whether the call is complete; may be called on any thread.
    bool is_there() const noexcept { return state_->arrival.is_there(); }

    /// Cancels the call; returns false if it is complete.
    bool cancel() { return state_->call.cancel(); }

    /// Returns the result, or an error of kind `cancelled` if the call is not complete.
    Result<HttpResponse> result() const {
        if (is_there()) return state_->arrival.value();
        return make_error(ErrorKind::cancelled, "not_completed",
                          "the executor did not complete the call");
    }

    /// Calls a copy of `pump` until the call is complete; returns false if `pump` did before.
    template <class Pump> bool wait(Pump pump) const {
        while (!is_there()) {
            if constexpr (std::is_void_v<std::invoke_result_t<Pump&>>) {
                pump();
            } else {
                if (!pump()) return is_there();
            }
        }
        return true;
    }

  private:
    struct State {
        detail::Arrival<Result<HttpResponse>> arrival;
        Call call;
    };

    std::shared_ptr<State> state_;
};

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
