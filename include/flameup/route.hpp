#ifndef FLAMEUP_ROUTE_HPP
#define FLAMEUP_ROUTE_HPP

#include "flameup/method.hpp"

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Whether an operation's path is below the configured workspace.
enum class Scope {
    workspace, ///< `/workspaces/{workspaceId}` goes first where a workspace is configured.
    account,   ///< The path stands alone; the API key alone says which workspace is meant.
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
};

FLAMEUP_END_NAMESPACE

#endif
