#ifndef FLAMEUP_JSON_TO_JSON_HPP
#define FLAMEUP_JSON_TO_JSON_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/describe/fits.hpp"
#include "flameup/json/find_unwritable.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// Writes a described struct, or any other value that requests can hold, as JSON (RFC 8259).
///
/// Members that are absent are not written. Errors: `ErrorKind::validation`, with a field error for
/// each text that is not UTF-8, each number that is not finite, each timestamp outside of the years
/// 0000 to 9999, each enumeration value without a name and each value nested deeper than
/// `limits.max_depth`.
template <class T>
[[nodiscard]] Result<std::string> to_json(const T& value, const Limits& limits = {}) {
    if constexpr (!detail::fits<detail::JsonCheck<T>>) {
        return detail::refuse<Result<std::string>>(detail::JsonCheck<T>());
    } else {
        std::string text;
        if (detail::JsonWriter(text, limits.depth()).write_document(value)) return text;
        detail::Findings findings;
        detail::find_unwritable(value, limits.depth(), findings);
        Error error;
        detail::set_validation_error(error, findings);
        return error;
    }
}

FLAMEUP_END_NAMESPACE

#endif
