#ifndef FLAMEUP_JSON_REMAKE_HPP
#define FLAMEUP_JSON_REMAKE_HPP

#include "flameup/platform.hpp"

#include <new>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Puts a new object, which is made without fail, into the place of one that has its memory
/// elsewhere.
template <class T, class... Arguments> void remake(T& value, Arguments&&... arguments) {
    value.~T();
    ::new (static_cast<void*>(&value)) T(std::forward<Arguments>(arguments)...);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
