#ifndef FLAMEUP_DECODE_HPP
#define FLAMEUP_DECODE_HPP

#include "flameup/borrowed.hpp"
#include "flameup/config.hpp"
#include "flameup/detail/any_within.hpp"
#include "flameup/detail/api_error.hpp"
#include "flameup/detail/json_reader.hpp"
#include "flameup/detail/response_of.hpp"
#include "flameup/http.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/result.hpp"
#include "flameup/route.hpp"

#include <boost/json/storage_ptr.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads a success's body, unless there is none to be read.
template <class Response>
std::optional<ReadProblem> read_body(const HttpResponse& response, std::string_view body,
                                     const Route& route, Response& value, const Limits& limits,
                                     ReadOptions options) {
    if constexpr (std::is_same_v<Response, NoContent>) {
        return std::nullopt;
    } else {
        // 204 and 205 have no content by definition: a write that succeeded and says no more.
        const bool no_content = response.status == 204 || response.status == 205;
        const bool silent = no_content && body.empty() && route.method != Method::get;
        return read_json(silent ? std::string_view("{}") : body, value, limits, std::move(options));
    }
}

template <class Response>
Result<void> decode_into(const HttpResponse& response, Response& value, const Route& route,
                         const Limits& limits, const Excerpt& excerpt, ReadOptions options) {
    static_assert(!holds_views<Response>(),
                  "flameup: this response has views, which need its body: "
                  "pass the HttpResponse by std::move to decode(config, response)");
    if (auto error = make_status_error(response, route.permission, limits, excerpt)) {
        return *std::move(error);
    }
    auto problem = read_body(response, response.body, route, value, limits, std::move(options));
    if (problem) return make_decode_error(response, *std::move(problem), excerpt);
    return {};
}

template <class Response>
Result<Response> decode_new(const HttpResponse& response, const Route& route, const Limits& limits,
                            const Excerpt& excerpt, boost::json::storage_ptr storage) {
    Result<Response> result{boost::system::in_place_value};
    ReadOptions options;
    options.is_used = false;
    options.storage = std::move(storage);
    Result<void> read = decode_into(response, *result, route, limits, excerpt, std::move(options));
    if (!read) return std::move(read).error();
    return result;
}

/// Takes the body out of the response, unless it fails.
template <class Response>
Result<Borrowed<Response>> decode_borrowed(HttpResponse& response, const Route& route,
                                           const Limits& limits, const Excerpt& excerpt,
                                           boost::json::storage_ptr storage) {
    if (auto error = make_status_error(response, route.permission, limits, excerpt)) {
        return *std::move(error);
    }
    auto body = std::make_unique<std::string>(std::move(response.body));
    Response value{};
    ReadOptions options;
    options.is_used = false;
    options.storage = std::move(storage);
    options.unescape = JsonScanner::Unescape::in_place;
    if (auto problem = read_body(response, *body, route, value, limits, std::move(options))) {
        response.body = std::move(*body);
        return make_decode_error(response, *std::move(problem), excerpt);
    }
    return Borrowed<Response>(std::move(body), std::move(value));
}

/// Decodes the response to an operation, whose body it may take.
template <class Operation>
ResultOf<Operation> decode_response(HttpResponse& response, const Limits& limits,
                                    const Excerpt& excerpt, boost::json::storage_ptr storage = {}) {
    using Response = ResponseType<Operation>;
    if constexpr (holds_views<Response>()) {
        return decode_borrowed<Response>(response, Operation::route, limits, excerpt,
                                         std::move(storage));
    } else {
        return decode_new<Response>(response, Operation::route, limits, excerpt,
                                    std::move(storage));
    }
}

} // namespace detail

/// Turns the HTTP response to an operation into the operation's result.
///
/// Any 2xx status is a success. Errors: `ErrorKind::api` for other statuses, `ErrorKind::decode`
/// for a body that is not what the operation returns. The result shares nothing with the response.
template <class Operation>
[[nodiscard]] Result<detail::ResponseType<Operation>> decode(const HttpResponse& response,
                                                             const Limits& limits = {}) {
    return detail::decode_new<detail::ResponseType<Operation>>(response, Operation::route, limits,
                                                               detail::Excerpt({}), {});
}

/// Turns the HTTP response to an operation into the operation's result, as the other `decode` does.
///
/// Where the server repeats the configuration's API key, the error has `***` instead. Values of
/// Boost.JSON's own types, its strings too, have their memory in the storage, which is to outlive
/// them if it is not shared; without one, those of a list share a `monotonic_resource`.
template <class Operation>
[[nodiscard]] Result<detail::ResponseType<Operation>>
decode(const Config& config, const HttpResponse& response, boost::json::storage_ptr storage = {}) {
    return detail::decode_new<detail::ResponseType<Operation>>(
        response, Operation::route, config.limits, detail::Excerpt(config.api_key.reveal()),
        std::move(storage));
}

/// Turns the HTTP response to an operation into the operation's result, as the other `decode` does.
///
/// A result with views, a `Borrowed`, takes the response's body, unless there is an error.
template <class Operation>
[[nodiscard]] detail::ResultOf<Operation> decode(const Config& config, HttpResponse&& response,
                                                 boost::json::storage_ptr storage = {}) {
    return detail::decode_response<Operation>(
        response, config.limits, detail::Excerpt(config.api_key.reveal()), std::move(storage));
}

/// Turns the HTTP response to an operation into a result in place of one that was used before.
///
/// The result is as if it were new, but for the members of its structs' structs that have initial
/// values other than those of their own types: where the response lacks them, they get the latter.
/// Lists, strings and maps keep their memory as far as it goes: nothing is allocated where it
/// suffices, but for values of Boost.JSON's own types. After an error it holds anything.
template <class Operation>
[[nodiscard]] Result<void> decode(const Config& config, const HttpResponse& response,
                                  detail::ResponseType<Operation>& result,
                                  boost::json::storage_ptr storage = {}) {
    detail::ReadOptions options;
    options.storage = std::move(storage);
    return detail::decode_into(response, result, Operation::route, config.limits,
                               detail::Excerpt(config.api_key.reveal()), std::move(options));
}

FLAMEUP_END_NAMESPACE

#endif
