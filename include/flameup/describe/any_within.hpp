#ifndef FLAMEUP_DESCRIBE_ANY_WITHIN_HPP
#define FLAMEUP_DESCRIBE_ANY_WITHIN_HPP

#include "flameup/describe/kinds.hpp"

#include <cstddef>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <template <class> class Is, class T, class... Within> constexpr bool any_within();

template <template <class> class Is, class T, class... Within, std::size_t... Index>
constexpr bool any_within_members(std::index_sequence<Index...>) {
    return (any_within<Is, member_type<T, Index>, T, Within...>() || ...);
}

/// Tells whether a type, or one of those that its values may hold at any depth, is what `Is` says.
///
/// `Within` are the structs that it is in, which may contain themselves.
template <template <class> class Is, class T, class... Within> constexpr bool any_within() {
    constexpr TypeKind kind = kind_of<T>;
    if constexpr (Is<T>::value) {
        return true;
    } else if constexpr (kind == TypeKind::open_enumeration) {
        return any_within<Is, typename T::Unknown, Within...>();
    } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
        return any_within<Is, std::decay_t<decltype(*std::declval<T&>())>, Within...>();
    } else if constexpr (kind == TypeKind::structure) {
        if constexpr ((std::is_same_v<T, Within> || ...))
            return false;
        else
            return any_within_members<Is, T, Within...>(
                std::make_index_sequence<member_count<T>>());
    } else if constexpr (kind == TypeKind::map) {
        return any_within<Is, typename T::key_type, Within...>() ||
               any_within<Is, typename T::mapped_type, Within...>();
    } else if constexpr (kind == TypeKind::sequence) {
        return any_within<Is, typename T::value_type, Within...>();
    } else {
        return false;
    }
}

template <class T> using is_view = std::is_same<T, std::string_view>;

/// Tells whether a value of a type may hold a `std::string_view`, at any depth.
template <class T> constexpr bool holds_views() { return any_within<is_view, T>(); }

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
