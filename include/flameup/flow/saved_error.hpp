#ifndef FLAMEUP_FLOW_SAVED_ERROR_HPP
#define FLAMEUP_FLOW_SAVED_ERROR_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/json/redact.hpp"
#include "flameup/text/field_path.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/error.hpp"

#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// The members of an `Error` that are kept in the state of a flow; the others are lost.
struct SavedError {
    std::string kind;               ///< The kind's name; any other text counts as `transport`.
    int status = 0;                 ///< As in `Error`.
    std::string code;               ///< As in `Error`.
    std::string message;            ///< As in `Error`.
    std::string request_id;         ///< As in `Error`.
    std::string missing_permission; ///< As in `Error`.
    FLAMEUP_DESCRIBE(SavedError, (), (kind, status, code, message, request_id, missing_permission))
};

namespace detail {

/// Returns a text that JSON can hold: as it is, or with `?` for bytes that are no UTF-8, as an
/// executor's message may have them.
inline std::string writable(std::string text) {
    if (is_utf8(text)) return text;
    std::string printable;
    append_printable(printable, text, Redactor::longest);
    return printable;
}

/// Returns what is kept of an error.
inline SavedError save_error(const Error& error) {
    return {std::string(to_string(error.kind)),
            error.status,
            writable(error.code),
            writable(error.message),
            writable(error.request_id),
            writable(error.missing_permission)};
}

/// Tells whether two errors have the same status, code and message.
inline bool says_the_same(const SavedError& a, const SavedError& b) {
    return a.status == b.status && a.code == b.code && a.message == b.message;
}

/// Makes an error from what was kept.
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
