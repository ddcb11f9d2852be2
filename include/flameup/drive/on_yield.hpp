#ifndef FLAMEUP_DRIVE_ON_YIELD_HPP
#define FLAMEUP_DRIVE_ON_YIELD_HPP

#include "flameup/platform.hpp"

#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Calls `on_yield` for a flow that yields; returns whether the flow is to go on.
template <class OnYield, class Flow> bool goes_on(OnYield& on_yield, Flow& flow) {
    if constexpr (std::is_invocable_r_v<bool, OnYield&, Flow&>) {
        return on_yield(flow);
    } else {
        on_yield(flow);
        return true;
    }
}

/// The `on_yield` of flows that never yield, as a `CallFlow`; it stops those that do.
struct StopAtYield {
    template <class Flow> bool operator()(Flow&) const noexcept { return false; }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
