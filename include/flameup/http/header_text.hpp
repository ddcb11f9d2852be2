#ifndef FLAMEUP_HTTP_HEADER_TEXT_HPP
#define FLAMEUP_HTTP_HEADER_TEXT_HPP

#include "flameup/http/headers.hpp"

#include <boost/url/grammar/alnum_chars.hpp>

#include <algorithm>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Tells whether text is a valid header name: a token (RFC 9110 sections 5.1 and 5.6.2).
inline bool is_header_name(std::string_view name) noexcept {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    for (const char c : name) {
        if (!boost::urls::grammar::alnum_chars(c) && marks.find(c) == marks.npos) return false;
    }
    return !name.empty();
}

/// Tells whether text is a header value that arrives unchanged (RFC 9110 section 5.5): it has no
/// control characters but tabs, and neither begins nor ends with white space. Empty text is one.
inline bool is_header_value(std::string_view value) noexcept {
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return false;
    }
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    return value.empty() || (!is_space(value.front()) && !is_space(value.back()));
}

namespace detail {

/// Tells whether text can stand as a bearer token: visible ASCII, at least one character.
inline bool is_bearer_token(std::string_view text) noexcept {
    bool visible = true;
    for (const char c : text) visible &= c > 0x20 && c < 0x7F;
    return visible && !text.empty();
}

} // namespace detail

/// Returns the key in a request's `Authorization: Bearer` field; a view into `headers`.
///
/// Empty if there is no such field or more than one, or if the key is not visible ASCII.
inline std::string_view bearer_key(const Headers& headers) {
    constexpr std::string_view scheme = "Bearer ";
    if (headers.find_all("Authorization").size() != 1) return {};
    std::string_view value = *headers.find("Authorization");
    // Schemes are compared without regard to case too (RFC 9110 section 11.1).
    if (!equal_ignoring_case(value.substr(0, scheme.size()), scheme)) return {};
    value.remove_prefix((std::min)(value.find_first_not_of(' ', scheme.size()), value.size()));
    return detail::is_bearer_token(value) ? value : std::string_view();
}

FLAMEUP_END_NAMESPACE

#endif
