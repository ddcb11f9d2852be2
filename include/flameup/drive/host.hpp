#ifndef FLAMEUP_DRIVE_HOST_HPP
#define FLAMEUP_DRIVE_HOST_HPP

#include "flameup/platform.hpp"

#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class Host, class = void> inline constexpr bool can_be_stopped = false;
template <class Host>
inline constexpr bool
    can_be_stopped<Host, std::void_t<decltype(bool(std::declval<Host&>().is_stopped()))>> = true;

/// Asks a host whether to stop; one without an `is_stopped()` never says so.
template <class Host> bool is_stopped(Host& host) {
    if constexpr (can_be_stopped<Host>) {
        return host.is_stopped();
    } else {
        return false;
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
