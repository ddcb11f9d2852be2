#ifndef FLAMEUP_TESTING_JSON_RESPONSE_HPP
#define FLAMEUP_TESTING_JSON_RESPONSE_HPP

#include "flameup/error.hpp"
#include "flameup/http.hpp"
#include "flameup/platform.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Returns the reason phrase of a status in use (RFC 9110 section 15), or `Error`.
constexpr std::string_view reason_phrase(int status) noexcept {
    switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 409: return "Conflict";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 500: return "Internal Server Error";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 504: return "Gateway Timeout";
    default: return "Error";
    }
}

/// Makes a response with a JSON body.
inline HttpResponse json_response(int status, const boost::json::object& body) {
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "application/json");
    response.body = boost::json::serialize(body);
    return response;
}

/// Makes an error as the page "Create person" documents it; without fields, without `details`.
inline HttpResponse error_response(int status, std::string_view message,
                                   const std::vector<FieldError>& fields = {}) {
    boost::json::object body;
    body.emplace("error", boost::json::string(reason_phrase(status)));
    body.emplace("message", boost::json::string(message));
    body.emplace("code", status);
    if (!fields.empty()) {
        boost::json::array details;
        for (const FieldError& field : fields) {
            boost::json::object detail;
            detail.emplace("field", boost::json::string(field.path));
            detail.emplace("message", boost::json::string(field.message));
            details.push_back(boost::json::value(std::move(detail)));
        }
        body.emplace("details", std::move(details));
    }
    return json_response(status, body);
}

/// Makes the 400 of a request with these errors.
inline HttpResponse bad_request(const std::vector<FieldError>& fields) {
    return error_response(400, "The request contains invalid parameters or malformed data", fields);
}

/// Makes the 404 of whatever is not there.
inline HttpResponse not_found() {
    return error_response(404, "The requested resource was not found");
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
