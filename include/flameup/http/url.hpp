#ifndef FLAMEUP_HTTP_URL_HPP
#define FLAMEUP_HTTP_URL_HPP

#include "flameup/http/headers.hpp"
#include "flameup/text/percent.hpp"

#include <boost/url/rfc/pchars.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// The parts of an absolute `http` or `https` URL; views into it.
struct UrlParts {
    std::string_view scheme;    ///< In the URL's own case.
    std::string_view authority; ///< Host and port, as the `Host` header has them.
    std::string_view host;      ///< Without the brackets of an IPv6 address.
    std::uint16_t port = 0;     ///< 80 or 443 where the URL has none.
    std::string_view target;    ///< Path and query; empty where the URL ends behind the authority.
};

namespace detail {

/// Tells whether text is an IPv4 address (RFC 3986 section 3.2.2): four numbers from 0 to 255
/// without leading zeros.
constexpr bool is_ipv4(std::string_view text) noexcept {
    std::size_t i = 0;
    for (int numbers = 1;; ++numbers) {
        const std::size_t start = i;
        int value = 0;
        while (i != text.size() && i - start != 3 && text[i] >= '0' && text[i] <= '9') {
            value = value * 10 + (text[i++] - '0');
        }
        const std::size_t size = i - start;
        const bool has_leading_zero = size > 1 && text[start] == '0';
        if (size == 0 || value > 255 || has_leading_zero) return false;
        if (i == text.size()) return numbers == 4;
        if (text[i++] != '.') return false;
    }
}

/// Tells whether text is an IPv6 address (RFC 4291 section 2.2), without brackets or zone.
constexpr bool is_ipv6(std::string_view text) noexcept {
    std::size_t groups = 0;
    bool is_compressed = text.substr(0, 2) == "::";
    std::size_t i = is_compressed ? 2 : 0;
    while (i != text.size()) {
        const std::size_t start = i;
        while (i != text.size() && hex_value(text[i]) >= 0) ++i;
        if (i != text.size() && text[i] == '.') {
            // An IPv4 address may take the place of the last two groups.
            if (!is_ipv4(text.substr(start))) return false;
            groups += 2;
            break;
        }
        if (i == start || i - start > 4) return false;
        ++groups;
        if (i == text.size()) break;
        if (text[i++] != ':' || i == text.size()) return false;
        if (text[i] == ':') {
            if (is_compressed) return false;
            is_compressed = true;
            ++i;
        }
    }
    return is_compressed ? groups < 8 : groups == 8;
}

/// Tells whether a character stands in paths and queries as it is (RFC 3986 sections 3.3, 3.4).
constexpr bool is_target_char(char c) noexcept {
    return boost::urls::pchars(static_cast<unsigned char>(c)) || c == '/' || c == '?';
}

/// Tells whether text holds only such characters and whole percent-encoded bytes.
inline bool is_encoded(std::string_view text) {
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] == '%') {
            if (text.size() - i < 3 || hex_value(text[i + 1]) < 0 || hex_value(text[i + 2]) < 0) {
                return false;
            }
            i += 2;
        } else if (!is_target_char(text[i])) {
            return false;
        }
    }
    return true;
}

/// Takes the host off the front of `rest`; returns what is wrong with it, or null.
inline const char* take_host(std::string_view& rest, std::string_view& host) {
    if (rest.substr(0, 1) == "[") {
        const std::size_t close = rest.find(']');
        if (close == std::string_view::npos) return "its IPv6 address is not closed";
        host = rest.substr(1, close - 1);
        rest.remove_prefix(close + 1);
        return is_ipv6(host) ? nullptr : "its host is not an IPv6 address";
    }
    host = rest.substr(0, rest.find(':'));
    rest.remove_prefix(host.size());
    if (host.empty()) return "it has no host";
    for (const char c : host) {
        if (!boost::urls::unreserved_chars(static_cast<unsigned char>(c))) {
            return "its host has characters that a host name cannot have";
        }
    }
    return nullptr;
}

/// Reads a port with the colon before it; returns what is wrong with it, or null.
inline const char* read_port(std::string_view text, std::uint16_t& port) {
    if (text.front() != ':' || text.size() < 2 || text.size() > 6) return "its port is ill-formed";
    unsigned value = 0;
    for (const char c : text.substr(1)) {
        if (c < '0' || c > '9') return "its port is ill-formed";
        value = value * 10 + static_cast<unsigned>(c - '0');
    }
    if (value == 0 || value > 65535) return "its port is not from 1 to 65535";
    port = static_cast<std::uint16_t>(value);
    return nullptr;
}

} // namespace detail

/// Splits an absolute `http` or `https` URL; returns what is wrong with it, or null.
///
/// User info and fragments are refused; a host is a name of letters, digits, `-`, `.`, `_` and `~`,
/// an IPv4 address or a bracketed IPv6 address (RFC 3986 section 3). The parts are good for as long
/// as the URL's text is.
inline const char* split_url(std::string_view url, UrlParts& parts) {
    parts = {};
    const std::size_t colon = url.find("://");
    if (colon == std::string_view::npos) return "it has no scheme";
    parts.scheme = url.substr(0, colon);
    const bool https = equal_ignoring_case(parts.scheme, "https");
    if (!https && !equal_ignoring_case(parts.scheme, "http")) {
        return "its scheme is neither http nor https";
    }
    std::string_view rest = url.substr(colon + 3);
    const std::size_t end = (std::min)(rest.find_first_of("/?#"), rest.size());
    parts.authority = rest.substr(0, end);
    parts.target = rest.substr(end);
    if (parts.target.find('#') != std::string_view::npos) return "it has a fragment";
    if (parts.authority.find('@') != std::string_view::npos) return "it has user info";
    if (!detail::is_encoded(parts.target)) {
        return "its path or query has characters that a URL cannot have";
    }

    std::string_view port = parts.authority;
    if (const char* const problem = detail::take_host(port, parts.host)) return problem;
    parts.port = https ? 443 : 80;
    return port.empty() ? nullptr : detail::read_port(port, parts.port);
}

FLAMEUP_END_NAMESPACE

#endif
