#ifndef FLAMEUP_HTTP_RESPONSE_INFO_HPP
#define FLAMEUP_HTTP_RESPONSE_INFO_HPP

#include "flameup/http/headers.hpp"
#include "flameup/http/http_date.hpp"
#include "flameup/value/error.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Finds the first value that is not empty, without white space around it (RFC 9110 section 5.5);
/// empty if there is none.
inline std::string_view find_value(const Headers& headers, std::string_view name) {
    constexpr std::string_view space = " \t";
    for (const Header& header : headers) {
        if (!equal_ignoring_case(header.name, name)) continue;
        const std::size_t begin = header.value.find_first_not_of(space);
        if (begin == std::string::npos) continue;
        const std::size_t end = header.value.find_last_not_of(space) + 1;
        return std::string_view(header.value).substr(begin, end - begin);
    }
    return {};
}

/// Reads a header that is a number of at least 0: `30`, or `30.5`, which is rounded up. A number
/// that is too large for 64 bits becomes the largest that is not.
inline std::optional<std::int64_t> read_count(const Headers& headers, std::string_view name) {
    const std::string_view text = find_value(headers, name);
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    std::int64_t value = 0;
    std::size_t i = 0;
    for (; i != text.size() && text[i] >= '0' && text[i] <= '9'; ++i) {
        const int digit = text[i] - '0';
        value = value > (most - digit) / 10 ? most : value * 10 + digit;
    }
    if (i == 0) return std::nullopt;
    if (i == text.size()) return value;
    const std::string_view fraction = text.substr(i + 1);
    const bool is_number = text[i] == '.' && !fraction.empty() &&
                           fraction.find_first_not_of("0123456789") == std::string_view::npos;
    if (!is_number) return std::nullopt;
    const bool is_whole = fraction.find_first_not_of('0') == std::string_view::npos;
    return is_whole || value == most ? value : value + 1;
}

/// Does what `rate_limit` does, into a new `RateLimit`: a copy of one that was just made waits for
/// each of its members to be stored.
inline void read_rate_limit(const Headers& headers, RateLimit& result) {
    result.limit = read_count(headers, "X-RateLimit-Limit");
    result.remaining = read_count(headers, "X-RateLimit-Remaining");
    auto reset = read_count(headers, "X-RateLimit-Reset");
    if (!reset) return;
    if (*reset < 1'000'000'000) {
        result.reset_after = reset;
        return;
    }
    while (*reset > last_timestamp_second) *reset /= 1000;
    result.reset = Timestamp{*reset, 0};
}

inline constexpr std::string_view request_id_name = "X-Request-Id";

} // namespace detail

/// Reads the `X-RateLimit-…` headers of a response; what is missing or ill-formed is absent.
///
/// `X-RateLimit-Reset` is a time in seconds since 1970 (page "Rate limits"). A number that would be
/// after the year 9999 is read as milliseconds, microseconds or nanoseconds. A number below
/// 1,000,000,000, a time in 2001, is read as seconds to wait.
inline RateLimit rate_limit(const Headers& headers) {
    RateLimit result;
    detail::read_rate_limit(headers, result);
    return result;
}

/// Reads the `Retry-After` header of a response, in seconds or as an HTTP date.
///
/// If the response has a `Date` (RFC 9110 section 6.6.1), `seconds` is the time from it to a date,
/// and 0 for a date before it. Returns nothing for an ill-formed header.
inline std::optional<RetryAfter> retry_after(const Headers& headers) {
    const std::string_view text = detail::find_value(headers, "Retry-After");
    if (text.empty()) return std::nullopt;
    RetryAfter result;
    result.seconds = detail::read_count(headers, "Retry-After");
    if (result.seconds) return result;
    result.date = detail::read_http_date(text);
    if (!result.date) return std::nullopt;
    const auto now = detail::read_http_date(detail::find_value(headers, "Date"));
    if (now) {
        const std::int64_t distance = result.date->seconds - now->seconds;
        result.seconds = distance > 0 ? distance : 0;
    }
    return result;
}

/// Reads the `X-Request-Id` header of a response; empty where there is none.
inline std::string request_id(const Headers& headers) {
    return std::string(detail::find_value(headers, detail::request_id_name));
}

FLAMEUP_END_NAMESPACE

#endif
