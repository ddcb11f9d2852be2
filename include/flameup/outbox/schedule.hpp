#ifndef FLAMEUP_OUTBOX_SCHEDULE_HPP
#define FLAMEUP_OUTBOX_SCHEDULE_HPP

#include "flameup/flow/moment.hpp"
#include "flameup/flow/people_batches.hpp"
#include "flameup/flow/retry_policy.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// How an outbox sends, and how much it holds.
struct OutboxOptions : BatchesOptions {
    std::size_t max_entries = 10'000;             ///< People, with those on their way.
    std::size_t max_bytes = std::size_t{4} << 20; ///< Of these people as JSON.
    std::size_t send_at = 100;                    ///< So many people who wait are sent at once.
    std::chrono::milliseconds send_after{30'000}; ///< Whoever has waited so long is sent.
};

namespace detail {

/// Decides when an outbox sends. A clock that jumps makes nobody wait for longer than the options
/// say.
class OutboxSchedule {
    using milliseconds = std::chrono::milliseconds;

  public:
    /// Sends the entries up to this number as soon as possible.
    void flush(std::int64_t number) noexcept { flush_through_ = number; }

    void close(milliseconds until) noexcept {
        closes_at_ = until;
        has_yielded_last_ = false;
    }

    /// Returns whether that is new; where the connection is back, the pause ends.
    bool set_online(bool is_online) noexcept {
        const bool is_new = std::exchange(is_online_, is_online) != is_online;
        if (is_new) retry_at_ = (milliseconds::min)();
        return is_new;
    }

    bool is_online() const noexcept { return is_online_; }

    /// Tells whether the time that `close` gave is over.
    bool is_over(const Moment& now) const noexcept { return closes_at_ && now.time >= *closes_at_; }

    /// Tells whether the flow may yield: when its time is over, once, whatever is taken then.
    bool may_yield(const Moment& now) noexcept {
        return !is_over(now) || !std::exchange(has_yielded_last_, true);
    }

    /// Tells whether a batch begins now; `waiting` are the entries that wait, in their order.
    template <class Entries>
    bool is_due(const Entries& waiting, const OutboxOptions& options, const Moment& now) {
        if (waiting.empty() || waiting.back().number <= flush_through_) {
            due_at_.reset();
        } else {
            const milliseconds at = now.time + bounded(options.send_after, milliseconds(0));
            due_at_ = (std::min)(due_at_.value_or(at), at);
            if (waiting.size() >= options.send_at || now.time >= *due_at_ || closes_at_) {
                flush(waiting.back().number);
                due_at_.reset();
            }
        }
        retry_at_ = (std::min)(retry_at_, now.time + bounded(options.retry.max_wait, least));
        is_first_due_ = !waiting.empty() && waiting.front().number <= flush_through_;
        return is_first_due_ && is_online_ && now.time >= retry_at_ && !is_over(now);
    }

    /// Returns the step of an outbox that is not sending; `is_due` was called before.
    Step idle(bool is_empty, const OutboxOptions& options, const Moment& now) const {
        if (closes_at_ && (is_empty || !is_online_ || is_over(now))) return Step::finished();
        milliseconds until = now.time + bounded(options.send_after, least);
        if (due_at_) until = (std::min)(until, *due_at_);
        if (is_first_due_ && is_online_) until = (std::min)(until, (std::max)(retry_at_, now.time));
        return wait_until(until);
    }

    /// Returns a step that waits, not beyond the time that `close` gave.
    Step wait_until(milliseconds until) const {
        return Step::wait_until((std::min)(until, closes_at_.value_or(until)));
    }

    /// Returns the options of a batch that begins now, whose time is what `close` leaves.
    BatchesOptions batch_options(const OutboxOptions& options, const Moment& now) const {
        BatchesOptions result = options;
        if (closes_at_) {
            const milliseconds end = (std::min)(*closes_at_, now.time + longest_wait);
            const std::int64_t left = (end - now.time).count();
            auto& timeout = result.call.timeout_ms;
            timeout = (std::min)(timeout.value_or(left), left);
        }
        return result;
    }

    /// Notes whether a batch has failed; after a failure nothing is sent for a time.
    void note_end(bool is_failure, const OutboxOptions& options, const Moment& now) {
        failures_ = is_failure ? failures_ + 1 : 0;
        retry_at_ = (milliseconds::min)();
        if (!is_failure) return;
        const milliseconds pause = retry_wait(options.retry, failures_, std::nullopt, now.random);
        retry_at_ = now.time + (std::max)(pause, least);
    }

  private:
    // Shorter pauses would only keep the machine busy.
    static constexpr milliseconds least{1'000};

    static milliseconds bounded(milliseconds time, milliseconds at_least) {
        return (std::max)(at_least, (std::min)(time, milliseconds(longest_wait)));
    }

    std::int64_t flush_through_ = 0; // up to this entry all are sent without delay
    bool is_online_ = true;
    bool is_first_due_ = false; // the first who waits is sent as soon as that is possible
    std::optional<milliseconds> closes_at_;
    bool has_yielded_last_ = false;                 // after that time
    std::optional<milliseconds> due_at_;            // when those behind `flush_through_` are sent
    milliseconds retry_at_ = (milliseconds::min)(); // the end of the pause after a failure
    std::size_t failures_ = 0;                      // in a row
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
