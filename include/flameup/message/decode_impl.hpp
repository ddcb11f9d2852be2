#ifndef FLAMEUP_MESSAGE_DECODE_IMPL_HPP
#define FLAMEUP_MESSAGE_DECODE_IMPL_HPP

#include "flameup/describe/any_within.hpp"
#include "flameup/describe/route.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/read_json.hpp"
#include "flameup/message/api_error.hpp"
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

/// How a response is read, whatever the operation is.
struct ResponseReading {
    const Route& route;
    const Limits& limits;
    const Secret* key;                       ///< Null if it is not known.
    const boost::json::storage_ptr* storage; ///< Null for none.
    bool is_used = false;
    JsonScanner::Unescape unescape = JsonScanner::Unescape::aside;
};

/// Reads a response with a body into a target; returns what is wrong with it, if anything is.
inline std::optional<Error> read_response(const HttpResponse& response, std::string_view body,
                                          ReadTarget target, const ResponseReading& how) {
    const Excerpt excerpt(how.key != nullptr ? std::string_view(how.key->reveal())
                                             : std::string_view());
    auto error = status_error(response, body, how.route.permission, how.limits, excerpt);
    if (error || target.read == nullptr) return error;
    // 204 and 205 have no content by definition: a write that succeeded and says no more.
    const bool no_content = response.status == 204 || response.status == 205;
    const bool is_write = how.route.method != Method::get;
    ReadOptions options;
    options.is_reused = how.is_used;
    options.unescape = how.unescape;
    if (how.storage != nullptr) options.storage = *how.storage;
    auto problem = read_json(no_content && is_write && body.empty() ? "{}" : body, target,
                             how.limits, options);
    if (problem) set_decode_error(error.emplace(), response, body, *problem, excerpt);
    return error;
}

/// Where a result is read to; nothing is read for operations whose answers say nothing.
template <class Response> ReadTarget read_target(Response& result) {
    if constexpr (std::is_same_v<Response, NoContent>)
        return {};
    else
        return ReadTarget::of(result);
}

template <class Operation>
Result<ResponseOf<Operation>>
ResponseDecoder<Operation>::decode(const HttpResponse& response, const Limits& limits,
                                   const Secret* key, const boost::json::storage_ptr* storage) {
    Result<Response> result{boost::system::in_place_value};
    auto error = read_response(response, response.body, read_target(*result),
                               {Operation::route, limits, key, storage});
    if (error) return *std::move(error);
    return result;
}

template <class Operation>
Result<void> ResponseDecoder<Operation>::decode_into(const HttpResponse& response, Response& result,
                                                     const Limits& limits, const Secret* key,
                                                     const boost::json::storage_ptr* storage) {
    return to_result(read_response(response, response.body, read_target(result),
                                   {Operation::route, limits, key, storage, true}));
}

template <class Operation>
ResultOf<Operation>
ResponseDecoder<Operation>::decode_taking(HttpResponse& response, const Limits& limits,
                                          const Secret* key,
                                          const boost::json::storage_ptr* storage) {
    if constexpr (!holds_views<Response>()) {
        return decode(response, limits, key, storage);
    } else {
        KeptBody body(std::move(response.body));
        Response value{};
        auto error = read_response(
            response, body.text(), read_target(value),
            {Operation::route, limits, key, storage, false, JsonScanner::Unescape::in_place});
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
