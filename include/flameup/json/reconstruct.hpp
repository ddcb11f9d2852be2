#ifndef FLAMEUP_JSON_RECONSTRUCT_HPP
#define FLAMEUP_JSON_RECONSTRUCT_HPP

#include "flameup/platform.hpp"

#include <new>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Destroys `value` and constructs a T in its place; must not throw.
///
/// Assigning a value of Boost.JSON copies if the memory resources differ; constructing moves.
template <class T, class... Arguments> void reconstruct(T& value, Arguments&&... arguments) {
    static_assert(std::is_nothrow_constructible_v<T, Arguments...>);
    value.~T();
    ::new (static_cast<void*>(&value)) T(std::forward<Arguments>(arguments)...);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
