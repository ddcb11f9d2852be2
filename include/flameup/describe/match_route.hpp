#ifndef FLAMEUP_DESCRIBE_MATCH_ROUTE_HPP
#define FLAMEUP_DESCRIBE_MATCH_ROUTE_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/describe/route.hpp"
#include "flameup/http/method.hpp"
#include "flameup/text/percent.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// A parameter of a path or a query, decoded.
struct Parameter {
    std::string name;  ///< Its name, without percent-encoding.
    std::string value; ///< Its value, without percent-encoding; empty if it has none.
};

/// The operation that a request addresses.
struct RouteMatch {
    const Route* route = nullptr; ///< One of the routes that `match_route` was given.
    std::string workspace;        ///< The workspace's id; empty for a path without a workspace.
    std::vector<Parameter> path;  ///< In the order of the path.
    std::vector<Parameter> query; ///< In the order of the query; a name may occur more than once.
};

namespace detail {

/// Removes the text before the first separator, and the separator, from the front of `text`;
/// returns the former.
inline std::string_view take_until(std::string_view& text, char separator) {
    const std::size_t end = (std::min)(text.find(separator), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix((std::min)(end + 1, text.size()));
    return part;
}

/// Matches a path to a template, segment by segment, collecting its parameters.
///
/// Returns the number of literal segments, by which the best template is chosen, or -1.
inline int match_path(std::string_view pattern, std::string_view path,
                      std::vector<Parameter>& parameters) {
    parameters.clear();
    if (pattern.empty() || path.empty() || path.front() != '/') return -1;
    if (std::count(pattern.begin(), pattern.end(), '/') !=
        std::count(path.begin(), path.end(), '/')) {
        return -1;
    }
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    int literals = 0;
    while (!pattern.empty() || !path.empty()) {
        const std::string_view expected = take_until(pattern, '/');
        std::string value;
        if (!percent_decode(take_until(path, '/'), Plus::literal, value)) return -1;
        if (expected.size() > 2 && expected.front() == '{') {
            if (value.empty()) return -1;
            parameters.push_back(
                {std::string(expected.substr(1, expected.size() - 2)), std::move(value)});
        } else if (expected == value) {
            ++literals;
        } else {
            return -1;
        }
    }
    return literals;
}

/// Finds the route as `match_route` does, among `size` routes.
inline Result<RouteMatch> match_route(const Route* routes, std::size_t size, Method method,
                                      std::string_view target) {
    const auto fail = [](const char* code, const char* message) {
        Error error;
        error.kind = ErrorKind::validation;
        error.code = code;
        error.message = message;
        return error;
    };
    std::string_view path = take_until(target, '?');
    std::string decoded;
    if (path.empty() || path.front() != '/' || !percent_decode(path, Plus::literal, decoded)) {
        return fail("ill_formed_target", "the path is not well-formed");
    }
    RouteMatch match;
    while (!target.empty()) {
        std::string_view pair = take_until(target, '&');
        if (pair.empty()) continue;
        Parameter parameter;
        if (!percent_decode(take_until(pair, '='), Plus::space, parameter.name) ||
            !percent_decode(pair, Plus::space, parameter.value)) {
            return fail("ill_formed_target", "the query is not well-formed");
        }
        match.query.push_back(std::move(parameter));
    }

    constexpr std::string_view workspaces = "/workspaces/";
    std::string_view scoped_path;
    if (path.substr(0, workspaces.size()) == workspaces) {
        scoped_path = path.substr(workspaces.size());
        const std::size_t slash = (std::min)(scoped_path.find('/'), scoped_path.size());
        percent_decode(scoped_path.substr(0, slash), Plus::literal, match.workspace);
        scoped_path.remove_prefix(slash);
        if (match.workspace.empty()) return fail("not_found", "no workspace is named");
    }
    int best = -1;
    bool other_method = false;
    std::vector<Parameter> parameters;
    for (const Route* route = routes; route != routes + size; ++route) {
        const bool scoped = route->scope == Scope::workspace && !match.workspace.empty();
        const int literals = match_path(route->path, scoped ? scoped_path : path, parameters);
        if (literals < 0) continue;
        if (route->method != method) {
            other_method = true;
        } else if (literals > best) {
            best = literals;
            match.route = route;
            match.path = parameters;
        }
    }
    if (match.route == nullptr) {
        return other_method ? fail("method_not_allowed", "the path has no such method")
                            : fail("not_found", "there is no such path");
    }
    if (match.route->scope == Scope::account) match.workspace.clear();
    return match;
}

} // namespace detail

/// Finds the route of a method and a target, the inverse of `build`.
///
/// `target` is in origin form (RFC 9112 section 3.2.1) and begins after the base URL's path, as
/// `/workspaces/w1/people?limit=5`. Of the routes that match, the one with
/// the most literal segments is taken; of several with equally many, the first in `routes`. Errors:
/// `ErrorKind::validation` with the code `ill_formed_target`, `not_found` or `method_not_allowed`.
/// The match points into `routes`.
template <std::size_t Size>
[[nodiscard]] Result<RouteMatch> match_route(const Route (&routes)[Size], Method method,
                                             std::string_view target) {
    return detail::match_route(routes, Size, method, target);
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
