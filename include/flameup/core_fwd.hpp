#ifndef FLAMEUP_CORE_FWD_HPP
#define FLAMEUP_CORE_FWD_HPP

#include "flameup/config.hpp"
#include "flameup/detail/response_of.hpp"
#include "flameup/http.hpp"
#include "flameup/json_fwd.hpp"
#include "flameup/limits.hpp"
#include "flameup/result.hpp"

#include <optional>
#include <utility>

// What turns operations into requests and responses into results, without how it does so.
//
// Units that include this in place of the core are compiled in less than half the time. One other
// unit of the program includes `flameup/instantiate.hpp`, and names their operations there.

FLAMEUP_BEGIN_NAMESPACE

/// Whether the rules that are declared beside the types are checked.
///
/// What keeps the HTTP message well-formed is checked always: the configuration, path parameters,
/// UTF-8, finite numbers and the depth of nesting.
enum class Checks { on, off };

namespace detail {

/// What is compiled for an operation's requests; defined in `build.hpp`.
template <class Operation> struct RequestBuilder {
    static std::optional<Error> build(const Config& config, const Operation& operation,
                                      HttpRequest& request, Checks checks);
};

/// What is compiled for an operation's responses; defined in `decode.hpp`.
///
/// Without a key, none is known. Without a storage, each value has its memory where it had it.
template <class Operation> struct ResponseDecoder {
    using Response = ResponseType<Operation>;

    static Result<Response> decode(const HttpResponse& response, const Limits& limits,
                                   const Secret* key, const boost::json::storage_ptr* storage);
    static ResultOf<Operation> decode_taking(HttpResponse& response, const Limits& limits,
                                             const Secret* key,
                                             const boost::json::storage_ptr* storage);
    static Result<void> decode_into(const HttpResponse& response, Response& result,
                                    const Limits& limits, const Secret* key,
                                    const boost::json::storage_ptr* storage);
};

/// Views are into a body, which only a response that is given away has for them.
template <class Operation> constexpr void check_has_no_views() {
    static_assert(
        !holds_views<ResponseType<Operation>>(),
        "flameup: this response has views, which need its body: "
        "pass the HttpResponse by std::move to decode(config, response), which returns them "
        "in a new result");
}

} // namespace detail

/// Turns an operation into an HTTP request, in place of whatever the request was.
///
/// Allocates nothing where the request's strings are large enough already. A failure names every
/// rule that is broken; the request is then not to be sent. Errors: `ErrorKind::validation`.
template <class Operation>
[[nodiscard]] Result<void> build(const Config& config, const Operation& operation,
                                 HttpRequest& request, Checks checks = Checks::on) {
    return detail::to_result(
        detail::RequestBuilder<Operation>::build(config, operation, request, checks));
}

/// Turns an operation into an HTTP request, as the other `build` does.
template <class Operation>
[[nodiscard]] Result<HttpRequest> build(const Config& config, const Operation& operation,
                                        Checks checks = Checks::on) {
    Result<HttpRequest> request{boost::system::in_place_value};
    auto error = detail::RequestBuilder<Operation>::build(config, operation, *request, checks);
    if (error) return *std::move(error);
    return request;
}

/// Turns the HTTP response to an operation into the operation's result.
///
/// Any 2xx status is a success. Errors: `ErrorKind::api` for other statuses, `ErrorKind::decode`
/// for a body that is not what the operation returns. The result shares nothing with the response.
template <class Operation>
[[nodiscard]] Result<detail::ResponseType<Operation>> decode(const HttpResponse& response,
                                                             const Limits& limits = {}) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode(response, limits, nullptr, nullptr);
}

/// Turns the HTTP response to an operation into the operation's result, as the other `decode` does.
///
/// Where the server repeats the configuration's API key, the error has `***` instead.
template <class Operation>
[[nodiscard]] Result<detail::ResponseType<Operation>> decode(const Config& config,
                                                             const HttpResponse& response) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode(response, config.limits, &config.api_key,
                                                      nullptr);
}

/// Turns the HTTP response to an operation into the operation's result, as the other `decode` does.
///
/// A result with views, a `Borrowed`, takes the response's body, unless there is an error.
template <class Operation>
[[nodiscard]] detail::ResultOf<Operation> decode(const Config& config, HttpResponse&& response) {
    return detail::ResponseDecoder<Operation>::decode_taking(response, config.limits,
                                                             &config.api_key, nullptr);
}

/// Turns the HTTP response to an operation into a result in place of one that was used before.
///
/// The result is as if it were new, but for the members of its structs' structs that have initial
/// values other than those of their own types: where the response lacks them, they get the latter.
/// Lists, strings and maps keep their memory as far as it goes: nothing is allocated where it
/// suffices, but for long keys of maps and for values of Boost.JSON's own types: one that was taken
/// out of a list goes on in that list's memory, which only grows. Elements and optional members
/// that a response lacks give up theirs. After an error the result holds anything.
template <class Operation>
[[nodiscard]] Result<void> decode(const Config& config, const HttpResponse& response,
                                  detail::ResponseType<Operation>& result) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode_into(response, result, config.limits,
                                                           &config.api_key, nullptr);
}

FLAMEUP_END_NAMESPACE

#endif
