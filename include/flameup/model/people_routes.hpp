#ifndef FLAMEUP_MODEL_PEOPLE_ROUTES_HPP
#define FLAMEUP_MODEL_PEOPLE_ROUTES_HPP

// Not in `operations.hpp`, as few files need it and all would compile it.

#include "flameup/macros_begin.hpp"

#include "flameup/describe/route.hpp"
#include "flameup/model/operations.hpp"

#include <algorithm>
#include <string>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class List> struct RoutesOf;
template <class... Operations> struct RoutesOf<OperationList<Operations...>> {
    static constexpr Route routes[] = {Operations::route...};
};

} // namespace detail

/// The routes of the People API, for servers and fakes.
inline constexpr const auto& people_routes = detail::RoutesOf<PeopleOperations<NoContent>>::routes;

/// Returns the permissions that the operations of the People API need, each once.
inline std::vector<std::string> people_permissions() {
    std::vector<std::string> all;
    for (const Route& route : people_routes) {
        if (std::find(all.begin(), all.end(), route.permission) == all.end()) {
            all.emplace_back(route.permission);
        }
    }
    return all;
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
