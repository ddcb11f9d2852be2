#ifndef FLAMEUP_TESTING_JSON_RESPONSE_HPP
#define FLAMEUP_TESTING_JSON_RESPONSE_HPP

#include "flameup/http/http.hpp"
#include "flameup/http/reason_phrase.hpp"
#include "flameup/platform.hpp"
#include "flameup/value/error.hpp"

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

/// Makes a response with a JSON body and its `Content-Type`.
inline HttpResponse json_response(int status, const boost::json::object& body) {
    HttpResponse response;
    response.status = status;
    response.headers.add("Content-Type", "application/json");
    response.body = boost::json::serialize(body);
    return response;
}

/// Makes an error response (page "Create person"); without `fields` it has no `details`.
inline HttpResponse error_response(int status, std::string_view message,
                                   const std::vector<FieldError>& fields = {}) {
    boost::json::object body;
    body.emplace("error", boost::json::string(detail::reason_phrase(status)));
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

/// Makes the 400 for a request whose fields are wrong.
inline HttpResponse bad_request(const std::vector<FieldError>& fields) {
    return error_response(400, "The request contains invalid parameters or malformed data", fields);
}

/// Makes the 404 for a path, workspace or person that does not exist.
inline HttpResponse not_found() {
    return error_response(404, "The requested resource was not found");
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
