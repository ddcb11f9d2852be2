#ifndef FLAMEUP_BUILD_HPP
#define FLAMEUP_BUILD_HPP

#include "flameup/config.hpp"
#include "flameup/detail/check_config.hpp"
#include "flameup/detail/expand_route.hpp"
#include "flameup/detail/findings_error.hpp"
#include "flameup/detail/json_writer.hpp"
#include "flameup/http.hpp"
#include "flameup/result.hpp"

#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// Whether the rules that are declared beside the types are checked.
///
/// What keeps the HTTP message well-formed is checked always: the configuration, path parameters,
/// UTF-8, finite numbers and the depth of nesting.
enum class Checks { on, off };

namespace detail {

inline void add_headers(const Config& config, bool content, Headers& headers) {
    headers.clear();
    headers.add("Authorization").append("Bearer ").append(config.api_key.reveal());
    headers.add("Accept", "application/json");
    if (!config.user_agent.empty()) headers.add("User-Agent", config.user_agent);
    for (const Header& header : config.headers) headers.add(header.name, header.value);
    if (content) headers.add("Content-Type", "application/json");
}

} // namespace detail

/// Turns an operation into an HTTP request, in place of whatever the request was.
///
/// Allocates nothing where the request's strings are large enough already. A failure names every
/// rule that is broken; the request is then not to be sent. Errors: `ErrorKind::validation`.
template <class Operation>
[[nodiscard]] Result<void> build(const Config& config, const Operation& operation,
                                 HttpRequest& request, Checks checks = Checks::on) {
    using Checked = detail::CheckedRoute<Operation>;
    constexpr Route route = Operation::route;
    constexpr bool has_content = has_body(route.method) && Checked::others() != 0;
    const bool in_workspace = route.scope == Scope::workspace && !config.workspace_id.empty();
    const std::size_t max_depth = config.limits.depth();
    detail::Findings findings;
    detail::check_config(config, findings);
    if (checks == Checks::on) {
        detail::Checker({true, false}, in_workspace, max_depth, findings).check(operation);
    }

    request.method = route.method;
    request.operation.assign(route.name.data(), route.name.size());
    detail::add_headers(config, has_content, request.headers);

    detail::Buffer url(request.url);
    char* out = append(url, url.begin(), config.base_url.text());
    if (in_workspace) {
        out = append(url, out, "/workspaces/");
        out = append_percent_encoded(url, out, config.workspace_id);
    }
    detail::RouteExpander<Operation> expander(url, operation, findings);
    out = expander.append_path(out);
    if constexpr (!has_body(route.method)) out = expander.append_query(out);
    url.finish(out);

    bool writable = true;
    if constexpr (has_content) {
        detail::JsonWriter writer(request.body, max_depth);
        writable = writer.template write_members<Checked::template NotInPath>(operation);
        if (!writable) {
            detail::Checker({false, true}, in_workspace, max_depth, findings)
                .template check_some<Checked::template NotInPath>(operation);
        }
    } else {
        request.body.clear();
    }
    if (writable && findings.empty()) return {};
    request.url.clear();
    request.headers.clear();
    request.body.clear();
    return detail::validation_error(findings);
}

/// Turns an operation into an HTTP request, as the other `build` does.
template <class Operation>
[[nodiscard]] Result<HttpRequest> build(const Config& config, const Operation& operation,
                                        Checks checks = Checks::on) {
    HttpRequest request;
    const Result<void> built = build(config, operation, request, checks);
    if (!built) return built.error();
    return request;
}

FLAMEUP_END_NAMESPACE

#endif
