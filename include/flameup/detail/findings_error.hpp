#ifndef FLAMEUP_DETAIL_FINDINGS_ERROR_HPP
#define FLAMEUP_DETAIL_FINDINGS_ERROR_HPP

#include "flameup/detail/findings.hpp"
#include "flameup/error.hpp"

#include <string>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Makes the error of a request that has findings or could not be written.
inline Error validation_error(Findings& findings) {
    if (findings.empty()) findings.add({}, "unwritable", "cannot be written as JSON");
    Error error;
    error.kind = ErrorKind::validation;
    error.code = "invalid_request";
    error.fields = findings.take();
    const FieldError& first = error.fields.front();
    error.message = first.path + (first.path.empty() ? "the request " : " ") + first.message;
    if (error.fields.size() > 1) {
        error.message += " (and " + std::to_string(error.fields.size() - 1) + " more)";
    }
    return error;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
