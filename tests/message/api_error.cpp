#include "flameup/message/api_error.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace api_error_test {

using flameup::HttpResponse;
using flameup::detail::Redactor;

/// Returns the error of a response, whatever its status is, as text; empty for a success.
std::string error_of(int status, std::string_view body, flameup::Headers headers = {},
                     const flameup::Limits& limits = {}) {
    const HttpResponse response{status, std::move(headers), std::string(body)};
    const auto error = flameup::detail::status_error(response, response.body, "people:write",
                                                     limits, Redactor("SECRET_KEY"));
    return error ? texts::of(*error) : std::string();
}

} // namespace api_error_test

BOOST_AUTO_TEST_SUITE(api_error)

using namespace api_error_test;

BOOST_AUTO_TEST_CASE(takes_statuses_from_200_to_299_for_successes) {
    for (const int status : {200, 201, 204, 299}) BOOST_TEST(error_of(status, "no") == "");
    for (const int status : {100, 199, 300, 599}) {
        BOOST_TEST(error_of(status, "").substr(0, 7) == "api " + std::to_string(status));
    }
    for (const int status : {-1, 0, 99, 600, 1000}) {
        BOOST_TEST(error_of(status, "") ==
                   "transport " + std::to_string(status) +
                       " invalid_status: the executor returned a response without an HTTP "
                       "status\n");
    }
}

BOOST_AUTO_TEST_CASE(reads_each_shape_of_a_body) {
    struct Row {
        std::string_view body;
        std::string_view expected;
    };
    const Row rows[] = {
        {"", "api 409 409: Conflict\n"},
        {"<html>", "api 409 409: Conflict\n"},
        {"[]", "api 409 409: Conflict\n"},
        {R"({"error":"Taken"})", "api 409 409: Taken\n"},
        {R"({"error":"Conflict","message":"Taken"})", "api 409 409: Taken\n"},
        {R"({"error":{"code":"c","message":"Taken"}})", "api 409 c: Taken\n"},
        {R"({"error":{"type":"t","message":"Taken"},"code":"c"})", "api 409 t: Taken\n"},
        {R"({"code":7,"message":"Taken"})", "api 409 7: Taken\n"},
        {R"({"code":7.5,"message":true})", "api 409 409: Conflict\n"},
        {R"({"message":"a","message":"b"})", "api 409 409: b\n"},
        {R"({"message":"Taken"} x)", "api 409 409: Conflict\n"},
        {R"({"message":"Taken","request_id":"r1"})", "api 409 409: Taken\nrequest_id = r1\n"},
        {R"({"message":"not SECRET_KEY"})", "api 409 409: not ***\n"},
        {R"({"message":"m","details":[{"field":"email","code":"taken","message":"is taken"}]})",
         "api 409 409: m\nemail taken: is taken\n"},
        {R"({"message":"m","details":{"email":"is taken","phone":["a","b"]}})",
         "api 409 409: m\nemail : is taken\nphone : a\nphone : b\n"},
        {R"({"message":"m","details":{"fields":{"email":[{"code":"c","message":"x"}]}}})",
         "api 409 409: m\nemail c: x\n"},
        {R"({"message":"m","details":{"field":"email","message":"x"}})",
         "api 409 409: m\nemail : x\n"},
        {R"({"message":"m","details":[{},[],null,{"field":"a"}]})", "api 409 409: m\n"},
    };
    for (const Row& row : rows) BOOST_TEST(error_of(409, row.body) == row.expected, row.body);
}

BOOST_AUTO_TEST_CASE(reads_problem_details_and_lists_of_errors) {
    const struct {
        const char* body;
        const char* expected;
    } rows[] = {
        {R"({"type":"about:blank","title":"Conflict","status":409,"detail":"email is taken"})",
         "api 409 409: email is taken\n"},
        {R"({"type":"https://example.com/taken","title":"It is taken"})",
         "api 409 https://example.com/taken: It is taken\n"},
        {R"({"title":"Bad","errors":[{"detail":"must be positive","pointer":"#/age"}]})",
         "api 409 409: must be positive\n#/age : must be positive\n"},
        {R"({"errors":[{"status":"409","source":{"pointer":"/people/1/email"},"title":"Taken"}]})",
         "api 409 409: Taken\n/people/1/email : Taken\n"},
        {R"({"errors":[{"code":"c","message":"m"},{"code":"d","message":"n"}]})",
         "api 409 c: m\n c: m\n d: n\n"},
        {R"({"message":"all","errors":["m"]})", "api 409 409: all\n : m\n"},
        {R"({"errors":"m"})", "api 409 409: m\n"},
        {R"({"errors":{"email":["is taken","is long"]}})",
         "api 409 409: is taken\nemail : is taken\nemail : is long\n"},
        {R"([{"code":"c","message":"m","field":"email"},"n"])", "api 409 c: m\nemail c: m\n : n\n"},
        {R"([])", "api 409 409: Conflict\n"},
        {R"([{"message":"m"}] x)", "api 409 409: Conflict\n"},
        {R"({"error":[{"message":"m"}]})", "api 409 409: m\n : m\n"},
        {R"({"detail":[{"loc":["body","people",3,"e mail"],"msg":"is bad","type":"value_error"}]})",
         "api 409 409: is bad\nbody.people[3][\"e mail\"] : is bad\n"},
        {R"({"errors":[{"path":["people",0,"\u0065mail"],"message":"m"}]})",
         "api 409 409: m\npeople[0].email : m\n"},
        {R"({"errors":[{"index":1,"error":{"code":"blocked","message":"is blocked"}}]})",
         "api 409 blocked: is blocked\n[1] blocked: is blocked\n"},
        {R"({"errors":[{"index":1,"error":"is blocked"}]})",
         "api 409 409: is blocked\n[1] : is blocked\n"},
        {R"({"details":[{"index":2,"field":"email","message":"m"}]})",
         "api 409 409: Conflict\n[2].email : m\n"},
        {R"({"details":{"index":2,"path":"/email","message":"m"}})",
         "api 409 409: Conflict\n[2]/email : m\n"},
        {R"({"details":[{"loc":["SECRET_KEY",[],{}],"msg":"m"}]})",
         "api 409 409: Conflict\n[\"***\"][][] : m\n"},
    };
    for (const auto& row : rows) BOOST_TEST(error_of(409, row.body) == row.expected, row.body);
}

BOOST_AUTO_TEST_CASE(takes_what_headers_say) {
    BOOST_TEST(error_of(429, R"({"request_id":"body"})",
                        {{"X-Request-Id", "head"}, {"Retry-After", "30"}}) ==
               "api 429 429: Too Many Requests\nrequest_id = body\nretry_after = 30\n");
    BOOST_TEST(error_of(429, "", {{"X-Request-Id", "SECRET_KEY"}}) ==
               "api 429 429: Too Many Requests\nrequest_id = ***\n");
}

BOOST_AUTO_TEST_CASE(names_the_permission_on_403_alone) {
    BOOST_TEST(error_of(403, "") == "api 403 403: Forbidden\nmissing_permission = people:write\n");
    BOOST_TEST(error_of(401, "") == "api 401 401: Unauthorized\n");
    const struct {
        const char* body;
        bool is_named;
    } rows[] = {
        {R"({"error":"Forbidden"})", true},
        {R"({"error":"Forbidden","message":"The API key lacks the permission people:write"})",
         true},
        {R"({"message":"requires people:write in this workspace"})", true},
        {R"({"error":{"code":"insufficient_permissions","message":"No"}})", true},
        {R"({"error":{"code":"missing_scope"}})", true},
        {R"({"message":"The API key belongs to another workspace"})", false},
        {R"({"message":"The key has no permissions for this workspace"})", false},
        {R"({"message":"The permission people:admin is missing"})", false},
        {R"({"message":"Your address is blocked"})", false},
        {R"({"error":{"code":"account_suspended"}})", false},
    };
    for (const auto& row : rows) {
        const bool is_named =
            error_of(403, row.body).find("missing_permission") != std::string::npos;
        BOOST_TEST(is_named == row.is_named, row.body);
    }
}

BOOST_AUTO_TEST_CASE(keeps_a_thousand_fields_at_most) {
    std::string body = R"({"details":[{"field":"a","message":"m"})";
    for (int i = 0; i != 1500; ++i) body += R"(,{"field":"a","message":"m"})";
    body += "]}";
    const HttpResponse response{400, {}, body};
    const auto error = flameup::detail::status_error(response, response.body, {}, {}, Redactor(""));
    BOOST_TEST(error->fields.size() == 1000u);
}

BOOST_AUTO_TEST_CASE(does_not_read_a_body_beyond_the_limits) {
    const std::string_view body = R"({"message":"Taken"})";
    flameup::Limits limits;
    limits.max_body = body.size();
    BOOST_TEST(error_of(409, body, {}, limits) == "api 409 409: Taken\n");
    limits.max_body = body.size() - 1;
    BOOST_TEST(error_of(409, body, {}, limits) == "api 409 409: Conflict\n");
}

BOOST_AUTO_TEST_CASE(says_where_a_success_does_not_decode) {
    const HttpResponse response{200, {{"X-Request-Id", "r1"}}, R"({"id":5})"};
    flameup::Error error;
    flameup::detail::set_decode_error(error, response, response.body,
                                      {"wrong_type", "is not a string SECRET_KEY", {"$.id", 6}},
                                      Redactor("SECRET_KEY"));
    BOOST_TEST(texts::of(error) == "decode 200 wrong_type: the response does not decode at $.id: "
                                   "is not a string ***\nrequest_id = r1\npath = $.id\n"
                                   "offset = 6\n");
    BOOST_TEST(error.body == R"({"id":5})");
}

BOOST_AUTO_TEST_SUITE_END()
