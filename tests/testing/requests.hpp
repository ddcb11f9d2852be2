#ifndef FLAMEUP_TESTS_TESTING_REQUESTS_HPP
#define FLAMEUP_TESTS_TESTING_REQUESTS_HPP

// Requests as bytes on a wire, which the library's own writer had no part in.

#include "flameup/testing/people_service.hpp"

#include <string>
#include <string_view>

namespace requests {

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Method;
using flameup::testing::Dialect;
using flameup::testing::PeopleService;
using flameup::testing::PeopleServiceOptions;

inline HttpRequest make(Method method, std::string_view path, std::string_view body = {}) {
    HttpRequest request;
    request.method = method;
    request.url = "https://api.flameup.ai/api/v1";
    request.url += path;
    request.headers.add("Authorization", "Bearer test_key");
    if (!body.empty()) request.headers.add("Content-Type", "application/json");
    request.body = body;
    return request;
}

inline HttpResponse get(const PeopleService& service, std::string_view path) {
    return service(make(Method::get, path));
}
inline HttpResponse post(const PeopleService& service, std::string_view path,
                         std::string_view body) {
    return service(make(Method::post, path, body));
}
inline HttpResponse put(const PeopleService& service, std::string_view path,
                        std::string_view body) {
    return service(make(Method::put, path, body));
}
inline HttpResponse erase(const PeopleService& service, std::string_view path) {
    return service(make(Method::delete_, path));
}

/// The status and the body as one text, so that a check shows both.
inline std::string text(const HttpResponse& response) {
    return std::to_string(response.status) + " " + response.body;
}

inline std::string header(const HttpResponse& response, std::string_view name) {
    const std::string* value = response.headers.find(name);
    return value == nullptr ? "(absent)" : *value;
}

/// The text of a 400 with these details.
inline std::string bad_request(std::string_view details) {
    return R"(400 {"error":"Bad Request","message":)"
           R"("The request contains invalid parameters or malformed data","code":400,"details":[)" +
           std::string(details) + "]}";
}

inline const std::string not_found =
    R"(404 {"error":"Not Found","message":"The requested resource was not found","code":404})";

/// The id that is counted as the n-th, of one digit.
inline std::string id(int n) { return "00000000-0000-4000-8000-00000000000" + std::to_string(n); }

} // namespace requests

#endif
