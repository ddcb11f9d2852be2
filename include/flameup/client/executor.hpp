#ifndef FLAMEUP_CLIENT_EXECUTOR_HPP
#define FLAMEUP_CLIENT_EXECUTOR_HPP

// What sends requests: the one contract between a client and a transport.
//
// An executor is callable, as a const object, in one of three shapes (or in several):
//
//     blocking    Result<HttpResponse> (const HttpRequest&)         returns the response
//     callback    void (HttpRequest, Completion)                    starts, and completes later
//     awaitable   Awaitable<Result<HttpResponse>> (HttpRequest)     is awaited, as a C++20
//     coroutine
//
// In all of them:
//
// - What is sent: the method, the URL, every header and the body as they are. `Host`,
//   `Content-Length` and what the connection needs are the executor's to add.
// - What comes back: the status, all headers and the whole body of the final response, whatever the
//   status is. Headers of one name keep their order. Redirects are not followed, nothing is sent
//   twice.
// - Where no whole response comes back (refused, reset, cut, timed out, not verified), the result
//   is `make_error(ErrorKind::transport, "code", "why")`, never a made-up status. The result of a
//   call that was stopped on purpose is an `Error` of kind `cancelled`.
// - Retries go by the code. Nothing was sent: `refused`, `resolve_failed`, `connect_failed`,
//   `queue_full`. Nothing will change: `tls_failed`, `unsupported_scheme`, `invalid_request`,
//   `invalid_header`, `invalid_url`, `too_large`. With any other code, the request may have been
//   processed, and may succeed when it goes again.
// - An executor with state is passed as `std::ref(executor)` and outlives the client's use of it.
//
// Blocking: the request is good until the executor returns.
//
// Callback: the request is the executor's own. It calls its `Completion` on whatever thread it
// documents, also before it returns; only the first call counts. One that is dropped without a call
// completes as `cancelled`, so that an executor may be destroyed with requests in flight. The
// executor may return a function `void ()`, copyable, that stops this request: it is called at
// most once, on the thread that cancels, and only while the `Completion` is alive; what completes
// after that is ignored. A polled executor is one that completes in a function of its own only, by
// custom `tick()`, which a frame loop calls and which never waits.
//
// Awaitable: a class template whose first parameter is the result, such as `asio::awaitable`; its
// other parameters are types. The request is the executor's own.

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

/// What all copies of a `Completion` share: a function that is called exactly once.
class CallState {
  public:
    CallState() = default;
    CallState(const CallState&) = delete;
    CallState& operator=(const CallState&) = delete;
    virtual ~CallState() = default;

    /// Claims the right to finish the call; one caller gets it.
    bool claim() noexcept { return !claimed_.exchange(true, std::memory_order_acq_rel); }

    /// Finishes the call; for the one who claimed it.
    virtual void finish(Result<HttpResponse> executed) = 0;

  private:
    std::atomic<bool> claimed_{false};
};

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
        // Copies of the completion may live on: what the function holds does not.
        Done done = *std::move(done_);
        done_.reset();
        done(std::move(executed));
    }

  private:
    std::optional<Done> done_;
};

} // namespace detail

/// Takes the outcome of one request from a callback executor.
///
/// Copies are the same completion. May be called from any thread, and destroyed on any.
class Completion {
  public:
    /// Wraps a function that takes a `Result<HttpResponse>`; it is called exactly once.
    template <class Done,
              class = std::enable_if_t<std::is_invocable_v<Done&, Result<HttpResponse>>>>
    explicit Completion(Done done)
        : state_(std::make_shared<detail::CallStateOf<Done>>(std::move(done))) {}

    /// Completes the call; does nothing if it is complete or cancelled.
    void operator()(Result<HttpResponse> executed) const {
        if (state_->claim()) state_->finish(std::move(executed));
    }

  private:
    friend class Call;

    std::shared_ptr<detail::CallState> state_;
};

namespace detail {

template <class Executor>
inline constexpr bool is_blocking =
    std::is_invocable_r_v<Result<HttpResponse>, const Executor&, const HttpRequest&>;

template <class Executor, class = void> inline constexpr bool is_callback = false;
template <class Executor>
inline constexpr bool is_callback<
    Executor, std::void_t<std::invoke_result_t<const Executor&, HttpRequest, Completion>>> =
    std::is_void_v<std::invoke_result_t<const Executor&, HttpRequest, Completion>> ||
    std::is_invocable_v<std::invoke_result_t<const Executor&, HttpRequest, Completion>>;

/// The same template around another result, where an awaitable holds a response.
template <class Awaitable, class To> struct Rebind { using type = void; };
template <template <class...> class Awaitable, class From, class... Rest, class To>
struct Rebind<Awaitable<From, Rest...>, To> {
    using type = std::conditional_t<std::is_convertible_v<From, Result<HttpResponse>>,
                                    Awaitable<To, Rest...>, void>;
};

/// What an awaitable executor's `send` returns; void for other executors.
template <class Executor, class To, class = void> struct AwaitableOf { using type = void; };
template <class Executor, class To>
struct AwaitableOf<Executor, To,
                   std::enable_if_t<FLAMEUP_HAS_COROUTINES && !is_blocking<Executor> &&
                                    std::is_invocable_v<const Executor&, HttpRequest>>> {
    using type = typename Rebind<std::invoke_result_t<const Executor&, HttpRequest>, To>::type;
};

template <class Executor>
inline constexpr bool is_awaitable =
    !std::is_void_v<typename AwaitableOf<Executor, Result<HttpResponse>>::type>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
