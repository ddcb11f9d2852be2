#ifndef FLAMEUP_DRIVE_CHECK_FLOW_HPP
#define FLAMEUP_DRIVE_CHECK_FLOW_HPP

#include "flameup/client/executor.hpp"
#include "flameup/describe/fits.hpp"
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

/// The check of a type that is no flow.
template <class Flow> struct AnyFlow {
    static_assert(is_flow<Flow>,
                  "flameup: a flow has Step next(const Moment&) and "
                  "void receive(Result<HttpResponse>, const Moment&), as CallFlow<Operation> has, "
                  "which makes one of an operation");
};

/// The check of a function that is no `on_yield` of a flow.
template <class Flow, class OnYield> struct TakesYield {
    static_assert(std::is_invocable_v<OnYield&, Flow&>,
                  "flameup: on_yield is callable as void(Flow&), or as bool(Flow&) that returns "
                  "false to stop");
};

/// The check of a function that is no `on_end` of a flow.
template <class Flow, class OnEnd> struct TakesEnd {
    static_assert(
        std::is_invocable_v<OnEnd&, Flow, bool>,
        "flameup: on_end is callable as void(Flow, bool finished); it gets the flow back");
};

/// The check of an executor for `run()`.
template <class Executor> struct ExecutorOfRun {
    static_assert(is_blocking<Executor>, "flameup: run() needs an executor that is callable as "
                                         "Result<HttpResponse>(const flameup::HttpRequest&) const");
};

/// The check of an executor for `upsert_all()`.
template <class Executor> struct ExecutorOfUpsertAll {
    static_assert(is_blocking<Executor>,
                  "flameup: upsert_all() needs an executor that is callable as "
                  "Result<HttpResponse>(const flameup::HttpRequest&) const");
};

/// The check of an executor for `each_person()`.
template <class Executor> struct ExecutorOfRange {
    static_assert(is_blocking<Executor>,
                  "flameup: each_person() needs a client whose executor is callable as "
                  "Result<HttpResponse>(const flameup::HttpRequest&) const");
};

/// The check of an executor for `run_awaiting()`.
template <class Executor> struct ExecutorOfRunAwaiting {
    static_assert(is_awaitable<Executor>,
                  "flameup: run_awaiting() needs an executor that is callable as "
                  "Awaitable<Result<HttpResponse>>(flameup::HttpRequest) const");
};

/// The check of an executor for `run_calling_back()`.
template <class Executor> struct ExecutorOfRunCallingBack {
    static_assert(is_callback<Executor>,
                  "flameup: run_calling_back() needs an executor that is callable as "
                  "void(flameup::HttpRequest, flameup::Completion) const");
};

/// The check of an executor for a `FrameLoop`.
template <class Executor> struct ExecutorOfFrameLoop {
    static_assert(is_callback<Executor>,
                  "flameup: a FrameLoop needs an executor that is callable as "
                  "void(flameup::HttpRequest, flameup::Completion) const");
};

template <class Flow, class OnYield>
using YieldCheck =
    std::conditional_t<std::is_invocable_v<OnYield&, Flow&>, Fits, TakesYield<Flow, OnYield>>;

/// The check of a flow and its `on_yield`.
template <class Flow, class OnYield>
using FlowCheck = std::conditional_t<is_flow<Flow>, YieldCheck<Flow, OnYield>, AnyFlow<Flow>>;

/// The check of a flow, its `on_yield` and its `on_end`.
template <class Flow, class OnYield, class OnEnd>
using FlowRunCheck =
    std::conditional_t<fits<FlowCheck<Flow, OnYield>> && !std::is_invocable_v<OnEnd&, Flow, bool>,
                       TakesEnd<Flow, OnEnd>, FlowCheck<Flow, OnYield>>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
