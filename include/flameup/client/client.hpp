#ifndef FLAMEUP_CLIENT_CLIENT_HPP
#define FLAMEUP_CLIENT_CLIENT_HPP

#include "flameup/client/call.hpp"
#include "flameup/client/check_send.hpp"
#include "flameup/client/executor.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"
#include "flameup/value/secret.hpp"

#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Makes the operation's result from what an executor returned.
///
/// Moves the response into `response`, which must be empty; its body goes to a `Borrowed` result.
template <class Operation>
ResultOf<Operation> outcome_of(Result<HttpResponse> executed, HttpResponse& response,
                               const DecodeInput& input) {
    if (!executed) return *failure_of(executed, Operation::route, input.limits, input.key);
    response = *std::move(executed);
    return ResponseDecoder<Operation>::decode_taking(response, input);
}

} // namespace detail

/// Sends operations through an executor, whose shape decides how (see
/// `flameup/client/executor.hpp`).
///
/// A client has no state but its configuration and its executor: it may be copied, and used by many
/// threads at once if the executor may. The client and the operation may be destroyed while a call
/// is in flight.
template <class Executor> class Client {
    static_assert(sizeof(detail::ExecutorCheck<Executor>) != 0);

  public:
    /// The type that `send(operation)` returns: the result, or an awaitable of it.
    template <class Operation>
    using Sent =
        std::conditional_t<detail::is_awaitable<Executor>,
                           typename detail::AwaitableOf<Executor, ResultOf<Operation>>::type,
                           ResultOf<Operation>>;

    /// Makes a client; a configuration that is not valid makes each call fail, with
    /// `ErrorKind::validation`.
    Client(Config config, Executor sender)
        : config_(std::move(config)), executor_(std::move(sender)) {}

    /// Returns the configuration; valid as long as the client.
    const Config& config() const noexcept { return config_; }

    /// Returns the executor; valid as long as the client.
    const Executor& executor() const noexcept { return executor_; }

    /// Builds the request, has the executor send it, and decodes the response.
    ///
    /// With an awaitable executor the request is built before this returns; it is sent when the
    /// awaitable is awaited. Errors: those of `build`, of the executor and of `decode`, without the
    /// API key.
    template <class Operation>
    [[nodiscard]] Sent<Operation> send(const Operation& operation,
                                       const CallOptions& call = {}) const {
        using Check = detail::SendCheck<Executor, Operation>;
        if constexpr (!detail::fits<Check>) {
            return detail::refuse<Sent<Operation>>(Check());
        } else if constexpr (detail::is_awaitable<Executor>) {
            return await<Operation>(executor_, flameup::build(config_, operation, call),
                                    config_.limits, config_.api_key, call.decode, nullptr);
        } else {
            HttpResponse response;
            return execute(operation, response, call);
        }
    }

    /// Sends an operation as the other `send`, and keeps the response, as for its headers.
    ///
    /// `response` is empty afterwards if there was none; its body is in the result where that is a
    /// `Borrowed`. With an awaitable executor, `response` must outlive the awaitable.
    template <class Operation>
    [[nodiscard]] Sent<Operation> send(const Operation& operation, HttpResponse& response,
                                       const CallOptions& call = {}) const {
        using Check = detail::SendCheck<Executor, Operation>;
        if constexpr (!detail::fits<Check>) {
            return detail::refuse<Sent<Operation>>(Check());
        } else if constexpr (detail::is_awaitable<Executor>) {
            return await<Operation>(executor_, flameup::build(config_, operation, call),
                                    config_.limits, config_.api_key, call.decode, &response);
        } else {
            return execute(operation, response, call);
        }
    }

    /// Sends an operation through a callback executor, and returns at once.
    ///
    /// `done` takes a `Result<Response>`, or that and the `HttpResponse`, which is empty if there
    /// was none. It is called exactly once and must not throw: before this returns if the request
    /// cannot be built or the executor completes at once; else where the executor completes; with
    /// an error of kind `cancelled` in `Call::cancel()`, or where the executor is destroyed.
    template <class Operation, class Done>
    Call send(const Operation& operation, Done done, const CallOptions& call = {}) const {
        using Outcome = ResultOf<Operation>;
        using Check = detail::SendDoneCheck<Executor, Operation, Done>;
        if constexpr (!detail::fits<Check>) {
            return detail::refuse<Call>(Check());
        } else {
            const auto give = [](Done& take, Outcome outcome, HttpResponse response) {
                if constexpr (std::is_invocable_v<Done&, Outcome>) {
                    take(std::move(outcome));
                } else {
                    take(std::move(outcome), std::move(response));
                }
            };
            Result<HttpRequest> request = flameup::build(config_, operation, call);
            if (!request) {
                give(done, std::move(request).error(), {});
                return {};
            }
            return Call(executor_, *std::move(request),
                        Completion([done = std::move(done), give, limits = config_.limits,
                                    key = config_.api_key,
                                    decode = call.decode](Result<HttpResponse> executed) mutable {
                            HttpResponse response;
                            Outcome outcome = detail::outcome_of<Operation>(
                                std::move(executed), response, {limits, key, decode});
                            give(done, std::move(outcome), std::move(response));
                        }));
        }
    }

    /// Starts a call through a callback executor, whose result is then polled, as once a frame.
    template <class Operation>
    [[nodiscard]] PolledCall<Operation> start(const Operation& operation,
                                              const CallOptions& call = {}) const {
        return PolledCall<Operation>(
            [&](auto done) { return send(operation, std::move(done), call); });
    }

  private:
    template <class Operation>
    ResultOf<Operation> execute(const Operation& operation, HttpResponse& response,
                                const CallOptions& call) const {
        response = {};
        HttpRequest request;
        auto error = detail::RequestBuilder<Operation>::build(config_, operation, request, call);
        if (error) return *std::move(error);
        return detail::outcome_of<Operation>(executor_(std::as_const(request)), response,
                                             {config_.limits, config_.api_key, call.decode});
    }

    // The parameters are copies, which the coroutine's frame keeps until it ends.
    template <class Operation>
    static Sent<Operation> await(Executor copy, Result<HttpRequest> request, Limits limits,
                                 Secret key, DecodeOptions decode, HttpResponse* kept) {
        HttpResponse unseen;
        HttpResponse& response = kept == nullptr ? unseen : *kept;
        response = {};
        if (!request) FLAMEUP_CO_RETURN ResultOf<Operation>(std::move(request).error());
        const Executor& sender = copy;
        Result<HttpResponse> executed = FLAMEUP_CO_AWAIT sender(*std::move(request));
        FLAMEUP_CO_RETURN detail::outcome_of<Operation>(std::move(executed), response,
                                                        {limits, key, decode});
    }

    Config config_;
    Executor executor_;
};

FLAMEUP_END_NAMESPACE

#endif
