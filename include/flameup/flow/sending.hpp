#ifndef FLAMEUP_FLOW_SENDING_HPP
#define FLAMEUP_FLOW_SENDING_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/route.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/rate_budget.hpp"
#include "flameup/flow/retry_policy.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/build.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// How a flow sends its requests.
struct FlowOptions {
    RetryPolicy retry{}; ///< How often a failed request is sent again.
    /// What holds requests back; shared by all flows that use one API key, null for none.
    std::shared_ptr<RateBudget> budget{};
    /// What each request of the flow has of its own. Its time covers all attempts at the request,
    /// and the waits before and between them; it begins when the flow is first asked to send it.
    CallOptions call{};
};

/// The state of a flow's request; a flow sends one at a time.
struct SendingState {
    std::vector<Attempt> attempts; ///< The failed attempts.
    std::int64_t elapsed_ms = 0;   ///< Milliseconds since the first attempt.
    std::int64_t wait_ms = 0;      ///< Milliseconds until the next attempt.
    /// Milliseconds that are left of the request's time; nothing where it has no limit.
    std::optional<std::int64_t> left_ms{};
    bool in_flight = false;   ///< Sent, and without a response yet.
    bool may_be_done = false; ///< One of the failed attempts may have been processed.
    FLAMEUP_DESCRIBE(SendingState, (),
                     (attempts, elapsed_ms, wait_ms, left_ms, in_flight, may_be_done))
};

namespace detail {

/// Sends one request, and repeats it until it succeeds or must not be repeated; all flows use it.
class Sending {
    using milliseconds = std::chrono::milliseconds;

  public:
    Sending() = default;

    /// Continues from a saved state, which may hold anything.
    Sending(const SendingState& state, const Moment& now)
        : attempts_(state.attempts), first_(now.time - bounded(state.elapsed_ms)),
          not_before_(now.time + bounded(state.wait_ms)), was_in_flight_(state.in_flight),
          may_be_done_(state.may_be_done || state.in_flight) {
        if (state.left_ms) deadline_ = now.time + bounded(*state.left_ms);
    }

    /// Returns the state.
    SendingState save(const Moment& now) const {
        SendingState state;
        state.attempts = attempts_;
        state.in_flight = in_flight_ || was_in_flight_;
        state.may_be_done = may_be_done();
        if (!attempts_.empty() || state.in_flight) state.elapsed_ms = (now.time - first_).count();
        if (not_before_ > now.time) state.wait_ms = (not_before_ - now.time).count();
        if (deadline_) state.left_ms = (std::max)(*deadline_ - now.time, milliseconds(0)).count();
        return state;
    }

    /// The failed attempts at the request; `restart` forgets them.
    const std::vector<Attempt>& attempts() const noexcept { return attempts_; }

    /// Tells whether the server may have processed an attempt that has no final result.
    bool may_be_done() const noexcept { return in_flight_ || may_be_done_; }

    /// Notes as failed an attempt whose 2xx response the flow could not use.
    void add_failed(const Error& error) {
        attempts_.push_back({error.status, writable(error.code), writable(error.message), 0});
    }

    /// Returns the next step for the request, which `build(HttpRequest&)` builds.
    ///
    /// Errors: those of `build`; `interrupted`, where the request was in flight when the flow was
    /// saved and may not be sent twice; `timed_out`, where the request's time is over before it can
    /// be sent.
    template <class Build>
    Result<Step> step(const Route& route, const FlowOptions& options, const Moment& now,
                      Build build) {
        if (in_flight_) return Step::wait_for_response();
        if (!is_built_) {
            const Result<void> built = build(request_);
            if (!built) return built.error();
            is_built_ = true;
        }
        if (was_in_flight_ && !is_repeatable(route) && !options.retry.repeats_unsafe) {
            const Error error =
                make_error(ErrorKind::transport, "interrupted",
                           "the request was interrupted, and may have been processed");
            add_failed(error);
            return error;
        }
        const milliseconds most = (std::max)(options.retry.max_wait, milliseconds(0));
        if (not_before_ > now.time && not_before_ - now.time > most) not_before_ = now.time + most;
        milliseconds at = not_before_;
        if (options.budget) at = (std::max)(at, options.budget->admits_at(now));
        if (!deadline_ && options.call.timeout_ms) {
            deadline_ = now.time + bounded(*options.call.timeout_ms);
        }
        if (is_late((std::max)(at, now.time))) {
            const Error error =
                make_error(ErrorKind::transport, "timed_out",
                           "the time limit of the call ended before the request could be sent");
            add_failed(error);
            return error;
        }
        if (at > now.time) return Step::wait_until(at);
        if (attempts_.empty() && !was_in_flight_) first_ = now.time;
        if (options.budget) options.budget->count(now);
        sent_ = now.time;
        in_flight_ = true;
        is_built_ = was_in_flight_ = false;
        if (deadline_) request_.timeout_ms = (*deadline_ - now.time).count();
        return Step::send(request_);
    }

    /// Begins with another request, which may be sent at once.
    void restart() { *this = Sending(std::move(request_)); }

    /// Takes the result of the request; returns true if that is final.
    ///
    /// `executed` is then a response with any status, or the executor's error without the API key.
    /// Returns false if the request is to be sent again, or if none was in flight; `executed` is
    /// then of no use.
    bool receive(Result<HttpResponse>& executed, const Route& route, const Config& config,
                 const FlowOptions& options, const Moment& now) {
        if (!std::exchange(in_flight_, false)) return false;
        const HttpResponse* const response = executed ? &*executed : nullptr;
        if (options.budget) options.budget->learn(response, sent_, now);
        if (response != nullptr && response->status == 404 && may_be_done_ &&
            route.method == Method::delete_) { // an earlier attempt may have deleted it
            executed->status = 204;
            executed->body.clear();
            return true;
        }
        const std::optional<Error> found =
            failure_of(executed, route, config.limits, config.api_key);
        if (!found) return true;
        const Error& error = *found;
        add_failed(error);
        if (attempts_.size() < options.retry.max_attempts &&
            may_retry(options.retry, route, error)) {
            const auto advised =
                response == nullptr ? std::nullopt : advised_wait(response->headers, now.date);
            const milliseconds wait =
                retry_wait(options.retry, attempts_.size(), advised, now.random);
            milliseconds at = now.time + wait;
            if (options.budget) at = (std::max)(at, options.budget->admits_at(now));
            if (at - first_ <= options.retry.max_total && !is_late(at)) {
                attempts_.back().wait_ms = wait.count();
                not_before_ = now.time + wait;
                may_be_done_ |= !was_not_processed(error);
                return false;
            }
        }
        if (response == nullptr) executed = error;
        return true;
    }

  private:
    explicit Sending(HttpRequest request) : request_(std::move(request)) {}

    /// Tells whether the request's time is over at a moment.
    bool is_late(milliseconds time) const { return deadline_ && time >= *deadline_; }

    // A saved state may come from anywhere.
    static milliseconds bounded(std::int64_t count) {
        return (std::max)((std::min)(milliseconds(count), milliseconds(longest_wait)),
                          milliseconds(0));
    }

    std::vector<Attempt> attempts_;
    milliseconds first_{0};                           // when the first attempt was sent
    milliseconds sent_{0};                            // when the last one was sent
    std::optional<milliseconds> deadline_;            // of all attempts, from the first step on
    milliseconds not_before_ = (milliseconds::min)(); // when the next one may be sent
    bool in_flight_ = false;
    bool was_in_flight_ = false; // when the flow was saved, and not sent again yet
    bool may_be_done_ = false;   // an earlier attempt may have been processed
    bool is_built_ = false;
    HttpRequest request_; // kept for the memory of its strings
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
