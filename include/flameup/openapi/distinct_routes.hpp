#ifndef FLAMEUP_OPENAPI_DISTINCT_ROUTES_HPP
#define FLAMEUP_OPENAPI_DISTINCT_ROUTES_HPP

#include "flameup/describe/route.hpp"

#include <cstddef>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Removes a path's first segment, with its slash, and returns it; `{}` for any brace.
constexpr std::string_view take_segment(std::string_view& path) {
    const std::size_t slash = path.find('/', 1);
    const std::size_t end = slash == std::string_view::npos ? path.size() : slash;
    const std::string_view segment = path.substr(0, end);
    path.remove_prefix(end);
    return segment.size() > 1 && segment[1] == '{' ? std::string_view("{}") : segment;
}

/// Tells whether two paths differ in the names in their braces alone, or not at all.
constexpr bool is_same_place(std::string_view a, std::string_view b) {
    while (!a.empty() && !b.empty()) {
        if (take_segment(a) != take_segment(b)) return false;
    }
    return a.empty() && b.empty();
}

/// What a list of operations can have that one document cannot.
enum class RouteClash { none, same_name, same_request, other_brace };

constexpr RouteClash clash_of(const Route& a, const Route& b) {
    if (a.name == b.name) return RouteClash::same_name;
    if (!is_same_place(a.path, b.path)) return RouteClash::none;
    if (a.method == b.method) return RouteClash::same_request;
    return a.path == b.path ? RouteClash::none : RouteClash::other_brace;
}

template <class... Operations> constexpr RouteClash find_clash() {
    constexpr std::size_t size = sizeof...(Operations);
    const Route routes[size + 1] = {Operations::route..., Route{}}; // an array has an element
    for (std::size_t a = 0; a != size; ++a) {
        for (std::size_t b = a + 1; b != size; ++b) {
            const RouteClash clash = clash_of(routes[a], routes[b]);
            if (clash != RouteClash::none) return clash;
        }
    }
    return RouteClash::none;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
