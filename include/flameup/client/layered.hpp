#ifndef FLAMEUP_CLIENT_LAYERED_HPP
#define FLAMEUP_CLIENT_LAYERED_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/client/executor.hpp"
#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <chrono>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns the time from one moment of a clock to another, not below 0 where the clock goes back.
template <class Time> std::chrono::microseconds time_since(const Time& begin, const Time& end) {
    using std::chrono::microseconds;
    return (std::max)(std::chrono::duration_cast<microseconds>(end - begin), microseconds(0));
}

} // namespace detail

/// An executor around another one, of the same shape: a layer sees each request before it is sent,
/// and what came of it.
///
/// A layer is callable, as a const object, with an `HttpRequest&`, or with a `const HttpRequest&`
/// if it changes nothing. It returns what is called once with the outcome, a
/// `Result<HttpResponse>&`, on the thread that completes the request. Neither may throw. What a
/// layer returns may outlive the layer and the executor: a call may be in flight when the client is
/// destroyed. A call that is cancelled, or dropped by its executor, ends with an error of kind
/// `cancelled`.
template <class Layer, class Executor> class Layered {
    static_assert(std::is_invocable_v<const Layer&, HttpRequest&>,
                  "flameup: a layer is callable as a const object with a flameup::HttpRequest&, or "
                  "with a const one; pass one with state by std::ref");
    using Finish = std::invoke_result_t<const Layer&, HttpRequest&>;
    static_assert(!std::is_void_v<Finish>,
                  "flameup: a layer returns a function of the outcome, also where it ignores that: "
                  "return [](flameup::Result<flameup::HttpResponse>&) {};");
    static_assert(std::is_invocable_v<std::add_lvalue_reference_t<Finish>, Result<HttpResponse>&>,
                  "flameup: a layer returns what is callable with a "
                  "flameup::Result<flameup::HttpResponse>&");

  public:
    /// Puts a layer around an executor; pass either by `std::ref` if it has a state.
    Layered(Layer layer, Executor inner) : layer_(std::move(layer)), inner_(std::move(inner)) {}

    /// Sends a request through a blocking executor.
    template <class Inner = Executor, std::enable_if_t<detail::is_blocking<Inner>, int> = 0>
    Result<HttpResponse> operator()(const HttpRequest& request) const {
        if constexpr (std::is_invocable_v<const Layer&, const HttpRequest&>) {
            return execute(request, layer_(request));
        } else {
            HttpRequest changed = request;
            Finish finish = layer_(changed);
            return execute(changed, std::move(finish));
        }
    }

    /// Starts a request through a callback executor; returns what that returns.
    template <class Inner = Executor, std::enable_if_t<detail::is_callback<Inner>, int> = 0>
    auto operator()(HttpRequest request, Completion completion) const {
        Finish finish = layer_(request);
        return inner_(std::move(request),
                      Completion([finish = std::move(finish), completion = std::move(completion)](
                                     Result<HttpResponse> executed) mutable {
                          finish(executed);
                          completion(std::move(executed));
                      }));
    }

    /// Sends a request through an awaitable executor, when what this returns is awaited.
    template <class Inner = Executor, std::enable_if_t<detail::is_awaitable<Inner>, int> = 0>
    typename detail::AwaitableOf<Inner, Result<HttpResponse>>::type
    operator()(HttpRequest request) const {
        return await<Inner>(layer_, inner_, std::move(request));
    }

  private:
    Result<HttpResponse> execute(const HttpRequest& request, Finish finish) const {
        Result<HttpResponse> executed = inner_(request);
        finish(executed);
        return executed;
    }

    // The parameters are copies, which the coroutine's frame keeps until it ends.
    template <class Inner>
    static typename detail::AwaitableOf<Inner, Result<HttpResponse>>::type
    await(Layer layer, Executor copy, HttpRequest request) {
        const Layer& seen_by = layer;
        const Executor& inner = copy;
        Finish finish = seen_by(request);
        Result<HttpResponse> executed = FLAMEUP_CO_AWAIT inner(std::move(request));
        finish(executed);
        FLAMEUP_CO_RETURN executed;
    }

    Layer layer_;
    Executor inner_;
};

/// Returns an executor itself, which has no layers around it.
template <class Executor> Executor layered(Executor executor) { return executor; }

/// Puts layers around an executor: the first one sees a request first, and its outcome last.
template <class Executor, class Layer, class... Layers>
auto layered(Executor executor, Layer layer, Layers... layers) {
    auto inner = layered(std::move(executor), std::move(layers)...);
    return Layered<Layer, decltype(inner)>(std::move(layer), std::move(inner));
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
