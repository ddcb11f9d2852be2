#ifndef FLAMEUP_HTTP_NAME_BODY_HPP
#define FLAMEUP_HTTP_NAME_BODY_HPP

#include "flameup/http/headers.hpp"
#include "flameup/http/response_info.hpp"
#include "flameup/text/append_printable.hpp"
#include "flameup/text/ascii.hpp"
#include "flameup/text/utf8.hpp"

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns the encoding, such as `gzip`, of a body that the transport should have decoded; empty if
/// the body is text.
///
/// The bytes decide, as transports that decode a body may leave its `Content-Encoding` in place.
inline std::string body_encoding(const Headers& headers, std::string_view body) {
    if (body.size() >= 2 && std::memcmp(body.data(), "\x1F\x8B", 2) == 0) return "gzip";
    if (body.size() >= 4 && std::memcmp(body.data(), "\x28\xB5\x2F\xFD", 4) == 0) return "zstd";
    const std::string_view said = find_value(headers, "Content-Encoding");
    if (said.empty() || equal_ignoring_case(said, "identity")) return {};
    constexpr std::size_t longest = 64;
    const std::string_view beginning = body.substr(0, longest);
    bool is_text = true;
    for (const char c : beginning) {
        const bool is_space = c == '\t' || c == '\r' || c == '\n';
        is_text &= static_cast<unsigned char>(c) >= 0x20 || is_space;
    }
    if (is_text && is_utf8(body)) return {};
    std::string encoding;
    append_printable(encoding, said, longest);
    return encoding;
}

/// Returns a sentence on a body that is not JSON, such as `the body is HTML`; empty if it may be.
inline std::string name_body(const Headers& headers, std::string_view body) {
    const std::string encoding = body_encoding(headers, body);
    if (!encoding.empty()) {
        return "the body is Content-Encoding: " + encoding + "; the transport must decode it";
    }
    if (body.substr(0, 2) == "\xFF\xFE" || body.substr(0, 2) == "\xFE\xFF") {
        return "the body is UTF-16, not UTF-8";
    }
    const std::size_t begin =
        body.find_first_not_of(" \t\r\n", body.find("\xEF\xBB\xBF") == 0 ? 3 : 0);
    if (begin == std::string_view::npos) return "the body is empty";
    if (body[begin] != '<') return {};
    return body.substr(begin, 5) == "<?xml" ? "the body is XML" : "the body is HTML";
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
