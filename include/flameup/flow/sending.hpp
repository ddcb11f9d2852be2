#ifndef FLAMEUP_FLOW_SENDING_HPP
#define FLAMEUP_FLOW_SENDING_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/route.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/rate_budget.hpp"
#include "flameup/flow/retry_policy.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/message/redact.hpp"
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

/// How a flow sends: how patiently, and within which budget.
struct FlowOptions {
    RetryPolicy retry{};
    /// Shared by all flows that use one API key; null for none.
    std::shared_ptr<RateBudget> budget{};
};

/// Where a flow is with the one request that it sends at a time.
struct SendingState {
    std::vector<Attempt> attempts; ///< That failed.
    std::int64_t elapsed_ms = 0;   ///< Since the first attempt.
    std::int64_t wait_ms = 0;      ///< Until the next one.
    bool in_flight = false;
    FLAMEUP_DESCRIBE(SendingState, (), (attempts, elapsed_ms, wait_ms, in_flight))
};

namespace detail {

/// Sends one request until it is answered for good: what all flows are made of.
class Sending {
    using milliseconds = std::chrono::milliseconds;

  public:
    Sending() = default;
    Sending(const SendingState& state, const Moment& now)
        : attempts_(state.attempts), first_(now.time - in_reason(state.elapsed_ms)),
          not_before_(now.time + in_reason(state.wait_ms)), was_in_flight_(state.in_flight) {}

    SendingState save(const Moment& now) const {
        SendingState state;
        state.attempts = attempts_;
        state.in_flight = in_flight_ || was_in_flight_;
        if (!attempts_.empty() || state.in_flight) state.elapsed_ms = (now.time - first_).count();
        if (not_before_ > now.time) state.wait_ms = (not_before_ - now.time).count();
        return state;
    }

    /// The failed attempts of this request, or after its end of the last one.
    const std::vector<Attempt>& attempts() const noexcept { return attempts_; }

    /// Adds an attempt that failed behind what is looked at here.
    void add_failed(const Error& error) {
        attempts_.push_back({error.status, writable(error.code), writable(error.message), 0});
    }

    /// Returns what is to be done about a request, which a function builds in place.
    ///
    /// Errors: what `build` says; one that was in flight when the flow was saved, and may not go
    /// again.
    template <class Build>
    Result<Step> step(const Route& route, const FlowOptions& options, const Moment& now,
                      Build build) {
        if (in_flight_) return Step{Step::Kind::wait, nullptr, (milliseconds::max)()};
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
        if (at > now.time) return Step{Step::Kind::wait, nullptr, at};
        if (attempts_.empty() && !was_in_flight_) first_ = now.time;
        if (options.budget) options.budget->count(now);
        sent_ = now.time;
        in_flight_ = true;
        is_again_ = was_in_flight_ || !attempts_.empty();
        is_built_ = was_in_flight_ = false;
        return Step{Step::Kind::send, &request_, {}};
    }

    /// Begins with another request, which may go at once.
    void restart() { *this = Sending(std::move(request_)); }

    /// Takes what came of the request; returns it if that is final, with the key redacted.
    ///
    /// A status other than 2xx comes back as the response that it is. Nothing is done where no
    /// request is in flight.
    std::optional<Result<HttpResponse>> receive(Result<HttpResponse> executed, const Route& route,
                                                const Config& config, const FlowOptions& options,
                                                const Moment& now) {
        if (!std::exchange(in_flight_, false)) return std::nullopt;
        const HttpResponse* const response = executed ? &*executed : nullptr;
        if (options.budget) options.budget->learn(response, sent_, now);
        if (response != nullptr && response->status == 404 && is_again_ &&
            route.method == Method::delete_) { // an earlier attempt deleted it
            return HttpResponse{204, response->headers, {}};
        }
        const Excerpt excerpt(config.api_key.reveal());
        Error error;
        if (response != nullptr) {
            auto refusal =
                status_error(*response, response->body, route.permission, config.limits, excerpt);
            if (!refusal) return executed;
            error = *std::move(refusal);
        } else {
            error = std::move(executed).error();
            redact(error, excerpt);
        }
        add_failed(error);
        if (attempts_.size() < options.retry.max_attempts &&
            may_retry(options.retry, route, error)) {
            const auto advised =
                response == nullptr ? std::nullopt : advised_wait(response->headers, now.date);
            const milliseconds wait =
                retry_wait(options.retry, attempts_.size(), advised, now.random);
            milliseconds at = now.time + wait;
            if (options.budget) at = (std::max)(at, options.budget->admits_at(now));
            if (at - first_ <= options.retry.max_total) {
                attempts_.back().wait_ms = wait.count();
                not_before_ = now.time + wait;
                return std::nullopt;
            }
        }
        if (response == nullptr) return error;
        return executed;
    }

  private:
    explicit Sending(HttpRequest request) : request_(std::move(request)) {}

    // What is saved may come back from anywhere.
    static milliseconds in_reason(std::int64_t count) {
        return (std::max)((std::min)(milliseconds(count), milliseconds(longest_wait)),
                          milliseconds(0));
    }

    std::vector<Attempt> attempts_;
    milliseconds first_{0};                           // attempt's time
    milliseconds sent_{0};                            // the last one's
    milliseconds not_before_ = (milliseconds::min)(); // the next one's
    bool in_flight_ = false;
    bool was_in_flight_ = false; // when the flow was saved, and not sent again yet
    bool is_again_ = false;      // that which was sent last
    bool is_built_ = false;
    HttpRequest request_; // kept, as its strings are used again
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
