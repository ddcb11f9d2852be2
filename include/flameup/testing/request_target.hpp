#ifndef FLAMEUP_TESTING_REQUEST_TARGET_HPP
#define FLAMEUP_TESTING_REQUEST_TARGET_HPP

#include "flameup/http/url.hpp"
#include "flameup/testing/text_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Tells whether a byte may stand in a URL's path or query, a percent sign included.
///
/// Whoever decodes the percent sign checks that two digits follow it.
constexpr bool is_target_char(char c) noexcept { return c == '%' || detail::is_target_char(c); }

/// Tells whether text is a host, with a port or without, and has no user information.
constexpr bool is_authority(std::string_view text) noexcept {
    std::size_t host = 0;
    if (!text.empty() && text.front() == '[') { // an IPv6 address
        host = text.find(']');
        if (host == std::string_view::npos || host == 1) return false;
        for (const char c : text.substr(1, host - 1)) {
            if (!is_target_char(c) || c == '@') return false;
        }
        ++host;
    } else {
        host = (std::min)(text.find(':'), text.size());
        if (host == 0) return false;
        for (const char c : text.substr(0, host)) {
            if (!is_target_char(c) || c == '@') return false;
        }
    }
    if (host == text.size()) return true;
    if (text[host] != ':' || text.size() - host > 6) return false;
    for (const char c : text.substr(host + 1)) {
        if (c < '0' || c > '9') return false;
    }
    return true;
}

/// Returns the path and query of an absolute `http` or `https` URL: its target in origin form.
///
/// A view into `url`; it may be empty, or a query without a path. Nothing if the URL is ill-formed
/// or has a fragment.
constexpr std::optional<std::string_view> request_target(std::string_view url) noexcept {
    const std::size_t colon = url.find("://");
    if (colon != 4 && colon != 5) return std::nullopt;
    constexpr std::string_view scheme = "https";
    for (std::size_t i = 0; i != colon; ++i) {
        if (ascii_lower(url[i]) != scheme[i]) return std::nullopt;
    }
    url.remove_prefix(colon + 3);
    const std::size_t authority = (std::min)(url.find_first_of("/?#"), url.size());
    if (!is_authority(url.substr(0, authority))) return std::nullopt;
    url.remove_prefix(authority);
    for (const char c : url) {
        if (!is_target_char(c)) return std::nullopt;
    }
    return url;
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
