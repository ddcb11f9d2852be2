#ifndef FLAMEUP_RESPONSE_INFO_HPP
#define FLAMEUP_RESPONSE_INFO_HPP

#include "flameup/detail/http_date.hpp"
#include "flameup/error.hpp"
#include "flameup/headers.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads a header's value as a whole number of at least 0.
inline std::optional<std::int64_t> read_count(const Headers& headers, std::string_view name) {
    const std::string* const text = headers.find(name);
    if (text == nullptr || text->empty() || text->front() == '-') return std::nullopt;
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
    result.limit = detail::read_count(headers, "X-RateLimit-Limit");
    result.remaining = detail::read_count(headers, "X-RateLimit-Remaining");
    const auto reset = detail::read_count(headers, "X-RateLimit-Reset");
    if (reset && *reset <= end_of_year_9999) result.reset = Timestamp{*reset, 0};
    return result;
}

/// Reads the `Retry-After` header of a response, in seconds or as an HTTP date.
///
/// A date becomes seconds where the response has a `Date` (RFC 9110 section 6.6.1); none in the
/// past. No result for an ill-formed header.
inline std::optional<RetryAfter> retry_after(const Headers& headers) {
    const std::string* const text = headers.find("Retry-After");
    if (text == nullptr) return std::nullopt;
    RetryAfter result;
    result.seconds = detail::read_count(headers, "Retry-After");
    if (result.seconds) return result;
    result.date = detail::read_http_date(*text);
    if (!result.date) return std::nullopt;
    const std::string* const sent = headers.find("Date");
    const auto now = sent != nullptr ? detail::read_http_date(*sent) : std::nullopt;
    if (now) {
        const std::int64_t distance = result.date->seconds - now->seconds;
        result.seconds = distance > 0 ? distance : 0;
    }
    return result;
}

/// Reads the `X-Request-Id` header of a response; empty where there is none.
inline std::string request_id(const Headers& headers) {
    const std::string* const text = headers.find("X-Request-Id");
    return text != nullptr ? *text : std::string();
}

FLAMEUP_END_NAMESPACE

#endif
