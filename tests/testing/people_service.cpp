#include "flameup/testing/people_service.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "requests.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

using namespace requests;
using flameup::Timestamp;

namespace {

HttpRequest with_authorization(std::vector<std::string> values) {
    HttpRequest request = make(Method::get, "/people/stats");
    request.headers.clear();
    for (const std::string& value : values) request.headers.add("authorization", value);
    return request;
}

const std::string unauthorized =
    R"(401 {"error":"Unauthorized","message":)"
    R"("Authentication required. Please provide a valid API token","code":401})";

} // namespace

BOOST_AUTO_TEST_SUITE(testing_people_service)

BOOST_AUTO_TEST_CASE(repeats_a_run_exactly) {
    const auto run = [] {
        const PeopleService service;
        std::vector<HttpResponse> responses;
        responses.push_back(post(service, "/people", R"({"userId":"u1"})"));
        responses.push_back(post(service, "/people/upsert", R"({"userId":"u2"})"));
        responses.push_back(get(service, "/people"));
        return responses;
    };
    BOOST_TEST((run() == run()));
}

BOOST_AUTO_TEST_CASE(shares_people_between_copies) {
    PeopleService service;
    const PeopleService copy = service;
    post(copy, "/people", R"({"userId":"u1"})");
    BOOST_TEST(service.add_event("ws_default", "u1", "login"));
    BOOST_TEST(service.requests() == 1u);
}

BOOST_AUTO_TEST_CASE(sends_the_documented_headers) {
    const PeopleService service;
    get(service, "/people/stats");
    const HttpResponse response = get(service, "/people/u1");
    const flameup::Headers expected = {{"Content-Type", "application/json"},
                                       {"X-RateLimit-Limit", "120"},
                                       {"X-RateLimit-Remaining", "118"},
                                       {"X-RateLimit-Reset", "1705314660"},
                                       {"X-Request-Id", "req_2"}};
    BOOST_TEST((response.headers == expected));
}

BOOST_AUTO_TEST_CASE(answers_401_without_a_well_formed_key) {
    const PeopleService service;
    const std::vector<std::vector<std::string>> refused = {
        {},
        {""},
        {"Bearer"},
        {"Bearer "},
        {"Bearer  "},
        {"Basic abc"},
        {"Bearerabc"},
        {"Bearer a b"},
        {"Bearer abc "},
        {"Bearer a\tb"},
        {"Bearer a\r\nX: 1"},
        {std::string("Bearer a\0b", 10)},
        {"Bearer k\xC3\xA9y"},
        {" Bearer abc"},
        {"Bearer abc", "Bearer abc"},
    };
    for (const auto& values : refused) {
        const HttpResponse response = service(with_authorization(values));
        BOOST_TEST(text(response) == unauthorized);
        BOOST_TEST(header(response, "WWW-Authenticate") == "Bearer");
        BOOST_TEST(header(response, "X-RateLimit-Limit") == "(absent)");
    }
    for (const char* accepted : {"Bearer abc", "bearer   a.b-_~+/=", "BEARER x"}) {
        BOOST_TEST(service(with_authorization({accepted})).status == 200);
    }
}

BOOST_AUTO_TEST_CASE(knows_the_keys_that_are_listed) {
    PeopleServiceOptions options;
    options.keys = {{"one", "ws_one"}, {"read", "ws_two", {"people:read"}}};
    const PeopleService service(options);
    BOOST_TEST(text(service(with_authorization({"Bearer none"}))) == unauthorized);
    HttpRequest request = make(Method::post, "/people", R"({"userId":"u1"})");
    const auto send_with = [&](const char* key) {
        flameup::Headers headers = {{"Authorization", std::string("Bearer ") + key},
                                    {"Content-Type", "application/json"}};
        request.headers = headers;
        return text(service(request));
    };
    BOOST_TEST(send_with("one").find(R"("workspace_id":"ws_one")") != std::string::npos);
    const auto lacks = [](const char* permission) {
        return R"(403 {"error":"Forbidden","message":"The API key lacks the permission )" +
               std::string(permission) + R"(","code":403})";
    };
    BOOST_TEST(send_with("read") == lacks("people:write"));
    request.method = Method::put;
    request.url += "/u1";
    BOOST_TEST(send_with("read") == lacks("people:write"));
    request.method = Method::delete_;
    BOOST_TEST(send_with("read") == lacks("people:delete"));
    request.method = Method::get;
    BOOST_TEST(send_with("read") == not_found);
    BOOST_TEST(send_with("one").substr(0, 4) == "200 ");
    request.url = "https://h/api/v1/workspaces/ws_one/people";
    BOOST_TEST(send_with("one").substr(0, 4) == "200 ");
    BOOST_TEST(send_with("read") ==
               R"(403 {"error":"Forbidden","message":"The API key belongs to another workspace",)"
               R"("code":403})");
}

BOOST_AUTO_TEST_CASE(answers_404_for_an_unknown_workspace) {
    PeopleServiceOptions options;
    options.workspaces = {"ws_a", "ws b/\xC3\xA9"};
    const PeopleService service(options);
    BOOST_TEST(get(service, "/workspaces/ws_a/people").status == 200);
    BOOST_TEST(get(service, "/workspaces/ws%20b%2F%c3%a9/people").status == 200);
    BOOST_TEST(get(service, "/people").status == 200);
    BOOST_TEST(text(get(service, "/workspaces/ws_b/people")) == not_found);
    BOOST_TEST(text(get(service, "/workspaces//people")) == not_found);
}

BOOST_AUTO_TEST_CASE(finds_the_target_after_the_base_path) {
    PeopleServiceOptions options;
    for (const char* base : {"/proxy/api", "/proxy/api/", "proxy/api"}) {
        options.base_path = base;
        const PeopleService service(options);
        HttpRequest request = make(Method::get, "");
        request.url = "http://[::1]:8080/proxy/api/people/stats";
        BOOST_TEST(service(request).status == 200);
        request.url = "http://[::1]:8080/people/stats";
        BOOST_TEST(text(service(request)) == not_found);
    }
    options.base_path = "";
    HttpRequest request = make(Method::get, "");
    request.url = "HTTP://localhost/people/stats";
    BOOST_TEST(PeopleService(options)(request).status == 200);
}

BOOST_AUTO_TEST_CASE(answers_404_for_an_unknown_path) {
    const PeopleService service;
    for (const char* path : {"", "/", "x", "?limit=5", "/person", "/people/", "/people/a/b",
                             "/people//events", "/workspaces/w", "/workspaces/w/people/"}) {
        BOOST_TEST(text(get(service, path)) == not_found, path);
    }
}

BOOST_AUTO_TEST_CASE(answers_405_with_the_methods_that_there_are) {
    const PeopleService service;
    const auto allow = [&service](Method method, std::string_view path) {
        const HttpResponse response = service(make(method, path));
        return std::to_string(response.status) + " " + header(response, "Allow");
    };
    BOOST_TEST(allow(Method::put, "/people") == "405 GET, POST");
    BOOST_TEST(allow(Method::patch, "/workspaces/w/people/u1") == "405 GET, PUT, DELETE");
    BOOST_TEST(allow(Method::post, "/people/u1/events?limit=1") == "405 GET");
    BOOST_TEST(allow(static_cast<Method>(99), "/people/batch") == "405 GET, POST, PUT, DELETE");
    BOOST_TEST(text(service(make(Method::patch, "/people"))) ==
               R"(405 {"error":"Method Not Allowed",)"
               R"("message":"The resource does not support this method","code":405})");
}

BOOST_AUTO_TEST_CASE(answers_413_and_415_before_it_reads_the_body) {
    PeopleServiceOptions options;
    options.max_body = 20;
    const PeopleService service(options);
    HttpRequest request = make(Method::post, "/people", R"({"userId":"12345678"})");
    BOOST_TEST(request.body.size() == 21u);
    BOOST_TEST(text(service(request)) ==
               R"(413 {"error":"Content Too Large",)"
               R"("message":"The request body has more than 20 bytes","code":413})");
    request.body = R"({"userId":"1234567"})";
    BOOST_TEST(service(request).status == 201);
    for (const char* type :
         {"", "text/plain", "application/jsonx", "application/json, x", "json"}) {
        request.headers = {{"Authorization", "Bearer k"}, {"Content-Type", type}};
        BOOST_TEST(text(service(request)) ==
                   R"(415 {"error":"Unsupported Media Type",)"
                   R"("message":"The Content-Type must be application/json","code":415})");
    }
    for (const char* type : {"application/json;charset=utf-8", "Application/JSON ; a=b"}) {
        request.headers = {{"Authorization", "Bearer k"}, {"Content-Type", type}};
        BOOST_TEST(service(request).status == 409);
    }
    request.headers = {{"Authorization", "Bearer k"}};
    BOOST_TEST(service(request).status == 415);
}

BOOST_AUTO_TEST_CASE(answers_429_until_the_window_is_over) {
    PeopleServiceOptions options;
    options.requests_per_minute = 2;
    std::int64_t now = 1000;
    options.clock = [&now] { return Timestamp{now, 0}; };
    const PeopleService service(options);
    const auto rate = [&service](const char* key) {
        const HttpResponse response = service(with_authorization({key}));
        return std::to_string(response.status) + " " + header(response, "X-RateLimit-Limit") + " " +
               header(response, "X-RateLimit-Remaining") + " " +
               header(response, "X-RateLimit-Reset") + " " + header(response, "Retry-After");
    };
    BOOST_TEST(rate("Bearer a") == "200 2 1 1060 (absent)");
    now = 1010;
    BOOST_TEST(rate("Bearer a") == "200 2 0 1060 (absent)");
    BOOST_TEST(rate("Bearer a") == "429 2 0 1060 50");
    BOOST_TEST(rate("Bearer b") == "200 2 1 1070 (absent)");
    now = 1059;
    BOOST_TEST(text(service(with_authorization({"Bearer a"}))) ==
               R"(429 {"error":"Too Many Requests","message":"Rate limit exceeded","code":429})");
    now = 1060;
    BOOST_TEST(rate("Bearer a") == "200 2 1 1120 (absent)");
}

BOOST_AUTO_TEST_CASE(does_not_reach_the_default_limit_without_a_clock) {
    const auto refused = [](const PeopleService& service) {
        int count = 0;
        for (int i = 0; i != 500; ++i) count += get(service, "/people/stats").status == 429;
        return count;
    };
    BOOST_TEST(refused(PeopleService()) == 0);
    PeopleServiceOptions options;
    options.clock = [] { return Timestamp{}; };
    BOOST_TEST(refused(PeopleService(options)) == 500 - 120);
}

BOOST_AUTO_TEST_CASE(sends_no_rate_limit_headers_without_a_limit) {
    PeopleServiceOptions options;
    options.requests_per_minute = 0;
    options.clock = [] { return Timestamp{}; };
    const PeopleService service(options);
    for (int i = 0; i != 500; ++i) {
        const HttpResponse response = get(service, "/people/stats");
        BOOST_REQUIRE(response.status == 200);
        BOOST_REQUIRE(header(response, "X-RateLimit-Limit") == "(absent)");
    }
}

BOOST_AUTO_TEST_CASE(survives_any_clock) {
    for (const std::int64_t seconds :
         {(std::numeric_limits<std::int64_t>::min)(), (std::numeric_limits<std::int64_t>::max)()}) {
        PeopleServiceOptions options;
        options.clock = [seconds] { return Timestamp{seconds, 4000000000}; };
        const PeopleService service(options);
        BOOST_TEST(post(service, "/people", R"({"userId":"u1"})").status == 201);
        BOOST_TEST(get(service, "/people/stats").status == 200);
    }
}

BOOST_AUTO_TEST_CASE(fails_when_told_to) {
    PeopleService service;
    const HttpResponse page{502, {{"Content-Type", "text/html"}}, "<html>Bad Gateway</html>"};
    service.fail_next(page);
    service.fail_next(429);
    service.fail_next(500);
    const HttpRequest request = make(Method::post, "/people", R"({"userId":"u1"})");
    BOOST_TEST((service(request) == page));
    const HttpResponse limited = service(request);
    BOOST_TEST(text(limited) == R"(429 {"error":"Too Many Requests",)"
                                R"("message":"The service was told to fail","code":429})");
    BOOST_TEST(header(limited, "Retry-After") == "1");
    BOOST_TEST(header(limited, "X-Request-Id") == "req_2");
    BOOST_TEST(header(service(HttpRequest()), "Retry-After") == "(absent)");
    BOOST_TEST(service(request).status == 201);
    BOOST_TEST(service.requests() == 4u);
}

BOOST_AUTO_TEST_CASE(answers_hostile_urls_with_400_or_404) {
    const PeopleService service;
    const std::string at = "https://h/api/v1/people";
    const std::vector<std::string> urls = {"",
                                           "/",
                                           "https",
                                           "https:",
                                           "https://",
                                           "https:///api/v1/people",
                                           "ftp://h/api/v1/people",
                                           "//h/api/v1/people",
                                           "/api/v1/people",
                                           "https://user@h/api/v1/people",
                                           "https://u:p@h/api/v1/people",
                                           "https://h:x/api/v1/people",
                                           "https://h:123456/api/v1/people",
                                           "https://[/api/v1/people",
                                           "https://[]/api/v1/people",
                                           "https://[::1]x/api/v1/people",
                                           "https://h h/api/v1/people",
                                           "https://h\r\nX: 1/api/v1/people",
                                           "https://h/api/v2/people",
                                           at + "#fragment",
                                           at + "/a b",
                                           at + "/a\nb",
                                           at + "/a\\b",
                                           at + "/<a>",
                                           at + "/\"",
                                           at + "/\xFF",
                                           at + "/\xC3\xA9",
                                           at + "/%",
                                           at + "/%4",
                                           at + "/%zz",
                                           at + "?%",
                                           at + "?q=%f",
                                           at + "?search=%ff",
                                           at + "/%FF",
                                           at + "/%C0%80",
                                           at + "/%ED%A0%80",
                                           at + "/\x7F",
                                           at + std::string("/a\0b", 4),
                                           "https://h/api/v1/workspaces/%FF/people",
                                           at + "?limit=1&limit=2",
                                           at + "?limit=1e3",
                                           at + "?limit=",
                                           at + "?limit=+1",
                                           at + "?limit=99999999999999999999",
                                           at + "?offset=0x1",
                                           at + "?limit=%31%00"};
    for (const std::string& url : urls) {
        HttpRequest request = make(Method::get, "");
        request.url = url;
        const HttpResponse response = service(request);
        BOOST_TEST((response.status == 400 || response.status == 404), url);
        boost::system::error_code failure;
        boost::json::parse(response.body, failure);
        BOOST_TEST(!failure, url);
    }
    HttpRequest request = make(Method::get, "/" + std::string(9000, 'a'));
    BOOST_TEST(service(request).status == 414);
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_url) {
    const PeopleService service;
    HttpRequest request = make(Method::get, "");
    request.url = "https://user@h/api/v1/people";
    const HttpResponse response = service(request);
    BOOST_TEST(response.status == 400);
    BOOST_TEST(response.body.find("cannot be used: it has user info") != std::string::npos,
               response.body);
    request.url = "HTTP://[::1]:8080/api/v1/people";
    BOOST_TEST(service(request).status == 200);
}

BOOST_AUTO_TEST_CASE(takes_any_userId_back_from_a_path) {
    const PeopleService service;
    BOOST_TEST(post(service, "/people", "{\"userId\":\"a/b?c#d%e+f \\\"\xC3\xA9\\u0000\\u001f..\"}")
                   .status == 201);
    BOOST_TEST(get(service, "/people/a%2Fb%3Fc%23d%25e+f%20%22%C3%A9%00%1F..").status == 200);
}

BOOST_AUTO_TEST_CASE(answers_hostile_bodies_with_400) {
    const PeopleService service;
    const std::vector<std::string> bodies = {"",
                                             " ",
                                             "{",
                                             "}",
                                             "null",
                                             "7",
                                             "\"a\"",
                                             "[]",
                                             "true",
                                             "{}",
                                             "{\"userId\":}",
                                             "{'userId':'a'}",
                                             "{\"userId\":\"a\"} x",
                                             "{\"userId\":\"a\",}",
                                             "{\"userId\":\"a\"}{\"userId\":\"b\"}",
                                             "\xEF\xBB\xBF{\"userId\":\"a\"}",
                                             "{\"userId\":\"\xFF\"}",
                                             "{\"userId\":\"\xC0\x80\"}",
                                             "{\"userId\":\"\xED\xA0\x80\"}",
                                             "{\"userId\":\"\\ud800\"}",
                                             "{\"userId\":\"a\nb\"}",
                                             "{\"userId\":\"\\x\"}",
                                             "{\"userId\":1}",
                                             "{\"userId\":null}",
                                             "{\"userId\":[]}",
                                             "{\"userId\":{}}",
                                             "{\"userId\":true}",
                                             "{\"userId\":1e999}x",
                                             "{\"userId\":01}",
                                             "{\"userId\":\"a\",\"traits\":7}",
                                             "{\"userId\":\"a\",\"traits\":\"x\"}",
                                             "{\"userId\":\"a\",\"email\":7}",
                                             "{\"userId\":\"a\",\"email\":\"\"}",
                                             "{\"userId\":\"a\",\"anonymousId\":7}",
                                             "{\"userId\":\"a\",\"traits\":{\"x\":NaN}}",
                                             std::string("{\"userId\":\"a\"}\0", 15),
                                             std::string(100, '['),
                                             std::string(100000, '['),
                                             "{\"userId\":\"a\",\"traits\":" +
                                                 std::string(100, '{'),
                                             std::string(1000, '\xFF')};
    for (const std::string& body : bodies) {
        for (const char* path : {"/people", "/people/upsert", "/people/batch"}) {
            HttpRequest request = make(Method::post, path, "x");
            request.body = body;
            const HttpResponse response = service(request);
            BOOST_TEST(response.status == 400, path << " " << body.substr(0, 60));
            BOOST_TEST(response.body.find(R"("details":[{"field":)") != std::string::npos);
        }
    }
    BOOST_TEST(text(get(service, "/people")) ==
               R"(200 {"people":[],"total":0,"limit":50,"offset":0})");
}

BOOST_AUTO_TEST_CASE(answers_422_for_numbers_beyond_a_double) {
    const PeopleService service;
    BOOST_TEST(
        text(post(service, "/people", R"({"userId":"a","traits":{"b":[{"c":1},[0,-1e999]]}})")) ==
        R"(422 {"error":"Unprocessable Content",)"
        R"("message":"The request contains a number that cannot be stored","code":422,)"
        R"("details":[{"field":"traits.b[1][1]","message":"is out of range"}]})");
    BOOST_TEST(post(service, "/people", R"({"userId":"a","traits":{"x":1e99999999999}})").status ==
               422);
    BOOST_TEST(post(service, "/people",
                    R"({"userId":"a","traits":{"b":[18446744073709551615,1e308,1e-999,0e999]}})")
                   .status == 201);
    BOOST_TEST(
        post(service, "/people", R"({"userId":"b","traits":{"x":-1e-99999999999}})").status == 201);
}

BOOST_AUTO_TEST_CASE(keeps_every_bit_of_a_number) {
    const PeopleService service;
    std::mt19937_64 random(4);
    boost::json::array sent{0.9864670810011861, -0.0, 5e-324, 1.7976931348623157e308};
    while (sent.size() != 500) {
        const std::uint64_t bits = random();
        double number = 0;
        std::memcpy(&number, &bits, sizeof number);
        if (sent.size() % 2 == 0) number = static_cast<double>(bits) / 18446744073709551616.0;
        if (std::isfinite(number)) sent.emplace_back(number);
    }
    boost::json::object body{{"userId", "u1"}, {"traits", boost::json::object{{"x", sent}}}};
    const HttpResponse created =
        post(service, "/people", flameup::to_json(boost::json::value(body)).value());
    BOOST_TEST(created.status == 201);
    const auto read = flameup::from_json<boost::json::object>(created.body).value();
    const boost::json::array& stored = read.at("traits").at("x").as_array();
    BOOST_TEST_REQUIRE(stored.size() == sent.size());
    for (std::size_t i = 0; i != sent.size(); ++i) {
        const double before = sent[i].as_double();
        const double after = stored[i].to_number<double>();
        BOOST_TEST((std::memcmp(&before, &after, sizeof after) == 0), before);
    }
}

BOOST_AUTO_TEST_CASE(survives_random_requests) {
    PeopleServiceOptions options;
    options.requests_per_minute = 0;
    const PeopleService service(options);
    const std::string seed_url = "https://h/api/v1/workspaces/w/people?limit=5&q=a%20b";
    const std::string seed_body =
        R"({"people":[{"userId":"a","email":"a@b","traits":{"x":[1.5]}}]})";
    std::uint32_t random = 1;
    const auto next = [&random] { return (random = random * 1664525 + 1013904223) >> 8; };
    const auto mutate = [&next](std::string text) {
        for (std::uint32_t i = 0, count = next() % 3; i != count; ++i) {
            text[next() % text.size()] = static_cast<char>(next());
        }
        return text;
    };
    for (int i = 0; i != 5000; ++i) {
        HttpRequest request;
        request.method = static_cast<Method>(next() % 6);
        request.url = mutate(seed_url);
        request.body = mutate(seed_body);
        request.headers.add(mutate("Authorization"), mutate("Bearer key"));
        request.headers.add("Content-Type", mutate("application/json"));
        const HttpResponse response = service(request);
        BOOST_REQUIRE((response.status >= 200 && response.status < 500));
        boost::system::error_code failure;
        boost::json::parse(response.body, failure);
        BOOST_REQUIRE((response.status == 204 || !failure));
    }
}

BOOST_AUTO_TEST_SUITE_END()
