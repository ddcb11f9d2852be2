#ifndef FLAMEUP_VALUE_ERROR_HPP
#define FLAMEUP_VALUE_ERROR_HPP

#include "flameup/platform.hpp"
#include "flameup/value/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The stage at which a call failed.
enum class ErrorKind {
    validation, ///< The request breaks a rule; nothing was sent.
    transport,  ///< The executor could not get a response.
    api,    ///< The server answered with a status other than 2xx, or said in a 2xx that it failed.
    decode, ///< The server answered 2xx, with a body that is not what the operation returns.
    cancelled, ///< The caller gave up the call.
};

/// Returns the kind's name, as `validation`.
constexpr std::string_view to_string(ErrorKind kind) noexcept {
    switch (kind) {
    case ErrorKind::validation: return "validation";
    case ErrorKind::transport: return "transport";
    case ErrorKind::api: return "api";
    case ErrorKind::decode: return "decode";
    case ErrorKind::cancelled: return "cancelled";
    }
    return {};
}

/// What is wrong with one field.
struct FieldError {
    std::string path;    ///< As `people[3].email`.
    std::string code;    ///< For machines, as `too_long`; empty where the server gave none.
    std::string message; ///< For people.

    friend bool operator==(const FieldError& a, const FieldError& b) {
        return a.path == b.path && a.code == b.code && a.message == b.message;
    }
    friend bool operator!=(const FieldError& a, const FieldError& b) { return !(a == b); }
};

/// How many requests the key may still make, from the `X-RateLimit-…` headers.
struct RateLimit {
    std::optional<std::int64_t> limit;     ///< Requests in a window.
    std::optional<std::int64_t> remaining; ///< Requests left in this window.
    std::optional<Timestamp> reset;        ///< When the next window begins.
    /// Seconds until then, where the server sent those and not a time.
    std::optional<std::int64_t> reset_after{};

    friend bool operator==(const RateLimit& a, const RateLimit& b) {
        return a.limit == b.limit && a.remaining == b.remaining && a.reset == b.reset &&
               a.reset_after == b.reset_after;
    }
    friend bool operator!=(const RateLimit& a, const RateLimit& b) { return !(a == b); }
};

/// When to come back, from the `Retry-After` header (RFC 9110 section 10.2.3).
struct RetryAfter {
    /// Seconds to wait: as sent, or the date's distance from the response's own `Date`.
    std::optional<std::int64_t> seconds;
    std::optional<Timestamp> date; ///< The date, where the server sent one.

    friend bool operator==(const RetryAfter& a, const RetryAfter& b) {
        return a.seconds == b.seconds && a.date == b.date;
    }
    friend bool operator!=(const RetryAfter& a, const RetryAfter& b) { return !(a == b); }
};

/// Why a call has no result.
///
/// Holds no request, and not the API key of the configuration that the call was made with. Members
/// that do not apply to the kind are empty.
struct Error {
    ErrorKind kind = ErrorKind::transport; ///< The stage at which the call failed.
    int status = 0;                        ///< The HTTP status; 0 if there was no response.
    std::string code;                      ///< For machines: the server's code, or this library's.
    std::string message;                   ///< For people: the server's words, or this library's.
    std::vector<FieldError> fields; ///< What is wrong with single fields, at most a thousand.
    std::string request_id;         ///< From the body or from `X-Request-Id`.
    std::optional<RetryAfter> retry_after; ///< When to come back, where the server said so.
    RateLimit rate_limit; ///< What the `X-RateLimit-…` headers say, member by member.
    /// On 403, the permission that the operation needs, unless the server names another reason.
    std::string missing_permission;
    std::string path; ///< On a decode error, the JSON path, as `$.people[17].created_at`.
    std::optional<std::size_t> offset; ///< On a decode error, the byte offset in the body.
    std::string body; ///< The beginning of the response's body, at most 1024 bytes.

    friend bool operator==(const Error& a, const Error& b) {
        return a.kind == b.kind && a.status == b.status && a.code == b.code &&
               a.message == b.message && a.fields == b.fields && a.request_id == b.request_id &&
               a.retry_after == b.retry_after && a.rate_limit == b.rate_limit &&
               a.missing_permission == b.missing_permission && a.path == b.path &&
               a.offset == b.offset && a.body == b.body;
    }
    friend bool operator!=(const Error& a, const Error& b) { return !(a == b); }
};

/// Makes an error of a kind, with a code for machines and a message for people.
inline Error make_error(ErrorKind kind, std::string code, std::string message) {
    Error error;
    error.kind = kind;
    error.code = std::move(code);
    error.message = std::move(message);
    return error;
}

FLAMEUP_END_NAMESPACE

#endif
