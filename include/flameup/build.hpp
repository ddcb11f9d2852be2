#ifndef FLAMEUP_BUILD_HPP
#define FLAMEUP_BUILD_HPP

#include "flameup/config.hpp"
#include "flameup/core_fwd.hpp"
#include "flameup/detail/check_config.hpp"
#include "flameup/detail/expand_route.hpp"
#include "flameup/detail/findings_error.hpp"
#include "flameup/detail/json_writer.hpp"
#include "flameup/http.hpp"
#include "flameup/result.hpp"

#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {

inline void add_headers(const Config& config, bool content, Headers& headers) {
    headers.clear();
    headers.add("Authorization").append("Bearer ").append(config.api_key.reveal());
    headers.add("Accept", "application/json");
    if (!config.user_agent.empty()) headers.add("User-Agent", config.user_agent);
    for (const Header& header : config.headers) headers.add(header.name, header.value);
    if (content) headers.add("Content-Type", "application/json");
}

template <class Operation>
Result<void> RequestBuilder<Operation>::build(const Config& config, const Operation& operation,
                                              HttpRequest& request, Checks checks) {
    using Checked = CheckedRoute<Operation>;
    constexpr Route route = Operation::route;
    constexpr bool has_content = has_body(route.method) && Checked::others() != 0;
    const bool in_workspace = route.scope == Scope::workspace && !config.workspace_id.empty();
    const std::size_t max_depth = config.limits.depth();
    Findings findings;
    check_config(config, findings);
    if (checks == Checks::on) {
        Checker({true, false}, in_workspace, max_depth, findings).check(operation);
    }

    request.method = route.method;
    request.operation.assign(route.name.data(), route.name.size());
    add_headers(config, has_content, request.headers);

    Buffer url(request.url);
    char* out = append(url, url.begin(), config.base_url.text());
    if (in_workspace) {
        out = append(url, out, "/workspaces/");
        out = append_percent_encoded(url, out, config.workspace_id);
    }
    RouteExpander<Operation> expander(url, operation, findings);
    out = expander.append_path(out);
    if constexpr (!has_body(route.method)) out = expander.append_query(out);
    url.finish(out);

    bool writable = true;
    if constexpr (has_content) {
        JsonWriter writer(request.body, max_depth);
        writable = writer.template write_members<Checked::template NotInPath>(operation);
        if (!writable) {
            Checker({false, true}, in_workspace, max_depth, findings)
                .template check_some<Checked::template NotInPath>(operation);
        }
    } else {
        request.body.clear();
    }
    if (writable && findings.empty()) return {};
    request.url.clear();
    request.headers.clear();
    request.body.clear();
    return validation_error(findings);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
