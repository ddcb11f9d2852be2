#ifndef FLAMEUP_JSON_HPP
#define FLAMEUP_JSON_HPP

#include "flameup/detail/any_within.hpp"
#include "flameup/detail/check.hpp"
#include "flameup/detail/findings_error.hpp"
#include "flameup/detail/json_reader.hpp"
#include "flameup/detail/json_writer.hpp"
#include "flameup/result.hpp"

#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

using detail::UnknownMembers;

/// Writes a described struct, or any other value that requests can hold, as JSON (RFC 8259).
///
/// Errors: `ErrorKind::validation`, for text that is not UTF-8, numbers that are not finite and
/// nesting beyond `limits.max_depth`.
template <class T>
[[nodiscard]] Result<std::string> to_json(const T& value, const Limits& limits = {}) {
    std::string text;
    if (detail::JsonWriter(text, limits.depth()).write_document(value)) return text;
    detail::Findings findings;
    detail::Checker({false, true}, false, limits.depth(), findings).check(value);
    Error error;
    detail::set_validation_error(error, findings);
    return error;
}

/// Reads a described struct, or any other value that responses can hold, from JSON (RFC 8259).
///
/// Errors: `ErrorKind::decode`, with the JSON path and the byte offset of what is wrong.
template <class T>
[[nodiscard]] Result<T> from_json(std::string_view text, const Limits& limits = {},
                                  UnknownMembers unknown = UnknownMembers::ignored) {
    static_assert(!detail::holds_views<T>(), "flameup: from_json reads no views: use strings");
    T value{};
    detail::ReadOptions options;
    options.unknown = unknown;
    options.is_used = false;
    auto problem = detail::read_json(text, value, limits, options);
    if (!problem) return value;
    Error error;
    error.kind = ErrorKind::decode;
    error.code = std::move(problem->code);
    error.path = std::move(problem->place.path);
    error.offset = problem->place.offset;
    error.message = "at " + error.path + ": " + std::move(problem->message);
    return error;
}

FLAMEUP_END_NAMESPACE

#endif
