#ifndef FLAMEUP_MESSAGE_VALIDATE_HPP
#define FLAMEUP_MESSAGE_VALIDATE_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/describe/fits.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/find_unwritable.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/check_operation.hpp"
#include "flameup/message/check_rules.hpp"
#include "flameup/message/config.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <optional>
#include <string>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Writes a value as JSON, in place of `text`, and says what is wrong with it, if anything is.
template <class T>
std::optional<Error> write_checked(const T& value, bool has_workspace, std::size_t max_depth,
                                   std::string& text) {
    if constexpr (!fits<JsonCheck<T>>) {
        return detail::refuse<std::optional<Error>>(JsonCheck<T>());
    } else {
        std::optional<Error> error;
        Findings findings;
        RuleChecker(has_workspace, max_depth, findings).check(value);
        const bool is_writable = JsonWriter(text, max_depth).write_document(value);
        if (is_writable && findings.empty()) return error;
        if (!is_writable) detail::find_unwritable(value, max_depth, findings);
        set_validation_error(error.emplace(), findings);
        return error;
    }
}

} // namespace detail

/// Checks an operation, or a value that an operation's body holds, without a request.
///
/// For an operation, it returns the error that `build` returns, of whichever part of the request
/// and the configuration. For another value, it checks the rules of its type and of the types that
/// it holds, as in a request with the configuration's `workspace_id`, and that JSON of at most
/// `limits.max_depth` levels can hold it; the rest of the configuration is not used. Errors:
/// `ErrorKind::validation`, with a field error for each finding.
template <class T> [[nodiscard]] Result<void> validate(const Config& config, const T& value) {
    if constexpr (detail::has_route<T>) {
        HttpRequest request;
        return detail::to_result(detail::RequestBuilder<T>::build(config, value, request, {}));
    } else {
        std::string text;
        return detail::to_result(detail::write_checked(value, !config.workspace_id.empty(),
                                                       config.limits.depth(), text));
    }
}

FLAMEUP_END_NAMESPACE

#endif
