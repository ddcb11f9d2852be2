#ifndef FLAMEUP_DECODE_HPP
#define FLAMEUP_DECODE_HPP

#include "flameup/config.hpp"
#include "flameup/detail/api_error.hpp"
#include "flameup/detail/json_reader.hpp"
#include "flameup/detail/response_of.hpp"
#include "flameup/http.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/result.hpp"
#include "flameup/route.hpp"

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class Response>
Result<Response> decode(const HttpResponse& response, const Route& route, const Limits& limits,
                        const Excerpt& excerpt) {
    if (response.status < 100 || response.status > 599) {
        Error error = make_response_error(response, ErrorKind::transport, excerpt);
        error.code = "invalid_status";
        error.message = "the executor returned a response without an HTTP status";
        return error;
    }
    if (response.status < 200 || response.status > 299) {
        return make_api_error(response, route.permission, limits, excerpt);
    }
    Response value{};
    if constexpr (!std::is_same_v<Response, NoContent>) {
        // 204 and 205 have no content by definition: a write that succeeded and says no more.
        const bool no_content = response.status == 204 || response.status == 205;
        const bool silent = no_content && response.body.empty() && route.method != Method::get;
        const std::string_view body = silent ? std::string_view("{}") : response.body;
        if (std::optional<ReadProblem> problem = read_json(body, value, limits)) {
            Error error = make_response_error(response, ErrorKind::decode, excerpt);
            error.code = std::move(problem->code);
            error.path = excerpt(problem->place.path);
            error.offset = problem->place.offset;
            error.message = "the response does not decode at " + error.path + ": " +
                            std::move(problem->message);
            return error;
        }
    }
    return value;
}

} // namespace detail

/// Turns the HTTP response to an operation into the operation's result.
///
/// Any 2xx status is a success. Errors: `ErrorKind::api` for other statuses, `ErrorKind::decode`
/// for a body that is not what the operation returns. The result shares nothing with the response.
template <class Operation>
[[nodiscard]] detail::ResultOf<Operation> decode(const HttpResponse& response,
                                                 const Limits& limits = {}) {
    return detail::decode<typename Operation::Response>(response, Operation::route, limits,
                                                        detail::Excerpt({}));
}

/// Turns the HTTP response to an operation into the operation's result, as the other `decode` does.
///
/// Where the server repeats the configuration's API key, the error has `***` instead.
template <class Operation>
[[nodiscard]] detail::ResultOf<Operation> decode(const Config& config,
                                                 const HttpResponse& response) {
    return detail::decode<typename Operation::Response>(response, Operation::route, config.limits,
                                                        detail::Excerpt(config.api_key.reveal()));
}

FLAMEUP_END_NAMESPACE

#endif
