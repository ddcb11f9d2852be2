#ifndef FLAMEUP_MESSAGE_CHECK_CONFIG_HPP
#define FLAMEUP_MESSAGE_CHECK_CONFIG_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/http/header_text.hpp"
#include "flameup/message/build.hpp"
#include "flameup/message/config.hpp"
#include "flameup/text/utf8.hpp"

#include <cstdint>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether only the library or the transport may set a header of this name.
inline bool is_own_header(std::string_view name) noexcept {
    for (const std::string_view own :
         {"Authorization", "Accept", "User-Agent", "Content-Type", "Content-Length",
          "Content-Encoding", "Transfer-Encoding", "Host", "Connection", "Keep-Alive",
          "Proxy-Connection", "Proxy-Authorization", "Upgrade", "TE", "Trailer", "Expect"}) {
        if (equal_ignoring_case(name, own)) return true;
    }
    return false;
}

/// Adds a finding for each header that the library's user may not set; `path` names the headers.
inline void check_headers(const Headers& headers, std::string_view path, Findings& findings) {
    std::size_t index = 0;
    for (const Header& header : headers) {
        const auto add = [&](const char* member, const char* code, const char* message) {
            std::string place(path);
            append_path_index(place, index);
            append_path_name(place, member);
            findings.add(place, code, message);
        };
        if (!is_header_name(header.name)) {
            add("name", "invalid_header", "is not a valid header name");
        } else if (is_own_header(header.name)) {
            add("name", "reserved", "is set by the library or the transport");
        }
        if (!is_header_value(header.value)) {
            add("value", "invalid_header", "has control characters or outer white space");
        }
        ++index;
    }
}

/// Adds a finding for each of a call's options that is not valid.
inline void check_call(const CallOptions& call, Findings& findings) {
    constexpr std::int64_t day = 24 * 60 * 60 * 1000; // with which no transport's clock overflows
    const std::int64_t timeout = call.timeout_ms.value_or(1);
    if (timeout < 1 || timeout > day) {
        findings.add("call.timeout_ms", "out_of_range", "must be 1 to 86400000, a day");
    }
    check_headers(call.headers, "call.headers", findings);
}

/// Adds a finding for each member of the configuration that cannot be in an HTTP message.
inline void check_config(const Config& config, Findings& findings) {
    if (config.api_key.empty()) {
        findings.add("api_key", "required", "must not be empty");
    } else if (!is_bearer_token(config.api_key.reveal())) {
        findings.add("api_key", "invalid_api_key",
                     "must have no spaces, control characters or characters beyond ASCII");
    }
    if (!config.base_url.problem().empty()) {
        findings.add("base_url", "invalid_base_url",
                     "cannot be used: " + std::string(config.base_url.problem()));
    }
    if (config.workspace_id == "." || config.workspace_id == "..") {
        findings.add("workspace_id", "dot_segment",
                     "must not be . or .., which URL software removes");
    } else if (!is_utf8(config.workspace_id)) {
        findings.add("workspace_id", "ill_formed_utf8", "must be well-formed UTF-8");
    }
    if (!is_header_value(config.user_agent)) {
        findings.add("user_agent", "invalid_header", "has control characters or outer white space");
    }
    check_headers(config.headers, "headers", findings);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
