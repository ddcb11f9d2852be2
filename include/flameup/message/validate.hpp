#ifndef FLAMEUP_MESSAGE_VALIDATE_HPP
#define FLAMEUP_MESSAGE_VALIDATE_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/json/find_unwritable.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/message/check_rules.hpp"
#include "flameup/message/config.hpp"
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
    std::optional<Error> error;
    Findings findings;
    RuleChecker(has_workspace, max_depth, findings).check(value);
    const bool is_writable = JsonWriter(text, max_depth).write_document(value);
    if (is_writable && findings.empty()) return error;
    if (!is_writable) find_unwritable(value, max_depth, findings);
    set_validation_error(error.emplace(), findings);
    return error;
}

} // namespace detail

/// Checks a value of a request, as a `PersonInput`, without building the request.
///
/// Checks what `build` checks of the value: the rules declared beside its type and the types of its
/// members, and that JSON can hold it within `config.limits`. The configuration itself is not
/// checked, nor are an operation's path parameters, which are good or bad in a URL. Errors:
/// `ErrorKind::validation`, with every field that is wrong.
template <class T> [[nodiscard]] Result<void> validate(const Config& config, const T& value) {
    std::string text;
    return detail::to_result(
        detail::write_checked(value, !config.workspace_id.empty(), config.limits.depth(), text));
}

FLAMEUP_END_NAMESPACE

#endif
