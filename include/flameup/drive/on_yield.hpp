#ifndef FLAMEUP_DRIVE_ON_YIELD_HPP
#define FLAMEUP_DRIVE_ON_YIELD_HPP

#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class Flow, class = void> inline constexpr bool is_flow = false;
template <class Flow>
inline constexpr bool is_flow<
    Flow, std::void_t<decltype(Step(std::declval<Flow&>().next(std::declval<const Moment&>()))),
                      decltype(std::declval<Flow&>().receive(std::declval<Result<HttpResponse>>(),
                                                             std::declval<const Moment&>()))>> =
    true;

/// Refuses types that are no flow, and functions that are no `on_yield`, with a clear message.
template <class Flow, class OnYield> constexpr void check_flow() {
    static_assert(is_flow<Flow>,
                  "flameup: a flow has Step next(const Moment&) and "
                  "void receive(Result<HttpResponse>, const Moment&), as CallFlow<Operation> has, "
                  "which makes one of an operation");
    static_assert(std::is_invocable_v<OnYield&, Flow&>,
                  "flameup: on_yield is callable as void(Flow&), or as bool(Flow&) that returns "
                  "false to stop");
}

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
