#ifndef FLAMEUP_CLIENT_CHECK_SEND_HPP
#define FLAMEUP_CLIENT_CHECK_SEND_HPP

#include "flameup/client/executor.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/check_operation.hpp"

#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class Executor>
inline constexpr bool is_executor =
    is_blocking<Executor> || is_callback<Executor> || is_awaitable<Executor>;

/// The check of a type that is no executor.
template <class Executor> struct AnyExecutor {
    static_assert(is_executor<Executor>,
                  "flameup: an executor is callable as "
                  "Result<HttpResponse>(const flameup::HttpRequest&) const, as "
                  "void(flameup::HttpRequest, flameup::Completion) const or, with coroutines, as "
                  "Awaitable<Result<HttpResponse>>(flameup::HttpRequest) const; "
                  "pass one with state by std::ref");
};

/// The check of an executor that only calls back.
template <class Executor> struct ReturningExecutor {
    static_assert(is_blocking<Executor> || is_awaitable<Executor>,
                  "flameup: this executor calls back: use send(operation, done), or "
                  "start(operation) and poll()");
};

/// The check of an executor that does not call back.
template <class Executor> struct CallingExecutor {
    static_assert(is_callback<Executor>,
                  "flameup: send(operation, done) needs an executor that is callable as "
                  "void(flameup::HttpRequest, flameup::Completion) const");
};

template <class Done, class Outcome>
inline constexpr bool takes_outcome =
    std::is_invocable_v<Done&, Outcome> || std::is_invocable_v<Done&, Outcome, HttpResponse>;

/// The check of a function that does not take the outcome of a call.
template <class Done, class Outcome> struct TakesOutcome {
    static_assert(takes_outcome<Done, Outcome>,
                  "flameup: done is callable as void(Result<Response>) or as "
                  "void(Result<Response>, HttpResponse)");
};

/// The check of a client.
template <class Executor>
using ExecutorCheck = std::conditional_t<is_executor<Executor>, Fits, AnyExecutor<Executor>>;

/// The check of `send(operation)`.
template <class Executor, class Operation>
using SendCheck = std::conditional_t<
    is_blocking<Executor> || is_awaitable<Executor>, OperationCheck<Operation>,
    std::conditional_t<is_callback<Executor>, ReturningExecutor<Executor>, AnyExecutor<Executor>>>;

/// The check of `send(operation, done)`.
template <class Executor, class Operation, class Done>
using SendDoneCheck = std::conditional_t<
    !is_executor<Executor>, AnyExecutor<Executor>,
    std::conditional_t<
        !is_callback<Executor>, CallingExecutor<Executor>,
        std::conditional_t<takes_outcome<Done, ResultOf<Operation>>, OperationCheck<Operation>,
                           TakesOutcome<Done, ResultOf<Operation>>>>>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
