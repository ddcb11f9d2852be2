#ifndef FLAMEUP_FLOW_RETRY_POLICY_HPP
#define FLAMEUP_FLOW_RETRY_POLICY_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/route.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/http/headers.hpp"
#include "flameup/http/http_date.hpp"
#include "flameup/http/response_info.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/timestamp.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// How often a failed request is sent again, and after which waits.
///
/// Each wait is drawn uniformly from 0 to a bound that doubles with each attempt ("full jitter"),
/// so that clients which failed together do not come back together.
struct RetryPolicy {
    std::size_t max_attempts = 6;              ///< With the first one; 0 and 1 never repeat.
    std::chrono::milliseconds first_wait{500}; ///< The bound of the first wait.
    /// The bound of all waits, those that the server advises too.
    std::chrono::milliseconds max_wait = std::chrono::minutes(1);
    /// The longest time from the first attempt to the start of the last one.
    std::chrono::milliseconds max_total = std::chrono::minutes(10);
    /// Whether to repeat a request that may have been processed and would then be processed twice.
    bool repeats_unsafe = false;
    /// The statuses after which the same request may succeed later: those of overload and temporary
    /// failures (RFC 9110, RFC 8470), and those that Cloudflare's proxies add.
    std::vector<int> statuses{408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 529, 530};
};

/// One failed attempt at a request.
struct Attempt {
    int status = 0;           ///< 0 if there was no response.
    std::string code;         ///< As in `Error`.
    std::string message;      ///< As in `Error`.
    std::int64_t wait_ms = 0; ///< The wait after it, in milliseconds; 0 for the last one.

    friend bool operator==(const Attempt& a, const Attempt& b) {
        return a.status == b.status && a.code == b.code && a.message == b.message &&
               a.wait_ms == b.wait_ms;
    }
    friend bool operator!=(const Attempt& a, const Attempt& b) { return !(a == b); }
    FLAMEUP_DESCRIBE(Attempt, (), (status, code, message, wait_ms))
};

namespace detail {

/// Tells whether a code is in a list.
inline bool is_one_of(std::string_view code, std::initializer_list<std::string_view> codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// Tells whether the server certainly did not process the request.
inline bool was_not_processed(const Error& error) {
    if (error.kind == ErrorKind::transport) {
        return is_one_of(error.code, {"refused", "resolve_failed", "connect_failed", "queue_full"});
    }
    const int status = error.status;
    return status == 425 || status == 429 || (status == 503 && error.retry_after.has_value());
}

/// Tells whether the same request may succeed later.
inline bool may_succeed_later(const RetryPolicy& policy, const Error& error) {
    if (error.kind == ErrorKind::transport) {
        return !is_one_of(error.code, {"tls_failed", "unsupported_scheme", "invalid_request",
                                       "invalid_header", "invalid_url", "too_large"});
    }
    if (error.kind != ErrorKind::api) return false;
    const std::vector<int>& statuses = policy.statuses;
    return std::find(statuses.begin(), statuses.end(), error.status) != statuses.end();
}

/// The longest wait that a server can advise, and that a saved state can hold: a year.
inline constexpr std::chrono::seconds longest_wait{366 * 24 * 60 * 60};

/// Returns the time from the response's own `Date`, or else from `date`, to a later moment.
///
/// At least 0, at most a year; nothing where neither date is known.
inline std::optional<std::chrono::seconds> time_until(Timestamp moment, const Headers& headers,
                                                      std::optional<Timestamp> date) {
    if (const auto own = read_http_date(find_value(headers, "Date"))) date = own;
    if (!date) return std::nullopt;
    const std::chrono::seconds distance(moment.seconds - date->seconds);
    return (std::max)((std::min)(distance, longest_wait), std::chrono::seconds(0));
}

/// Returns the time until the server's next window begins, as `time_until`.
inline std::optional<std::chrono::seconds>
time_until_reset(const RateLimit& limit, const Headers& headers, std::optional<Timestamp> date) {
    if (limit.reset_after)
        return (std::min)(std::chrono::seconds(*limit.reset_after), longest_wait);
    return limit.reset ? time_until(*limit.reset, headers, date) : std::nullopt;
}

} // namespace detail

/// Tells whether a failed request of this route may be sent again.
inline bool may_retry(const RetryPolicy& policy, const Route& route, const Error& error) {
    if (!detail::may_succeed_later(policy, error)) return false;
    return is_repeatable(route) || policy.repeats_unsafe || detail::was_not_processed(error);
}

/// Reads from a response's headers how long the server asks to wait: 0 seconds to a year.
///
/// From `Retry-After`, else from `X-RateLimit-Reset` if no request remains. A date is compared with
/// the response's own `Date`, or else with `date`, the time of day; nothing where neither is known.
inline std::optional<std::chrono::seconds> advised_wait(const Headers& headers,
                                                        std::optional<Timestamp> date) {
    if (const std::optional<RetryAfter> advice = retry_after(headers)) {
        if (advice->seconds) {
            return (std::min)(std::chrono::seconds(*advice->seconds), detail::longest_wait);
        }
        if (const auto wait = detail::time_until(*advice->date, headers, date)) return wait;
    }
    const RateLimit limit = rate_limit(headers);
    if (limit.remaining.value_or(0) != 0) return std::nullopt;
    return detail::time_until_reset(limit, headers, date);
}

/// Draws the wait after a number of failed attempts, from 64 uniform random bits.
///
/// If the server advised a wait, the result is at least that wait plus the jitter of a first wait.
/// It is never more than `max_wait`.
inline std::chrono::milliseconds retry_wait(const RetryPolicy& policy, std::size_t attempts,
                                            std::optional<std::chrono::seconds> advised,
                                            std::uint64_t random) {
    using std::chrono::milliseconds;
    constexpr milliseconds zero{0};
    const milliseconds most = (std::max)(policy.max_wait, zero);
    const milliseconds first = (std::min)((std::max)(policy.first_wait, zero), most);
    milliseconds bound = first;
    for (std::size_t i = 1; i < attempts && bound < most && bound != zero; ++i) {
        bound = bound > most / 2 ? most : bound * 2;
    }
    // Of the random bits, 32 are enough for waits below 49 days, and the product does not overflow.
    const auto draw = [random](milliseconds range) {
        const auto count =
            static_cast<std::uint64_t>((std::min<std::int64_t>)(range.count(), 0xFFFF'FFFF)) + 1;
        return milliseconds(static_cast<std::int64_t>(((random >> 32) * count) >> 32));
    };
    const std::chrono::seconds none{0};
    const milliseconds floor =
        (std::min)((std::max)(advised.value_or(none), none), detail::longest_wait);
    return (std::min)((std::max)(floor + draw(first), draw(bound)), most);
}

FLAMEUP_END_NAMESPACE

#endif
