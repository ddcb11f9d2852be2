#ifndef FLAMEUP_HTTP_HEADER_TEXT_HPP
#define FLAMEUP_HTTP_HEADER_TEXT_HPP

#include "flameup/platform.hpp"

#include <boost/url/grammar/alnum_chars.hpp>

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
FLAMEUP_END_NAMESPACE

#endif
