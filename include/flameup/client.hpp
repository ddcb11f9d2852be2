#ifndef FLAMEUP_CLIENT_HPP
#define FLAMEUP_CLIENT_HPP

#include "flameup/build.hpp"
#include "flameup/config.hpp"
#include "flameup/decode.hpp"
#include "flameup/detail/response_of.hpp"
#include "flameup/http.hpp"
#include "flameup/result.hpp"

#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// Sends operations through a blocking executor.
///
/// An executor is callable, as a const object, with a `const HttpRequest&`; it returns a
/// `Result<HttpResponse>` or an `HttpResponse`. The request is good until it returns. Where it gets
/// no response it returns `transport_error(...)`, never a made-up status. One that has state is
/// passed as `std::ref(executor)` and outlives the client.
///
/// A client has no state but its configuration and its executor: it may be copied, and used from
/// many threads at once if the executor may.
template <class Executor> class Client {
    static_assert(std::is_invocable_r_v<Result<HttpResponse>, const Executor&, const HttpRequest&>,
                  "flameup: an executor is callable as "
                  "Result<HttpResponse>(const flameup::HttpRequest&) const; "
                  "pass one with state by std::ref");

  public:
    Client(Config config, Executor executor)
        : config_(std::move(config)), executor_(std::move(executor)) {}

    const Config& config() const noexcept { return config_; }

    /// Builds the request, has it executed and decodes the response.
    template <class Operation>
    [[nodiscard]] detail::ResultOf<Operation> send(const Operation& operation,
                                                   Checks checks = Checks::on) const {
        HttpResponse response;
        return send(operation, response, checks);
    }

    /// Sends an operation and keeps the response, for its headers; it is empty if there was none.
    template <class Operation>
    [[nodiscard]] detail::ResultOf<Operation>
    send(const Operation& operation, HttpResponse& response, Checks checks = Checks::on) const {
        response = {};
        const Result<HttpRequest> request = build(config_, operation, checks);
        if (!request) return request.error();
        Result<HttpResponse> executed = executor_(*request);
        if (!executed) {
            Error error = std::move(executed).error();
            detail::redact(error, detail::Excerpt(config_.api_key.reveal()));
            return error;
        }
        response = *std::move(executed);
        return decode<Operation>(config_, response);
    }

  private:
    Config config_;
    Executor executor_;
};

FLAMEUP_END_NAMESPACE

#endif
