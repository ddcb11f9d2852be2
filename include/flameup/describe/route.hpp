#ifndef FLAMEUP_DESCRIBE_ROUTE_HPP
#define FLAMEUP_DESCRIBE_ROUTE_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/http/method.hpp"

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Whether an operation's path is below the configured workspace.
enum class Scope {
    workspace, ///< `/workspaces/{workspaceId}` precedes the path if a workspace is configured.
    account,   ///< Nothing precedes the path; the API key determines the workspace.
};

/// Whether a request may be sent again without changing the result (RFC 9110 section 9.2.2).
enum class Repeat {
    by_method, ///< GET, PUT and DELETE may be sent again, POST and PATCH may not.
    safe,      ///< It may be sent again, whatever its method.
};

/// How an operation is addressed.
///
/// A described member named in the path's braces fills that segment. Of the other members, GET and
/// DELETE put theirs in the query, the other methods in the JSON body.
struct Route {
    std::string_view name;             ///< The operation's name, as `upsert`.
    Method method;                     ///< The HTTP method.
    std::string_view path;             ///< What follows the scope, as `/people/{person_id}`.
    std::string_view permission = {};  ///< The permission that the API key needs, as `people:read`.
    Scope scope = Scope::workspace;    ///< Whether a workspace precedes the path.
    Repeat repeat = Repeat::by_method; ///< Whether it may be sent again.
};

/// Tells whether a request of this route may be sent again without changing the result.
constexpr bool is_repeatable(const Route& route) noexcept {
    return route.repeat == Repeat::safe ||
           (route.method != Method::post && route.method != Method::patch);
}

/// The response of an operation whose success has no content.
struct NoContent {
    FLAMEUP_DESCRIBE(NoContent, (), ())

    friend bool operator==(const NoContent&, const NoContent&) { return true; }
    friend bool operator!=(const NoContent& a, const NoContent& b) { return !(a == b); }
};

FLAMEUP_END_NAMESPACE

#endif
