#ifndef FLAMEUP_DESCRIBE_FOR_EACH_CHILD_HPP
#define FLAMEUP_DESCRIBE_FOR_EACH_CHILD_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/describe/kinds.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Keeps every member of a struct.
template <std::size_t> using EveryMember = std::true_type;

template <template <std::size_t> class Keep, class T, class Visit, std::size_t... Index>
void for_each_member([[maybe_unused]] const T& value, [[maybe_unused]] const PathStep* path,
                     [[maybe_unused]] Visit&& visit, std::index_sequence<Index...>) {
    [[maybe_unused]] const auto visit_one = [&](auto index) {
        if constexpr (Keep<decltype(index)::value>::value) {
            using Member = member_at<T, decltype(index)::value>;
            const PathStep step{path, Member::name};
            visit(value.*Member::pointer, &step);
        }
    };
    (visit_one(std::integral_constant<std::size_t, Index>()), ...);
}

/// Calls `visit` for each value that a value holds directly, with its path: the members of a struct
/// for which `Keep<Index>` is true, the elements of a map or a list, or the value of an optional.
template <template <std::size_t> class Keep = EveryMember, class T, class Visit>
void for_each_child(const T& value, const PathStep* path, Visit&& visit) {
    constexpr TypeKind kind = kind_of<T>;
    if constexpr (is_holder(kind)) {
        if (value.has_value()) visit(*value, path);
    } else if constexpr (kind == TypeKind::structure) {
        for_each_member<Keep>(value, path, visit, std::make_index_sequence<member_count<T>>());
    } else if constexpr (kind == TypeKind::map) {
        for (const auto& [name, element] : value) {
            const PathStep step{path, step_name(name)};
            visit(element, &step);
        }
    } else if constexpr (kind == TypeKind::sequence) {
        PathStep step{path, {}};
        for (const auto& element : value) {
            visit(static_cast<const typename T::value_type&>(element), &step);
            ++step.index;
        }
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
