#ifndef FLAMEUP_DETAIL_HOLDS_VIEWS_HPP
#define FLAMEUP_DETAIL_HOLDS_VIEWS_HPP

#include "flameup/detail/kinds.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class... Within> constexpr bool holds_views();

template <class T, class... Within, std::size_t... Index>
constexpr bool members_hold_views(std::index_sequence<Index...>) {
    return (holds_views<member_type<T, Index>, T, Within...>() || ...);
}

/// Tells whether a value of a type may hold a `std::string_view`, at any depth.
///
/// `Within` are the structs that it is in, which may contain themselves.
template <class T, class... Within> constexpr bool holds_views() {
    constexpr TypeKind kind = kind_of<T>;
    if constexpr (kind == TypeKind::string) {
        return std::is_same_v<T, std::string_view>;
    } else if constexpr (kind == TypeKind::open_enumeration) {
        return std::is_same_v<typename T::Unknown, std::string_view>;
    } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
        return holds_views<std::decay_t<decltype(*std::declval<T&>())>, Within...>();
    } else if constexpr (kind == TypeKind::structure) {
        if constexpr ((std::is_same_v<T, Within> || ...))
            return false;
        else
            return members_hold_views<T, Within...>(std::make_index_sequence<member_count<T>>());
    } else if constexpr (kind == TypeKind::map) {
        return holds_views<typename T::key_type, Within...>() ||
               holds_views<typename T::mapped_type, Within...>();
    } else if constexpr (kind == TypeKind::sequence) {
        return holds_views<typename T::value_type, Within...>();
    } else {
        return false;
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
