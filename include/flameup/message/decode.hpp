#ifndef FLAMEUP_MESSAGE_DECODE_HPP
#define FLAMEUP_MESSAGE_DECODE_HPP

// The declarations alone, cheap to include. The definitions are in `decode_impl.hpp`, which
// `flameup/core.hpp` includes: a unit that includes only this needs another unit of the program
// that compiles its operations with `flameup/instantiate.hpp`.

#include "flameup/describe/json_fwd.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/response_of.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// What is compiled for an operation's responses; defined in `decode_impl.hpp`.
///
/// Without a key, none is known. Without a storage, each value has its memory where it had it.
template <class Operation> struct ResponseDecoder {
    using Response = ResponseOf<Operation>;

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
        !holds_views<ResponseOf<Operation>>(),
        "flameup: this response has views, which need its body: "
        "pass the HttpResponse by std::move to decode(config, response), which returns them "
        "in a new result");
}

} // namespace detail

/// Turns the HTTP response to an operation into the operation's result.
///
/// Any 2xx status is a success. Errors: `ErrorKind::api` for other statuses, `ErrorKind::decode`
/// for a body that is not what the operation returns. The result shares nothing with the response.
template <class Operation>
[[nodiscard]] Result<ResponseOf<Operation>> decode(const HttpResponse& response,
                                                   const Limits& limits = {}) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode(response, limits, nullptr, nullptr);
}

/// Turns the HTTP response to an operation into the operation's result, as the other `decode` does.
///
/// Where the server repeats the configuration's API key, the error has `***` instead.
template <class Operation>
[[nodiscard]] Result<ResponseOf<Operation>> decode(const Config& config,
                                                   const HttpResponse& response) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode(response, config.limits, &config.api_key,
                                                      nullptr);
}

/// Turns the HTTP response to an operation into the operation's result, as the other `decode` does.
///
/// A result with views, a `Borrowed`, takes the response's body, unless there is an error.
template <class Operation>
[[nodiscard]] ResultOf<Operation> decode(const Config& config, HttpResponse&& response) {
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
                                  ResponseOf<Operation>& result) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode_into(response, result, config.limits,
                                                           &config.api_key, nullptr);
}

// As the functions above, with a place for values of Boost.JSON's own
// types, its strings too. It is to outlive them, if it is not shared. Without one, those of a list
// share a `monotonic_resource`.

template <class Operation>
[[nodiscard]] Result<ResponseOf<Operation>> decode(const Config& config,
                                                   const HttpResponse& response,
                                                   const boost::json::storage_ptr& storage) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode(response, config.limits, &config.api_key,
                                                      &storage);
}

template <class Operation>
[[nodiscard]] ResultOf<Operation> decode(const Config& config, HttpResponse&& response,
                                         const boost::json::storage_ptr& storage) {
    return detail::ResponseDecoder<Operation>::decode_taking(response, config.limits,
                                                             &config.api_key, &storage);
}

template <class Operation>
[[nodiscard]] Result<void> decode(const Config& config, const HttpResponse& response,
                                  ResponseOf<Operation>& result,
                                  const boost::json::storage_ptr& storage) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode_into(response, result, config.limits,
                                                           &config.api_key, &storage);
}

FLAMEUP_END_NAMESPACE

#endif
