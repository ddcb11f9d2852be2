#ifndef FLAMEUP_HTTP_HTTP_HPP
#define FLAMEUP_HTTP_HTTP_HPP

#include "flameup/http/headers.hpp"
#include "flameup/http/method.hpp"

#include <cstdint>
#include <optional>
#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// An HTTP request as a plain value, complete for any transport to send.
///
/// `Content-Length`, `Host` and connection headers are the transport's to add. A request without
/// content has an empty body. `headers` holds the API key: log `to_curl(request)` instead.
struct HttpRequest {
    Method method = Method::get; ///< The method.
    std::string url;             ///< Absolute, percent-encoded (RFC 3986), without a fragment.
    Headers headers;       ///< The header fields, with the API key; without those of the transport.
    std::string body;      ///< The content, as JSON; empty if there is none.
    std::string operation; ///< The name of the operation's route, for logs and metrics.
    /// The milliseconds until the transport gives up, from when it takes the request, with the
    /// look-up of the host's name: 1 to 86,400,000. Nothing for the transport's own limit.
    std::optional<std::int64_t> timeout_ms{};

    /// Compares all members.
    friend bool operator==(const HttpRequest& a, const HttpRequest& b) {
        return a.method == b.method && a.url == b.url && a.headers == b.headers &&
               a.body == b.body && a.operation == b.operation && a.timeout_ms == b.timeout_ms;
    }
    /// The opposite of `==`.
    friend bool operator!=(const HttpRequest& a, const HttpRequest& b) { return !(a == b); }
};

/// An HTTP response as a plain value, as the transport received it.
struct HttpResponse {
    int status = 0;   ///< The status code (RFC 9110 section 15); 0 means that there was none.
    Headers headers;  ///< The header fields, in the order in which they arrived.
    std::string body; ///< The content, without transfer coding.

    /// Compares all members.
    friend bool operator==(const HttpResponse& a, const HttpResponse& b) {
        return a.status == b.status && a.headers == b.headers && a.body == b.body;
    }
    /// The opposite of `==`.
    friend bool operator!=(const HttpResponse& a, const HttpResponse& b) { return !(a == b); }
};

FLAMEUP_END_NAMESPACE

#endif
