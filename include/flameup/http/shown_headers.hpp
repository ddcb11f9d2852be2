#ifndef FLAMEUP_HTTP_SHOWN_HEADERS_HPP
#define FLAMEUP_HTTP_SHOWN_HEADERS_HPP

#include "flameup/http/headers.hpp"

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Tells whether a header's value, in any case of its name, is never secret.
///
/// Of all others, text for people shows the name alone: any of them may hold a key.
constexpr bool is_shown_header(std::string_view name) noexcept {
    constexpr std::string_view shown[] = {"Accept",
                                          "Accept-Encoding",
                                          "Accept-Language",
                                          "Cache-Control",
                                          "Connection",
                                          "Content-Encoding",
                                          "Content-Length",
                                          "Content-Type",
                                          "Date",
                                          "Expect",
                                          "Host",
                                          "If-Match",
                                          "If-None-Match",
                                          "Traceparent",
                                          "User-Agent",
                                          "X-Request-Id"};
    for (const std::string_view other : shown) {
        if (equal_ignoring_case(name, other)) return true;
    }
    return false;
}

/// Tells whether a header's value, in any case of its name, is made to be secret: no log or
/// recording shows it, even where it is asked to.
constexpr bool is_secret_header(std::string_view name) noexcept {
    constexpr std::string_view secret[] = {"Authorization", "Cookie", "Proxy-Authorization",
                                           "Set-Cookie"};
    for (const std::string_view other : secret) {
        if (equal_ignoring_case(name, other)) return true;
    }
    return false;
}

FLAMEUP_END_NAMESPACE

#endif
