#ifndef FLAMEUP_MESSAGE_DECODE_IMPL_HPP
#define FLAMEUP_MESSAGE_DECODE_IMPL_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/describe/route.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/read_json.hpp"
#include "flameup/json/redact.hpp"
#include "flameup/message/api_error.hpp"
#include "flameup/message/check_operation.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode.hpp"
#include "flameup/value/borrowed.hpp"
#include "flameup/value/result.hpp"
#include "flameup/value/secret.hpp"

#include <boost/json/storage_ptr.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns why a request failed, without the API key; nothing if its response has a 2xx status.
inline std::optional<Error> failure_of(const Result<HttpResponse>& executed, const Route& route,
                                       const Limits& limits, const Secret& key) {
    const Redactor redacted(key.reveal());
    if (executed) {
        return status_error(*executed, executed->body, route.permission, limits, redacted);
    }
    std::optional<Error> error(executed.error());
    redact(*error, redacted);
    return error;
}

/// Reads a response with a body into a target; returns what is wrong with it, if anything is.
///
/// `options` are what the target needs; the rest of them is set here.
inline std::optional<Error> read_response(const HttpResponse& response, std::string_view body,
                                          const Route& route, ReadTarget target,
                                          const DecodeInput& input, ReadOptions& options) {
    const Redactor redacted(input.key.reveal());
    if (input.options.odd != nullptr) input.options.odd->begin(input.key);
    auto error = status_error(response, body, route.permission, input.limits, redacted);
    if (error) return error;
    if (target.read == nullptr) {
        if (!body.empty()) error = told_error(response, body, input.limits, redacted);
        return error;
    }
    // 204 and 205 have no content by definition: a write succeeded, and its result is empty.
    const bool no_content = response.status == 204 || response.status == 205;
    const bool is_write = route.method != Method::get;
    options.decode = &input.options;
    bool says_failure = false;
    options.says_failure = &says_failure;
    options.skips_mark = true;
    auto problem = read_json(no_content && is_write && body.empty() ? "{}" : body, target,
                             input.limits, options);
    // A body that did not decode may say so too: members behind the problem were not read.
    if (says_failure || problem) error = told_error(response, body, input.limits, redacted);
    if (problem && !error) set_decode_error(error.emplace(), response, body, *problem, redacted);
    return error;
}

/// Returns where a result is read to; nothing for `NoContent`, whose body is not read.
template <class Response> ReadTarget read_target(Response& result) {
    if constexpr (std::is_same_v<Response, NoContent>)
        return {};
    else
        return ReadTarget::of(result);
}

/// Reads a response into a new result. That is the function's outermost variable, as g++ before 14
/// needs in order not to move it.
template <class Response>
Result<Response> decode_new(const HttpResponse& response, const Route& route,
                            const DecodeInput& input) {
    Result<Response> result{boost::system::in_place_value};
    ReadOptions options;
    options.is_reused = false;
    auto error =
        read_response(response, response.body, route, read_target(*result), input, options);
    if (error) set_error(result, *std::move(error));
    return result;
}

template <class Operation>
Result<ResponseOf<Operation>> ResponseDecoder<Operation>::decode(const HttpResponse& response,
                                                                 const DecodeInput& input) {
    if constexpr (!fits<ResponseCheck<Operation>>) {
        return detail::refuse<Result<Response>>(ResponseCheck<Operation>());
    } else {
        return detail::decode_new<Response>(response, Operation::route, input);
    }
}

template <class Operation>
Result<void> ResponseDecoder<Operation>::decode_into(const HttpResponse& response, Response& result,
                                                     const DecodeInput& input) {
    if constexpr (!fits<ResponseCheck<Operation>>) {
        return detail::refuse<Result<void>>(ResponseCheck<Operation>());
    } else {
        ReadOptions options;
        return to_result(read_response(response, response.body, Operation::route,
                                       read_target(result), input, options));
    }
}

template <class Operation>
ResultOf<Operation> ResponseDecoder<Operation>::decode_taking(HttpResponse& response,
                                                              const DecodeInput& input) {
    if constexpr (!fits<ResponseCheck<Operation>>) {
        return detail::refuse<ResultOf<Operation>>(ResponseCheck<Operation>());
    } else if constexpr (!detail::holds_views<Response>()) {
        return decode(response, input);
    } else {
        KeptBody body(std::move(response.body));
        Response value{};
        ReadOptions options;
        options.is_reused = false;
        options.kept = &body;
        auto error = read_response(response, body.text(), Operation::route, read_target(value),
                                   input, options);
        if (error) {
            response.body = std::move(body).take();
            return *std::move(error);
        }
        return Borrowed<Response>(std::move(body), std::move(value));
    }
}

} // namespace detail

FLAMEUP_END_NAMESPACE

#endif
