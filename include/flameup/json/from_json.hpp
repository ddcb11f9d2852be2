#ifndef FLAMEUP_JSON_FROM_JSON_HPP
#define FLAMEUP_JSON_FROM_JSON_HPP

#include "flameup/describe/fits.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/json/decode_options.hpp"
#include "flameup/json/read_json.hpp"
#include "flameup/json/strictness.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// Reads a described struct, or any other value that responses can hold, from JSON (RFC 8259).
///
/// Members that the text lacks have the initial values that their own struct gives them; so do
/// members for which it has null, unless their type can hold null. Errors: `ErrorKind::decode`,
/// with the JSON path and the byte offset of what is wrong, for text that is not JSON, values of
/// another type, required members that are missing, text beyond `limits` and what `strictness`
/// refuses. What `leniency` names is taken.
template <class T>
[[nodiscard]] Result<T> from_json(std::string_view text, const Limits& limits = {},
                                  Strictness strictness = {}, Leniency leniency = {}) {
    static_assert(!detail::holds_views<T>(), "flameup: from_json reads no views: use strings");
    if constexpr (!detail::fits<detail::ReadCheck<T>>) {
        return detail::refuse<Result<T>>(detail::ReadCheck<T>());
    } else {
        T value{};
        DecodeOptions decode;
        decode.strictness = strictness;
        decode.leniency = leniency;
        detail::ReadOptions options;
        options.decode = &decode;
        options.is_reused = false;
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
}

FLAMEUP_END_NAMESPACE

#endif
