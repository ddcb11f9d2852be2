#ifndef FLAMEUP_DRIVE_ON_YIELD_HPP
#define FLAMEUP_DRIVE_ON_YIELD_HPP

#include "flameup/platform.hpp"

#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Hands a flow that yields to its user; tells whether it is to go on.
template <class OnYield, class Flow> bool goes_on(OnYield& on_yield, Flow& flow) {
    static_assert(std::is_invocable_v<OnYield&, Flow&>,
                  "flameup: on_yield is callable as void(Flow&), or as bool(Flow&) that returns "
                  "false to stop");
    if constexpr (std::is_invocable_r_v<bool, OnYield&, Flow&>) {
        return on_yield(flow);
    } else {
        on_yield(flow);
        return true;
    }
}

template <class Host, class = void> inline constexpr bool can_be_stopped = false;
template <class Host>
inline constexpr bool
    can_be_stopped<Host, std::void_t<decltype(bool(std::declval<Host&>().is_stopped()))>> = true;

/// Asks a host that has an `is_stopped()` whether its user wants to stop.
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
