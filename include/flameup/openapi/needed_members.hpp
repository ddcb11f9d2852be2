#ifndef FLAMEUP_OPENAPI_NEEDED_MEMBERS_HPP
#define FLAMEUP_OPENAPI_NEEDED_MEMBERS_HPP

// Which members a request must have, and what a server takes for others: for the description of an
// API, and for the in-memory service, which refuses what the description refuses.

#include "flameup/describe/declared.hpp"
#include "flameup/describe/kinds.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, std::size_t Index> constexpr bool is_needed();

template <class T, std::size_t... Index>
constexpr bool needs_members(std::index_sequence<Index...>) {
    return (is_needed<T, Index>() || ...);
}

/// Tells whether a request must have a member of a struct.
///
/// An optional one is needed if a rule requires it, another one always; but an object in which
/// nothing is needed may be absent itself.
template <class T, std::size_t Index> constexpr bool is_needed() {
    using Member = member_type<T, Index>;
    constexpr TypeKind kind = kind_of<Member>;
    if constexpr (is_required<T>(member_at<T, Index>::name))
        return true;
    else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable)
        return false;
    else if constexpr (kind == TypeKind::structure)
        return needs_members<Member>(std::make_index_sequence<member_count<Member>>());
    else
        return kind != TypeKind::map && !std::is_same_v<Member, boost::json::object>;
}

/// Returns what a server takes for an integer that is absent; nothing if no rule says it.
template <class T> constexpr std::optional<std::int64_t> default_of(std::string_view member) {
    std::optional<std::int64_t> value;
    each_rule<T>([&](const Rule& rule) {
        if (rule.kind == Rule::Kind::by_default && rule.members[0] == member) value = rule.low;
    });
    return value;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
