#ifndef FLAMEUP_TESTS_TESTING_REQUESTS_HPP
#define FLAMEUP_TESTS_TESTING_REQUESTS_HPP

// Requests that are written by hand, not by the library, and responses as text.

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

/// The n-th id that the service counts; n has one digit.
inline std::string id(int n) { return "00000000-0000-4000-8000-00000000000" + std::to_string(n); }

/// A service with u1, who has an email and names, u2, who has a phone, and u3.
inline PeopleService with_three_people() {
    PeopleService service;
    post(service, "/people", R"({"userId":"u1","email":"jane@acme.com","traits":
        {"first_name":"Jane","last_name":"Doe","plan":"basic"}})");
    post(service, "/people", R"({"userId":"u2","email":"bob@example.com","phone":"+1-555-0123"})");
    post(service, "/people", R"({"userId":"u3","traits":{"first_name":"ACMEA"}})");
    return service;
}

/// The status of a response and the userIds in its body, in their order.
inline std::string users(const HttpResponse& response) {
    std::string result;
    const std::string key = R"("userId":")";
    for (std::size_t at = response.body.find(key); at != std::string::npos;
         at = response.body.find(key, at)) {
        at += key.size();
        result += (result.empty() ? "" : " ") +
                  response.body.substr(at, response.body.find('"', at) - at);
    }
    return std::to_string(response.status) + ": " + result;
}

} // namespace requests

#endif
