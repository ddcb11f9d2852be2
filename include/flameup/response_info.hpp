#ifndef FLAMEUP_RESPONSE_INFO_HPP
#define FLAMEUP_RESPONSE_INFO_HPP

#include "flameup/detail/http_date.hpp"
#include "flameup/error.hpp"
#include "flameup/headers.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Finds a header's value without the white space around it (RFC 9110 section 5.5).
inline std::optional<std::string_view> find_value(const Headers& headers, std::string_view name) {
    const std::string* const value = headers.find(name);
    if (value == nullptr) return std::nullopt;
    constexpr std::string_view space = " \t";
    std::string_view text = *value;
    text.remove_prefix((std::min)(text.find_first_not_of(space), text.size()));
    return text.substr(0, text.find_last_not_of(space) + 1);
}

/// Reads a whole number of at least 0.
inline std::optional<std::int64_t> read_count(std::optional<std::string_view> text) {
    if (!text || text->empty() || text->front() == '-') return std::nullopt;
    std::int64_t value = 0;
    const char* const end = text->data() + text->size();
    const auto result = std::from_chars(text->data(), end, value);
    if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
    return value;
}

} // namespace detail

/// Reads the `X-RateLimit-…` headers of a response; what is missing or ill-formed is absent.
inline RateLimit rate_limit(const Headers& headers) {
    constexpr std::int64_t end_of_year_9999 = 253402300799;
    RateLimit result;
    result.limit = detail::read_count(detail::find_value(headers, "X-RateLimit-Limit"));
    result.remaining = detail::read_count(detail::find_value(headers, "X-RateLimit-Remaining"));
    const auto reset = detail::read_count(detail::find_value(headers, "X-RateLimit-Reset"));
    if (reset && *reset <= end_of_year_9999) result.reset = Timestamp{*reset, 0};
    return result;
}

/// Reads the `Retry-After` header of a response, in seconds or as an HTTP date.
///
/// A date becomes seconds where the response has a `Date` (RFC 9110 section 6.6.1); none in the
/// past. No result for an ill-formed header.
inline std::optional<RetryAfter> retry_after(const Headers& headers) {
    const auto text = detail::find_value(headers, "Retry-After");
    if (!text) return std::nullopt;
    RetryAfter result;
    result.seconds = detail::read_count(text);
    if (result.seconds) return result;
    result.date = detail::read_http_date(*text);
    if (!result.date) return std::nullopt;
    const auto sent = detail::find_value(headers, "Date");
    const auto now = sent ? detail::read_http_date(*sent) : std::nullopt;
    if (now) {
        const std::int64_t distance = result.date->seconds - now->seconds;
        result.seconds = distance > 0 ? distance : 0;
    }
    return result;
}

/// Reads the `X-Request-Id` header of a response; empty where there is none.
inline std::string request_id(const Headers& headers) {
    return std::string(detail::find_value(headers, "X-Request-Id").value_or(std::string_view()));
}

FLAMEUP_END_NAMESPACE

#endif
