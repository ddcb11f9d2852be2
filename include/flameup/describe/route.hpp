#ifndef FLAMEUP_DESCRIBE_ROUTE_HPP
#define FLAMEUP_DESCRIBE_ROUTE_HPP

#include "flameup/describe/compare.hpp"
#include "flameup/describe/describe.hpp"
#include "flameup/http/method.hpp"

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Whether an operation's path is below the configured workspace.
enum class Scope {
    workspace, ///< `/workspaces/{workspaceId}` goes first where a workspace is configured.
    account,   ///< The path stands alone; the API key alone says which workspace is meant.
};

/// Whether a request may go twice with the effect of once (RFC 9110 section 9.2.2).
enum class Repeat {
    by_method, ///< GET, PUT and DELETE may, POST and PATCH may not.
    safe,      ///< It may, whatever the method is.
};

/// How an operation is addressed.
///
/// A described member named in the path's braces fills that segment. Of the other members, GET and
/// DELETE put theirs in the query, the other methods in the JSON body.
struct Route {
    std::string_view name; ///< The operation's name, as `upsert`.
    Method method;
    std::string_view path;            ///< After the scope, as `/people/{person_id}`.
    std::string_view permission = {}; ///< What the API key needs, as `people:read`.
    Scope scope = Scope::workspace;
    Repeat repeat = Repeat::by_method;
};

/// Tells whether a request of this route may go twice with the effect of once.
constexpr bool is_repeatable(const Route& route) noexcept {
    return route.repeat == Repeat::safe ||
           (route.method != Method::post && route.method != Method::patch);
}

/// The response of an operation whose success has no content.
struct NoContent {
    FLAMEUP_DESCRIBE(NoContent, (), ())
    FLAMEUP_COMPARE(NoContent)
};

FLAMEUP_END_NAMESPACE

#endif
