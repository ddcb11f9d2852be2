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

FLAMEUP_BEGIN_NAMESPACE

/// How often and how patiently a failed request goes again.
///
/// Waits grow exponentially and are drawn evenly from 0 up to the bound ("full jitter"), so that
/// clients which failed together do not come back together.
struct RetryPolicy {
    std::size_t max_attempts = 6;               ///< With the first one; 1 never goes again.
    std::chrono::milliseconds first_wait{500};  ///< The bound of the first wait; it doubles.
    std::chrono::milliseconds max_wait{60'000}; ///< The bound of any wait, the server's advice too.
    /// From the first attempt to the last one's start.
    std::chrono::milliseconds max_total{600'000};
    /// Whether what may have been processed goes again too, although it may then count twice.
    bool repeats_unsafe = false;
};

/// One attempt that failed.
struct Attempt {
    int status = 0;           ///< 0 if there was no response.
    std::string code;         ///< As in `Error`.
    std::string message;      ///< As in `Error`.
    std::int64_t wait_ms = 0; ///< Waited after it; 0 for the last one.

    friend bool operator==(const Attempt& a, const Attempt& b) {
        return a.status == b.status && a.code == b.code && a.message == b.message &&
               a.wait_ms == b.wait_ms;
    }
    friend bool operator!=(const Attempt& a, const Attempt& b) { return !(a == b); }
    FLAMEUP_DESCRIBE(Attempt, (), (status, code, message, wait_ms))
};

namespace detail {

inline bool is_one_of(std::string_view code, std::initializer_list<std::string_view> codes) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

/// Whether the request certainly did not reach a server that processed it.
inline bool was_not_processed(const Error& error) {
    if (error.kind == ErrorKind::transport) {
        return is_one_of(error.code, {"refused", "resolve_failed", "connect_failed", "queue_full"});
    }
    return error.status == 429 || (error.status == 503 && error.retry_after.has_value());
}

/// Whether the same request may succeed later.
inline bool may_succeed_later(const Error& error) {
    if (error.kind == ErrorKind::transport) {
        return !is_one_of(error.code, {"tls_failed", "unsupported_scheme", "invalid_request",
                                       "invalid_header", "invalid_url", "too_large"});
    }
    if (error.kind != ErrorKind::api) return false;
    switch (error.status) {
    case 408:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504: return true;
    default: return false;
    }
}

inline constexpr std::chrono::seconds longest_wait{366 * 24 * 60 * 60};

/// Returns the distance of a moment from a response's own `Date`, or else from the time of day.
inline std::optional<std::chrono::seconds> time_until(Timestamp moment, const Headers& headers,
                                                      std::optional<Timestamp> date) {
    if (const auto own = read_http_date(find_value(headers, "Date"))) date = own;
    if (!date) return std::nullopt;
    const std::chrono::seconds distance(moment.seconds - date->seconds);
    return (std::max)((std::min)(distance, longest_wait), std::chrono::seconds(0));
}

} // namespace detail

/// Tells whether a failed request of this route may go again.
inline bool may_retry(const RetryPolicy& policy, const Route& route, const Error& error) {
    if (!detail::may_succeed_later(error)) return false;
    return is_repeatable(route) || policy.repeats_unsafe || detail::was_not_processed(error);
}

/// Reads from a response's headers how long the server wants to be left alone, at most a year.
///
/// From `Retry-After`, else from `X-RateLimit-Reset` if no request remains. A date is held against
/// the response's own `Date`, or else against the time of day where that is known.
inline std::optional<std::chrono::seconds> advised_wait(const Headers& headers,
                                                        std::optional<Timestamp> date) {
    if (const std::optional<RetryAfter> advice = retry_after(headers)) {
        if (advice->seconds) {
            return (std::min)(std::chrono::seconds(*advice->seconds), detail::longest_wait);
        }
        if (const auto wait = detail::time_until(*advice->date, headers, date)) return wait;
    }
    const RateLimit limit = rate_limit(headers);
    if (!limit.reset || limit.remaining.value_or(0) != 0) return std::nullopt;
    return detail::time_until(*limit.reset, headers, date);
}

/// Draws the wait after a number of failed attempts, with what the server advises if it did.
///
/// At least what is advised, with the jitter of a first wait on it; never more than `max_wait`.
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
    // 32 bits of chance are enough for waits below 49 days, and the product does not overflow.
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
