#ifndef FLAMEUP_DECODE_HPP
#define FLAMEUP_DECODE_HPP

#include "flameup/borrowed.hpp"
#include "flameup/config.hpp"
#include "flameup/core_fwd.hpp"
#include "flameup/detail/any_within.hpp"
#include "flameup/detail/api_error.hpp"
#include "flameup/detail/json_reader.hpp"
#include "flameup/http.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/result.hpp"
#include "flameup/route.hpp"
#include "flameup/secret.hpp"

#include <boost/json/storage_ptr.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

inline Excerpt excerpt_without(const Secret* key) {
    return Excerpt(key != nullptr ? std::string_view(key->reveal()) : std::string_view());
}

inline ReadOptions read_options(bool is_used, const boost::json::storage_ptr* storage) {
    ReadOptions options;
    options.is_used = is_used;
    if (storage != nullptr) options.storage = *storage;
    return options;
}

/// Reads a success's body, unless there is none to be read.
template <class Response>
std::optional<ReadProblem> read_body(int status, std::string_view body, const Route& route,
                                     Response& value, const Limits& limits, ReadOptions options) {
    if constexpr (std::is_same_v<Response, NoContent>) {
        return std::nullopt;
    } else {
        // 204 and 205 have no content by definition: a write that succeeded and says no more.
        const bool no_content = status == 204 || status == 205;
        if (no_content && body.empty() && route.method != Method::get) body = "{}";
        return read_json(body, value, limits, std::move(options));
    }
}

template <class Response>
Result<void> read_response(const HttpResponse& response, const Route& route, Response& value,
                           const Limits& limits, const Secret* key, ReadOptions options) {
    const Excerpt excerpt = excerpt_without(key);
    if (auto error = make_status_error(response, route.permission, limits, excerpt)) {
        return *std::move(error);
    }
    auto problem =
        read_body(response.status, response.body, route, value, limits, std::move(options));
    if (problem) return make_decode_error(response, *std::move(problem), excerpt);
    return {};
}

template <class Operation>
Result<ResponseType<Operation>>
ResponseDecoder<Operation>::decode(const HttpResponse& response, const Limits& limits,
                                   const Secret* key, const boost::json::storage_ptr* storage) {
    Result<Response> result{boost::system::in_place_value};
    Result<void> read = read_response(response, Operation::route, *result, limits, key,
                                      read_options(false, storage));
    if (!read) return std::move(read).error();
    return result;
}

template <class Operation>
Result<void> ResponseDecoder<Operation>::decode_into(const HttpResponse& response, Response& result,
                                                     const Limits& limits, const Secret* key,
                                                     const boost::json::storage_ptr* storage) {
    return read_response(response, Operation::route, result, limits, key,
                         read_options(true, storage));
}

template <class Operation>
ResultOf<Operation>
ResponseDecoder<Operation>::decode_taking(HttpResponse& response, const Limits& limits,
                                          const Secret* key,
                                          const boost::json::storage_ptr* storage) {
    if constexpr (!holds_views<Response>()) {
        return decode(response, limits, key, storage);
    } else {
        const Route& route = Operation::route;
        const Excerpt excerpt = excerpt_without(key);
        if (auto error = make_status_error(response, route.permission, limits, excerpt)) {
            return *std::move(error);
        }
        auto body = std::make_unique<std::string>(std::move(response.body));
        ReadOptions options = read_options(false, storage);
        options.unescape = JsonScanner::Unescape::in_place;
        Response value{};
        auto problem = read_body(response.status, *body, route, value, limits, std::move(options));
        if (problem) {
            response.body = std::move(*body);
            return make_decode_error(response, *std::move(problem), excerpt);
        }
        return Borrowed<Response>(std::move(body), std::move(value));
    }
}

} // namespace detail

// As the functions of the same names in `core_fwd.hpp`, with a place for values of Boost.JSON's own
// types, its strings too. It is to outlive them, if it is not shared. Without one, those of a list
// share a `monotonic_resource`.

template <class Operation>
[[nodiscard]] Result<detail::ResponseType<Operation>>
decode(const Config& config, const HttpResponse& response,
       const boost::json::storage_ptr& storage) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode(response, config.limits, &config.api_key,
                                                      &storage);
}

template <class Operation>
[[nodiscard]] detail::ResultOf<Operation> decode(const Config& config, HttpResponse&& response,
                                                 const boost::json::storage_ptr& storage) {
    return detail::ResponseDecoder<Operation>::decode_taking(response, config.limits,
                                                             &config.api_key, &storage);
}

template <class Operation>
[[nodiscard]] Result<void> decode(const Config& config, const HttpResponse& response,
                                  detail::ResponseType<Operation>& result,
                                  const boost::json::storage_ptr& storage) {
    detail::check_has_no_views<Operation>();
    return detail::ResponseDecoder<Operation>::decode_into(response, result, config.limits,
                                                           &config.api_key, &storage);
}

FLAMEUP_END_NAMESPACE

#endif
