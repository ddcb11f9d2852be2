#ifndef FLAMEUP_DETAIL_FINDINGS_ERROR_HPP
#define FLAMEUP_DETAIL_FINDINGS_ERROR_HPP

#include "flameup/detail/decimal.hpp"
#include "flameup/detail/findings.hpp"
#include "flameup/error.hpp"

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Makes an error that of a request that has findings or could not be written.
inline void set_validation_error(Error& error, Findings& findings) {
    if (findings.empty()) findings.add({}, "unwritable", "cannot be written as JSON");
    error.kind = ErrorKind::validation;
    error.code = "invalid_request";
    error.fields = findings.take();
    const FieldError& first = error.fields.front();
    error.message = first.path;
    error.message.append(first.path.empty() ? "the request " : " ").append(first.message);
    if (error.fields.size() > 1) {
        error.message += " (and ";
        append_integer(error.message, error.fields.size() - 1);
        error.message += " more)";
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
