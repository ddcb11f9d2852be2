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

/// Tells whether text is an IPv6 address (RFC 4291 section 2.2), without brackets or zone.
constexpr bool is_ipv6(std::string_view text) noexcept {
    std::size_t groups = 0;
    bool compressed = false;
    std::size_t i = 0;
    if (text.substr(0, 2) == "::") {
        compressed = true;
        i = 2;
        if (i == text.size()) return true;
    }
    for (;;) {
        std::size_t digits = 0;
        const std::size_t start = i;
        while (i != text.size() && hex_value(text[i]) >= 0) ++i, ++digits;
        if (i != text.size() && text[i] == '.') {
            // An IPv4 address ends it and takes two groups' place.
            std::size_t parts = 0;
            std::size_t p = start;
            for (;;) {
                unsigned value = 0;
                std::size_t size = 0;
                while (p != text.size() && text[p] >= '0' && text[p] <= '9' && size != 4) {
                    value = value * 10 + static_cast<unsigned>(text[p++] - '0');
                    ++size;
                }
                const bool leading_zero = size > 1 && text[p - size] == '0'; // RFC 3986: none
                if (size == 0 || size > 3 || value > 255 || leading_zero) return false;
                ++parts;
                if (p == text.size()) break;
                if (text[p++] != '.') return false;
            }
            if (parts != 4) return false;
            groups += 2;
            break;
        }
        if (digits == 0 || digits > 4) return false;
        ++groups;
        if (i == text.size()) break;
        if (text[i++] != ':') return false;
        if (i != text.size() && text[i] == ':') {
            if (compressed) return false;
            compressed = true;
            if (++i == text.size()) break;
        }
    }
    return compressed ? groups < 8 : groups == 8;
}

/// Tells whether a character stands in paths and queries as it is (RFC 3986 sections 3.3, 3.4).
inline bool is_target_char(unsigned char c) noexcept {
    return boost::urls::pchars(c) || c == '/' || c == '?';
}

/// Tells whether text holds only such characters and whole percent-encoded bytes.
inline bool is_encoded(std::string_view text) {
    for (std::size_t i = 0; i != text.size(); ++i) {
        if (text[i] == '%') {
            if (text.size() - i < 3 || hex_value(text[i + 1]) < 0 || hex_value(text[i + 2]) < 0) {
                return false;
            }
            i += 2;
        } else if (!is_target_char(static_cast<unsigned char>(text[i]))) {
            return false;
        }
    }
    return true;
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

    std::string_view port;
    if (parts.authority.substr(0, 1) == "[") {
        const std::size_t close = parts.authority.find(']');
        if (close == std::string_view::npos) return "its IPv6 address is not closed";
        parts.host = parts.authority.substr(1, close - 1);
        port = parts.authority.substr(close + 1);
        if (!detail::is_ipv6(parts.host)) return "its host is not an IPv6 address";
    } else {
        const std::size_t host_end = (std::min)(parts.authority.find(':'), parts.authority.size());
        parts.host = parts.authority.substr(0, host_end);
        port = parts.authority.substr(host_end);
        if (parts.host.empty()) return "it has no host";
        for (const char c : parts.host) {
            if (!boost::urls::unreserved_chars(static_cast<unsigned char>(c))) {
                return "its host has characters that a host name cannot have";
            }
        }
    }
    parts.port = https ? 443 : 80;
    if (!port.empty()) {
        if (port.front() != ':' || port.size() < 2 || port.size() > 6)
            return "its port is ill-formed";
        unsigned value = 0;
        for (const char c : port.substr(1)) {
            if (c < '0' || c > '9') return "its port is ill-formed";
            value = value * 10 + static_cast<unsigned>(c - '0');
        }
        if (value == 0 || value > 65535) return "its port is not from 1 to 65535";
        parts.port = static_cast<std::uint16_t>(value);
    }
    return nullptr;
}

FLAMEUP_END_NAMESPACE

#endif
