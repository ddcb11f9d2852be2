#ifndef FLAMEUP_MESSAGE_DECODE_HPP
#define FLAMEUP_MESSAGE_DECODE_HPP

// The declarations alone, which are cheap to include. The definitions are in `decode_impl.hpp`,
// which `flameup/core.hpp` includes. Where a program's files include only this one, one other file
// of it compiles the operations with `flameup/instantiate.hpp`.

#include "flameup/macros_begin.hpp"

#include "flameup/describe/kinds.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/decode_options.hpp"
#include "flameup/message/config.hpp"
#include "flameup/value/borrowed.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"
#include "flameup/value/secret.hpp"

#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class = void> inline constexpr bool has_response = false;
template <class T> inline constexpr bool has_response<T, std::void_t<typename T::Response>> = true;

/// Stands for the response to what is no operation; each function that takes it refuses that.
struct NoResponse {};

template <class Operation, bool = has_response<Operation>> struct OperationResponse {
    using type = NoResponse;
};
template <class Operation> struct OperationResponse<Operation, true> {
    using type = typename Operation::Response;
};

} // namespace detail

/// What the response to an operation is read into: the operation's `Response`.
template <class Operation> using ResponseOf = typename detail::OperationResponse<Operation>::type;

/// What a call of an operation returns: a `Result` of its response.
///
/// A response that holds a `std::string_view` at any depth is in a `Borrowed`, which keeps the body
/// that the views point into.
template <class Operation>
using ResultOf = Result<std::conditional_t<detail::holds_views<ResponseOf<Operation>>(),
                                           Borrowed<ResponseOf<Operation>>, ResponseOf<Operation>>>;

namespace detail {

/// What a response is read with, whatever the operation is.
struct DecodeInput {
    const Limits& limits;
    const Secret& key; ///< Replaced by `***` in errors; none if it is empty.
    const DecodeOptions& options;
};

/// The code that is compiled once for each operation's responses; defined in `decode_impl.hpp`.
template <class Operation> struct ResponseDecoder {
    using Response = ResponseOf<Operation>;

    static Result<Response> decode(const HttpResponse& response, const DecodeInput& input);
    static ResultOf<Operation> decode_taking(HttpResponse& response, const DecodeInput& input);
    static Result<void> decode_into(const HttpResponse& response, Response& result,
                                    const DecodeInput& input);
};

/// Refuses results with views, for the functions that do not get the response's body.
template <class Operation> constexpr void check_has_no_views() {
    static_assert(
        !holds_views<ResponseOf<Operation>>(),
        "flameup: this response has views, which need its body: "
        "pass the HttpResponse by std::move to decode(config, response), which returns them "
        "in a new result");
}

} // namespace detail

/// Reads the HTTP response to an operation into a new result.
///
/// Any 2xx status is a success, unless the outermost object has members that the result's type does
/// not, and that say otherwise: `"success": false`, an `error`, or `errors` that are not empty. Of
/// the configuration, `limits` and `api_key` are used: where the server repeats the key, the error
/// has `***` instead. The result shares nothing with the response. Errors: `ErrorKind::api` for
/// failures, `ErrorKind::decode` for a body that is not what the operation returns.
template <class Operation>
[[nodiscard]] Result<ResponseOf<Operation>>
decode(const Config& config, const HttpResponse& response, DecodeOptions options = {}) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode(response,
                                                      {config.limits, config.api_key, options});
}

/// Reads the HTTP response to an operation into a new result, which may hold views.
///
/// As the other `decode`. A result with views, a `Borrowed`, takes the response's body, unless
/// there is an error; for other results the response stays as it is.
template <class Operation>
[[nodiscard]] ResultOf<Operation> decode(const Config& config, HttpResponse&& response,
                                         DecodeOptions options = {}) {
    return detail::ResponseDecoder<Operation>::decode_taking(
        response, {config.limits, config.api_key, options});
}

/// Reads the HTTP response to an operation into `result`, reusing its memory.
///
/// As the other `decode`, and the result equals what that would return. After an error the content
/// of `result` is unspecified.
///
/// Lists, strings and maps keep their memory, and nothing is allocated where it suffices, except
/// for long keys of maps and for values of Boost.JSON's own types. List elements and optional
/// members that the response lacks are destroyed, with their memory. A value of Boost.JSON's own
/// types keeps its memory resource: one that was moved out of a list keeps the list's
/// `monotonic_resource`, which grows with each use.
template <class Operation>
[[nodiscard]] Result<void> decode(const Config& config, const HttpResponse& response,
                                  ResponseOf<Operation>& result, DecodeOptions options = {}) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode_into(
        response, result, {config.limits, config.api_key, options});
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
