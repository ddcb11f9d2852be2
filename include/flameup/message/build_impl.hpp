#ifndef FLAMEUP_MESSAGE_BUILD_IMPL_HPP
#define FLAMEUP_MESSAGE_BUILD_IMPL_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/find_unwritable.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/message/build.hpp"
#include "flameup/message/check_config.hpp"
#include "flameup/message/check_operation.hpp"
#include "flameup/message/check_rules.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/expand_route.hpp"

#include <optional>
#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {

/// Sets the headers of a request; `content` tells whether it has a body.
inline void add_headers(const Config& config, const CallOptions& call, bool content,
                        Headers& headers) {
    headers.clear();
    headers.add("Authorization").append("Bearer ").append(config.api_key.reveal());
    headers.add("Accept", "application/json");
    if (!config.user_agent.empty()) headers.add("User-Agent", config.user_agent);
    for (const Header& header : config.headers) {
        if (call.headers.find(header.name) == nullptr) headers.add(header.name, header.value);
    }
    for (const Header& header : call.headers) headers.add(header.name, header.value);
    if (content) headers.add("Content-Type", "application/json");
}

/// Writes the parts of a request that do not depend on its operation's members; returns the place
/// in `url` where its path is appended.
inline char* begin_request(const Config& config, const CallOptions& call, const Route& route,
                           bool in_workspace, bool has_content, HttpRequest& request, Buffer& url,
                           Findings& findings) {
    check_config(config, findings);
    check_call(call, findings);
    request.method = route.method;
    request.operation.assign(route.name.data(), route.name.size());
    request.timeout_ms = call.timeout_ms;
    add_headers(config, call, has_content, request.headers);
    char* out = append(url, url.begin(), config.base_url.text());
    if (!in_workspace) return out;
    out = append(url, out, "/workspaces/");
    return append_percent_encoded(url, out, config.workspace_id);
}

/// Returns the error of a request that breaks a rule, and empties that request.
inline std::optional<Error> finish_request(HttpRequest& request, bool is_writable,
                                           Findings& findings) {
    std::optional<Error> error;
    if (is_writable && findings.empty()) return error;
    request.url.clear();
    request.headers.clear();
    request.body.clear();
    set_validation_error(error.emplace(), findings);
    return error;
}

template <class Operation>
std::optional<Error>
RequestBuilder<Operation>::build(const Config& config, const Operation& operation,
                                 HttpRequest& request, const CallOptions& call) {
    if constexpr (!fits<RequestCheck<Operation>>) {
        return detail::refuse<std::optional<Error>>(RequestCheck<Operation>());
    } else {
        using Checked = RouteParts<Operation>;
        constexpr Route route = Operation::route;
        constexpr bool has_content = has_body(route.method) && Checked::others() != 0;
        const bool in_workspace = route.scope == Scope::workspace && !config.workspace_id.empty();
        const std::size_t max_depth = config.limits.depth();
        Findings findings;
        Buffer url(request.url);
        char* out = begin_request(config, call, Operation::route, in_workspace, has_content,
                                  request, url, findings);
        if (call.checks == Checks::on) {
            RuleChecker(in_workspace, max_depth, findings).check(operation);
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
                UnwritableFinder(max_depth, findings)
                    .template find_in_members<Checked::template NotInPath>(operation);
            }
        } else {
            request.body.clear();
        }
        return finish_request(request, writable, findings);
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
