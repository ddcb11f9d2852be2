#ifndef FLAMEUP_HTTP_HEADER_TEXT_HPP
#define FLAMEUP_HTTP_HEADER_TEXT_HPP

#include "flameup/platform.hpp"

#include <boost/url/grammar/alnum_chars.hpp>

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether text can stand as a header's name, a token (RFC 9110 section 5.6.2).
inline bool is_header_name(std::string_view name) noexcept {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    for (const char c : name) {
        if (!boost::urls::grammar::alnum_chars(c) && marks.find(c) == marks.npos) return false;
    }
    return !name.empty();
}

/// Tells whether a header's value arrives as it is: no control characters, no outer white space.
inline bool is_header_value(std::string_view value) noexcept {
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte < 0x20 && byte != '\t') || byte == 0x7F) return false;
    }
    const auto is_space = [](char c) { return c == ' ' || c == '\t'; };
    return value.empty() || (!is_space(value.front()) && !is_space(value.back()));
}

/// Tells whether text can stand as a bearer token: visible ASCII, at least one character.
inline bool is_bearer_token(std::string_view text) noexcept {
    bool visible = true;
    for (const char c : text) visible &= c > 0x20 && c < 0x7F;
    return visible && !text.empty();
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
