#ifndef FLAMEUP_MESSAGE_VALIDATE_HPP
#define FLAMEUP_MESSAGE_VALIDATE_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/describe/route_plan.hpp"
#include "flameup/http/method.hpp"
#include "flameup/json/find_unwritable.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/message/check_rules.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/expand_route.hpp"
#include "flameup/text/buffer.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class = void> struct has_route : std::false_type {};
template <class T> struct has_route<T, std::void_t<decltype(T::route)>> : std::true_type {};

/// Adds a finding for each parameter of an operation that its path or query cannot hold, and for
/// each value that its body cannot.
template <class Operation>
void check_message(const Operation& operation, std::size_t max_depth, Findings& findings) {
    using Checked = CheckedRoute<Operation>;
    std::string scratch;
    Buffer url(scratch);
    RouteExpander<Operation> expander(url, operation, findings);
    char* const path_end = expander.append_path(url.begin());
    if constexpr (!has_body(Operation::route.method)) {
        expander.append_query(path_end);
    } else if constexpr (Checked::others() != 0) {
        UnwritableFinder(max_depth, findings)
            .template find_in_members<Checked::template NotInPath>(operation);
    }
}

/// Writes a value as JSON, in place of `text`, and says what is wrong with it, if anything is.
template <class T>
std::optional<Error> write_checked(const T& value, bool has_workspace, std::size_t max_depth,
                                   std::string& text) {
    std::optional<Error> error;
    Findings findings;
    RuleChecker(has_workspace, max_depth, findings).check(value);
    const bool is_writable = JsonWriter(text, max_depth).write_document(value);
    if (is_writable && findings.empty()) return error;
    if (!is_writable) detail::find_unwritable(value, max_depth, findings);
    set_validation_error(error.emplace(), findings);
    return error;
}

} // namespace detail

/// Checks an operation, or a value that an operation's body holds, without building a request.
///
/// It checks the rules that are declared for the type and the types of its members, and that JSON,
/// a path or a query can hold every value; of the configuration it uses `workspace_id` and
/// `limits.max_depth`, and does not check it. Errors: `ErrorKind::validation`, with a field error
/// for each finding, as `build` returns it.
template <class T> [[nodiscard]] Result<void> validate(const Config& config, const T& value) {
    detail::Findings findings;
    bool in_workspace = !config.workspace_id.empty();
    if constexpr (detail::has_route<T>::value) {
        in_workspace = in_workspace && T::route.scope == Scope::workspace;
    }
    detail::RuleChecker(in_workspace, config.limits.depth(), findings).check(value);
    if constexpr (detail::has_route<T>::value) {
        detail::check_message(value, config.limits.depth(), findings);
    } else {
        detail::find_unwritable(value, config.limits.depth(), findings);
    }
    if (findings.empty()) return {};
    Error error;
    detail::set_validation_error(error, findings);
    return error;
}

FLAMEUP_END_NAMESPACE

#endif
