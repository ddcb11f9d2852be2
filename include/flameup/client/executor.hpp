#ifndef FLAMEUP_CLIENT_EXECUTOR_HPP
#define FLAMEUP_CLIENT_EXECUTOR_HPP

// The contract between a client and the transport that sends its requests.
//
// An executor is callable, as a const object, in one of three shapes, or in several:
//
//     blocking    Result<HttpResponse> (const HttpRequest&)        returns the response
//     callback    void (HttpRequest, Completion)                   starts, and completes later
//     awaitable   Awaitable<Result<HttpResponse>> (HttpRequest)    returns what a C++20 coroutine
//                                                                  can await
//
// In all of them:
//
// - It sends the method, the URL, every header and the body as they are, and adds `Host`,
//   `Content-Length` and what its connection needs.
// - It returns the status, all headers and the whole body of the response, whatever the status is.
//   Headers with one name keep their order. It follows no redirect and sends nothing twice.
// - Where the request has a `timeout_ms`, it ends the request with the code `timed_out` after that
//   time, which runs from the call of the executor; else after a time of its own.
// - Where it gets no whole response (refused, reset, cut, timed out, not verified), it returns
//   `make_error(ErrorKind::transport, "code", "why")`, never a made-up status. For a request that
//   was stopped on purpose it returns an error of kind `ErrorKind::cancelled`.
// - Whether a request is sent again depends on the code. `refused`, `resolve_failed`,
//   `connect_failed` and `queue_full` say that nothing was sent. `tls_failed`,
//   `unsupported_scheme`, `invalid_request`, `invalid_header`, `invalid_url` and `too_large` say
//   that the same request will fail again. After any other code, the request may have been
//   processed, and may succeed when it is sent again.
// - An executor with state is passed as `std::ref(executor)`, and outlives the client that calls
// it.
//
// Blocking: the request may be used until the executor returns.
//
// Callback: the executor owns the request. It calls the `Completion` once, on a thread that its
// documentation names, and may do so before it returns. A `Completion` that is destroyed without a
// call completes as `cancelled`: an executor may be destroyed with requests in flight. The executor
// may return a copyable function `void ()` that stops this request. It is called at most once, on
// the thread that cancels, while the `Completion` exists; a call of the `Completion` after that is
// ignored. A polled executor completes only in a function that a frame loop calls and that never
// waits, by custom `tick()`.
//
// Awaitable: the type is a class template whose first parameter is the result, as
// `asio::awaitable`, and whose other parameters are types. The executor owns the request.

#include "flameup/http/http.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The state that all copies of a `Completion` share, and that finishes the call exactly once.
class CallState {
  public:
    // Before C++20 the standard leaves a new flag's state open.
    CallState() noexcept { claimed_.clear(std::memory_order_relaxed); }
    CallState(const CallState&) = delete;
    CallState& operator=(const CallState&) = delete;
    virtual ~CallState() = default;

    /// Returns true to the first caller alone, who then finishes the call.
    bool claim() noexcept { return !claimed_.test_and_set(std::memory_order_acq_rel); }

    /// Finishes the call. Precondition: `claim` returned true to the caller.
    virtual void finish(Result<HttpResponse> executed) = 0;

  private:
    std::atomic_flag claimed_; // a bool would need libatomic on RISC-V
};

/// Finishes a call by a function, which gets an error where the last copy is destroyed before.
template <class Done> class CallStateOf final : public CallState {
  public:
    explicit CallStateOf(Done done) : done_(std::move(done)) {}
    CallStateOf(const CallStateOf&) = delete;
    CallStateOf& operator=(const CallStateOf&) = delete;
    ~CallStateOf() override {
        if (claim()) {
            finish(make_error(ErrorKind::cancelled, "dropped",
                              "the executor dropped the call without a response"));
        }
    }

    void finish(Result<HttpResponse> executed) override {
        // What the function holds is destroyed here, although copies of the completion may stay.
        Done done = *std::move(done_);
        done_.reset();
        done(std::move(executed));
    }

  private:
    std::optional<Done> done_;
};

} // namespace detail

/// The function object that a callback executor calls with the result of one request.
///
/// Copies stand for the same request, and may be called and destroyed on any thread. Destroying the
/// last copy without a call completes the request with an error of kind `cancelled`.
class Completion {
  public:
    /// Wraps a function that takes a `Result<HttpResponse>`; it is called exactly once, on the
    /// thread that completes, cancels or destroys, and must not throw.
    template <class Done,
              class = std::enable_if_t<std::is_invocable_v<Done&, Result<HttpResponse>>>>
    explicit Completion(Done done)
        : state_(std::make_shared<detail::CallStateOf<Done>>(std::move(done))) {}

    /// Completes the request with a response or an error; does nothing if it is complete or
    /// cancelled.
    void operator()(Result<HttpResponse> executed) const {
        if (state_->claim()) state_->finish(std::move(executed));
    }

  private:
    friend class Call;

    std::shared_ptr<detail::CallState> state_;
};

namespace detail {

/// Whether an executor has the blocking shape.
template <class Executor>
inline constexpr bool is_blocking =
    std::is_invocable_r_v<Result<HttpResponse>, const Executor&, const HttpRequest&>;

/// Whether an executor has the callback shape.
template <class Executor, class = void> inline constexpr bool is_callback = false;
template <class Executor>
inline constexpr bool is_callback<
    Executor, std::void_t<std::invoke_result_t<const Executor&, HttpRequest, Completion>>> =
    std::is_void_v<std::invoke_result_t<const Executor&, HttpRequest, Completion>> ||
    std::is_invocable_v<std::invoke_result_t<const Executor&, HttpRequest, Completion>>;

/// Makes the type of an awaitable of `To` from that of an awaitable of a response; void from
/// others.
template <class Awaitable, class To> struct Rebind { using type = void; };
template <template <class...> class Awaitable, class From, class... Rest, class To>
struct Rebind<Awaitable<From, Rest...>, To> {
    using type = std::conditional_t<std::is_convertible_v<From, Result<HttpResponse>>,
                                    Awaitable<To, Rest...>, void>;
};

/// The awaitable of `To` that goes with an awaitable executor; void for other executors.
template <class Executor, class To, class = void> struct AwaitableOf { using type = void; };
template <class Executor, class To>
struct AwaitableOf<Executor, To,
                   std::enable_if_t<FLAMEUP_HAS_COROUTINES && !is_blocking<Executor> &&
                                    std::is_invocable_v<const Executor&, HttpRequest>>> {
    using type = typename Rebind<std::invoke_result_t<const Executor&, HttpRequest>, To>::type;
};

/// Whether an executor has the awaitable shape.
template <class Executor>
inline constexpr bool is_awaitable =
    !std::is_void_v<typename AwaitableOf<Executor, Result<HttpResponse>>::type>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
