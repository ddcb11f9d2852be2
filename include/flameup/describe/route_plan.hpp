#ifndef FLAMEUP_DESCRIBE_ROUTE_PLAN_HPP
#define FLAMEUP_DESCRIBE_ROUTE_PLAN_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/describe/route.hpp"

#include <boost/url/rfc/pchars.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// What can be wrong with a route's path.
enum class RouteProblem {
    none,
    no_slash,
    unbalanced,
    partial_segment,
    no_member,
    bad_character,
    dot_segment
};

/// A path in pieces: literal text, each followed by a member or by nothing.
struct RoutePlan {
    static constexpr std::size_t most_parameters = 8;
    static constexpr std::size_t no_member = static_cast<std::size_t>(-1);

    struct Piece {
        std::string_view text;
        std::size_t member = no_member;
    };
    Piece pieces[most_parameters + 1];
    std::size_t size = 0;
    RouteProblem problem = RouteProblem::none;
    std::string_view brace = {}; // the name in the last one
};

template <class Operation> constexpr RoutePlan make_route_plan() {
    const std::string_view path = Operation::route.path;
    RoutePlan plan;
    const auto fail = [&plan](RouteProblem problem) {
        plan.problem = problem;
        return plan;
    };
    if (path.empty() || path.front() != '/') return fail(RouteProblem::no_slash);
    std::size_t start = 0;
    for (std::size_t i = 0; i != path.size(); ++i) {
        if (path[i] == '}') return fail(RouteProblem::unbalanced);
        if (path[i] != '{') {
            if (path[i] != '/' && !boost::urls::pchars(static_cast<unsigned char>(path[i]))) {
                return fail(RouteProblem::bad_character);
            }
            continue;
        }
        const std::size_t close = path.find_first_of("{}", i + 1);
        if (close == std::string_view::npos || path[close] == '{') {
            return fail(RouteProblem::unbalanced);
        }
        if (path[i - 1] != '/' || (close + 1 != path.size() && path[close + 1] != '/')) {
            return fail(RouteProblem::partial_segment);
        }
        plan.brace = path.substr(i + 1, close - i - 1);
        const std::size_t member = find_member<Operation>(plan.brace);
        if (member == member_count<Operation> || plan.size == RoutePlan::most_parameters) {
            return fail(RouteProblem::no_member);
        }
        plan.pieces[plan.size++] = {path.substr(start, i - start), member};
        i = close;
        start = close + 1;
    }
    plan.pieces[plan.size++] = {path.substr(start), RoutePlan::no_member};
    for (std::size_t i = 0; i != path.size(); ++i) {
        if (path[i] != '/') continue;
        const std::string_view rest = path.substr(i + 1);
        const std::string_view segment = rest.substr(0, rest.find('/'));
        if (segment == "." || segment == "..") return fail(RouteProblem::dot_segment);
    }
    return plan;
}

/// The pieces of an operation's path.
template <class Operation> struct RouteParts {
    static constexpr RoutePlan plan = make_route_plan<Operation>();

    static constexpr bool in_path(std::size_t member) {
        for (std::size_t i = 0; i != plan.size; ++i) {
            if (plan.pieces[i].member == member) return true;
        }
        return false;
    }

    static constexpr std::size_t others() {
        std::size_t count = 0;
        for (std::size_t i = 0; i != member_count<Operation>; ++i) count += !in_path(i);
        return count;
    }

    template <std::size_t Member> struct NotInPath {
        static constexpr bool value = !in_path(Member);
    };
};

/// The same; an invalid route does not compile.
template <class Operation> struct CheckedRoute : RouteParts<Operation> {
    static constexpr RouteProblem problem = RouteParts<Operation>::plan.problem;
    static_assert(problem != RouteProblem::no_slash, "flameup: a route begins with a slash");
    static_assert(problem != RouteProblem::unbalanced, "flameup: a route's brace is unbalanced");
    static_assert(problem != RouteProblem::partial_segment,
                  "flameup: a route's brace fills a whole segment");
    static_assert(problem != RouteProblem::no_member,
                  "flameup: a route's brace names no described member");
    static_assert(problem != RouteProblem::bad_character,
                  "flameup: a route has a character that a path cannot have");
    static_assert(problem != RouteProblem::dot_segment,
                  "flameup: a route has a segment . or .., which URL software removes");
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
