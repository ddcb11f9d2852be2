#ifndef FLAMEUP_JSON_TO_JSON_HPP
#define FLAMEUP_JSON_TO_JSON_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/json/unwritable.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// Writes a described struct, or any other value that requests can hold, as JSON (RFC 8259).
///
/// Errors: `ErrorKind::validation`, for text that is not UTF-8, numbers that are not finite and
/// nesting beyond `limits.max_depth`.
template <class T>
[[nodiscard]] Result<std::string> to_json(const T& value, const Limits& limits = {}) {
    std::string text;
    if (detail::JsonWriter(text, limits.depth()).write_document(value)) return text;
    detail::Findings findings;
    detail::find_unwritable(value, limits.depth(), findings);
    Error error;
    detail::set_validation_error(error, findings);
    return error;
}

FLAMEUP_END_NAMESPACE

#endif
