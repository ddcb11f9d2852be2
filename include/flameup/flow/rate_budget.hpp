#ifndef FLAMEUP_FLOW_RATE_BUDGET_HPP
#define FLAMEUP_FLOW_RATE_BUDGET_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/retry_policy.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/response_info.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The state of a `RateBudget`, to be written as JSON; times are relative to the moment of saving.
struct RateBudgetState {
    std::vector<std::int64_t> sent_ms;      ///< Ages in ms of the requests of the last minute.
    std::optional<std::int64_t> limit;      ///< Requests that the server admits in a window.
    std::optional<std::int64_t> remaining;  ///< Requests that it still admits in this window.
    std::optional<std::int64_t> reset_ms;   ///< Milliseconds until its next window begins.
    std::optional<std::int64_t> hold_ms;    ///< Milliseconds until it admits any, after a 429.
    std::optional<std::int64_t> renewed_ms; ///< The age in ms of its window.
    FLAMEUP_DESCRIBE(RateBudgetState, (),
                     (sent_ms, limit, remaining, reset_ms, hold_ms, renewed_ms))
};

/// Holds requests back until the server admits them, so that it does not answer 429.
///
/// Admits as many requests as remain in the server's window by its headers. Without such headers it
/// admits, in any minute, as many requests as the server's last known limit, or else the number
/// that it was made with. All flows that use one API key share one budget. It is not locked: they
/// run on one thread.
class RateBudget {
    using milliseconds = std::chrono::milliseconds;
    static constexpr milliseconds zero{0}, second{1'000}, minute{60'000};
    // Requests take different times to the server: the last of a minute may overtake the first.
    static constexpr milliseconds span = minute + second;

  public:
    /// Admits so many requests a minute (page "Rate limits": 120) where the server says nothing; 0
    /// or less is no limit.
    ///
    /// Whatever the server says, no request is held back for longer than `max_wait`.
    explicit RateBudget(std::int64_t requests_per_minute = 120,
                        std::chrono::milliseconds max_wait = minute)
        : per_minute_((std::max<std::int64_t>)(requests_per_minute, 0)),
          max_wait_((std::max)((std::min)(max_wait, milliseconds(detail::longest_wait)), zero)) {}

    /// Admits at most so many requests in any minute, even where the server admits more; 0 or less
    /// is no such bound.
    void keep_to(std::int64_t at_most) { at_most_ = (std::max<std::int64_t>)(at_most, 0); }

    /// Continues a saved budget. The state may hold anything: no wait is longer than `max_wait`,
    /// and the bound of `keep_to` stays as it is.
    void restore(const RateBudgetState& state, const Moment& now) {
        const std::int64_t at_most = at_most_;
        *this = RateBudget(per_minute_, max_wait_);
        at_most_ = at_most;
        for (const std::int64_t age : state.sent_ms) {
            if (age >= 0 && age < span.count()) sent_.push_back(now.time - milliseconds(age));
        }
        std::sort(sent_.begin(), sent_.end());
        learn_limit(state.limit);
        forget_old(now);
        if (state.remaining && state.reset_ms) {
            remaining_ = (std::max<std::int64_t>)(*state.remaining, 0);
            reset_ = after(milliseconds(*state.reset_ms), now);
        }
        if (state.renewed_ms && *state.renewed_ms >= 0 && *state.renewed_ms < span.count()) {
            renewed_ = now.time - milliseconds(*state.renewed_ms);
        }
        if (state.hold_ms) hold_ = after(milliseconds(*state.hold_ms), now);
    }

    /// Returns the state, for `restore` in this or another process.
    RateBudgetState save(const Moment& now) const {
        RateBudgetState state;
        for (const milliseconds time : sent_) {
            if (now.time - time < span) state.sent_ms.push_back((now.time - time).count());
        }
        state.limit = limit_;
        // The other way round, the subtraction of the least time would overflow.
        if (renewed_ > now.time - span) state.renewed_ms = (now.time - renewed_).count();
        if (reset_ && now.time < *reset_) {
            state.remaining = (std::max<std::int64_t>)(*remaining_ - in_flight(now), 0);
            state.reset_ms = (*reset_ - now.time).count();
        }
        if (hold_ && now.time < *hold_) state.hold_ms = (*hold_ - now.time).count();
        return state;
    }

    /// Returns when the next request is admitted, on the clock of `Moment::time`: `now.time` if it
    /// may be sent now.
    std::chrono::milliseconds admits_at(const Moment& now) const {
        milliseconds at = now.time;
        if (hold_) at = (std::max)(at, *hold_);
        if (reset_) {
            // The server may not have counted the requests in flight yet.
            if (*remaining_ <= in_flight(now)) at = (std::max)(at, *reset_);
        } else {
            at = (std::max)(at, has_room_at(allowed(), renewed_));
        }
        return (std::max)(at, has_room_at(at_most_, (milliseconds::min)()));
    }

    /// Counts a request that is sent now.
    void count(const Moment& now) {
        if (reset_ && now.time >= *reset_) begin_window(now);
        sent_.push_back(now.time);
        in_flight_.push_back(now.time);
        forget_old(now);
    }

    /// Counts the request that was sent at `sent` as answered, and learns from the response's
    /// headers; null if there was none.
    ///
    /// A request that is never answered counts as in flight for a minute.
    void learn(const HttpResponse* response, std::chrono::milliseconds sent, const Moment& now) {
        const auto found = std::find(in_flight_.begin(), in_flight_.end(), sent);
        if (found != in_flight_.end()) in_flight_.erase(found);
        if (reset_ && now.time >= *reset_) begin_window(now);
        const RateLimit limit = response == nullptr ? RateLimit{} : rate_limit(response->headers);
        learn_limit(limit.limit);
        if (limit.remaining) {
            learn_remaining(limit, response->headers, now);
        } else if (remaining_) {
            --*remaining_;
        }
        if (response != nullptr && response->status == 429) {
            const auto wait = advised_wait(response->headers, now.date);
            if (!wait && remaining_) remaining_ = 0;
            hold_ = after((wait ? milliseconds(*wait) : zero) + second, now);
        }
    }

  private:
    milliseconds after(milliseconds wait, const Moment& now) const {
        return now.time + (std::max)((std::min)(wait, max_wait_), zero);
    }

    std::int64_t allowed() const noexcept { return limit_.value_or(per_minute_); }

    /// Returns when another request is admitted at `most` a minute, counting those since `from`.
    milliseconds has_room_at(std::int64_t most, milliseconds from) const {
        const auto counted = sent_.end() - std::lower_bound(sent_.begin(), sent_.end(), from);
        if (most == 0 || counted < most) return (milliseconds::min)();
        return sent_[sent_.size() - static_cast<std::size_t>(most)] + span;
    }

    std::int64_t in_flight(const Moment& now) const {
        return in_flight_.end() -
               std::upper_bound(in_flight_.begin(), in_flight_.end(), now.time - minute);
    }

    void learn_limit(std::optional<std::int64_t> limit) {
        if (limit && *limit > 0) limit_ = limit;
    }

    // Responses may come in any order: within one window, the smallest number is the latest.
    void learn_remaining(const RateLimit& limit, const Headers& headers, const Moment& now) {
        const bool is_known = reset_ && window_ && limit.reset && *limit.reset <= *window_;
        if (is_known) {
            remaining_ = (std::min)(*remaining_, *limit.remaining);
            return;
        }
        const auto left = detail::time_until_reset(limit, headers, now.date);
        remaining_ = limit.remaining;
        window_ = limit.reset;
        // A date has whole seconds: the window may end up to a second later than it seems.
        reset_ = after(left ? *left + second : minute, now);
    }

    void begin_window(const Moment& now) {
        renewed_ = now.time;
        remaining_.reset();
        reset_.reset();
        window_.reset();
    }

    // Bounds the memory: drops what is older than a minute, and more requests than any limit
    // counts.
    void forget_old(const Moment& now) {
        const auto is_old = [&now](milliseconds time) { return now.time - time >= span; };
        const auto most = static_cast<std::uint64_t>((std::max)(allowed(), at_most_));
        while (!sent_.empty() && (is_old(sent_.front()) || sent_.size() > most)) {
            sent_.pop_front();
        }
        while (!in_flight_.empty() && is_old(in_flight_.front())) in_flight_.pop_front();
    }

    std::int64_t per_minute_;
    milliseconds max_wait_;
    std::deque<milliseconds> sent_;         // in the last minute, the oldest first
    std::deque<milliseconds> in_flight_;    // when they were sent, the oldest first
    std::optional<std::int64_t> limit_;     // the server's
    std::optional<std::int64_t> remaining_; // the least that the server said; set with `reset_`
    std::optional<milliseconds> reset_;     // the end of the server's window
    std::optional<Timestamp> window_;       // the same end, as the server sent it
    std::optional<milliseconds> hold_;      // when the wait that a 429 asked for ends
    std::int64_t at_most_ = 0;
    milliseconds renewed_ =
        (milliseconds::min)(); // when the server's window was last seen to begin
};

FLAMEUP_END_NAMESPACE

#endif
