#ifndef FLAMEUP_FLOW_SAVED_ERROR_HPP
#define FLAMEUP_FLOW_SAVED_ERROR_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/message/redact.hpp"
#include "flameup/text/field_path.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/error.hpp"

#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// What is kept of an `Error` in the state of a flow; the members that are not here are lost.
struct SavedError {
    std::string kind; ///< By name; any other counts as `transport`.
    int status = 0;
    std::string code;
    std::string message;
    std::string request_id;
    std::string missing_permission;
    FLAMEUP_DESCRIBE(SavedError, (), (kind, status, code, message, request_id, missing_permission))
};

namespace detail {

/// Makes text of which JSON can hold every byte, as an executor's words may not be UTF-8.
inline std::string writable(std::string text) {
    if (is_utf8(text)) return text;
    std::string printable;
    append_printable(printable, text, Excerpt::longest);
    return printable;
}

inline SavedError save_error(const Error& error) {
    return {std::string(to_string(error.kind)),
            error.status,
            writable(error.code),
            writable(error.message),
            writable(error.request_id),
            writable(error.missing_permission)};
}

inline Error restore_error(SavedError saved) {
    Error error = make_error(ErrorKind::transport, std::move(saved.code), std::move(saved.message));
    for (const ErrorKind kind :
         {ErrorKind::validation, ErrorKind::api, ErrorKind::decode, ErrorKind::cancelled}) {
        if (saved.kind == to_string(kind)) error.kind = kind;
    }
    error.status = saved.status;
    error.request_id = std::move(saved.request_id);
    error.missing_permission = std::move(saved.missing_permission);
    return error;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
