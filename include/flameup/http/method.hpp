#ifndef FLAMEUP_HTTP_METHOD_HPP
#define FLAMEUP_HTTP_METHOD_HPP

#include "flameup/platform.hpp"

#include <optional>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// An HTTP method (RFC 9110 section 9, RFC 5789).
enum class Method {
    get,    ///< `GET`
    post,   ///< `POST`
    put,    ///< `PUT`
    patch,  ///< `PATCH`
    delete_ ///< `DELETE`; `delete` is a word of C++.
};

/// Returns the method's name as requests have it, as `DELETE`; empty for a value that is no method.
constexpr std::string_view to_string(Method method) noexcept {
    switch (method) {
    case Method::get: return "GET";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::patch: return "PATCH";
    case Method::delete_: return "DELETE";
    }
    return {};
}

/// Returns the method with this name, or nothing; names are case-sensitive (RFC 9110 section 9.1).
constexpr std::optional<Method> method_from_string(std::string_view name) noexcept {
    for (Method method : {Method::get, Method::post, Method::put, Method::patch, Method::delete_}) {
        if (to_string(method) == name) return method;
    }
    return std::nullopt;
}

/// Tells whether requests of this method carry their parameters in the body, not in the query.
constexpr bool has_body(Method method) noexcept {
    return method == Method::post || method == Method::put || method == Method::patch;
}

FLAMEUP_END_NAMESPACE

#endif
