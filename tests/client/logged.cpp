#include "flameup/client/logged.hpp"

#include "flameup/client/client.hpp"
#include "flameup/client/layered.hpp"
#include "flameup/model.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(logged)

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::LogEvent;
using flameup::LogOptions;
using flameup::Result;
using Lines = std::vector<std::string>;

const std::string key = "fl_live_0123456789abcdef";

/// Sends an operation through a log, and returns its lines; the clock goes on by 12.345 ms.
template <class Operation>
Lines lines_of(const Operation& operation, const Result<HttpResponse>& answer,
               const LogOptions& options = {}) {
    flameup::Config config;
    config.api_key = key;
    config.headers = {{"X-Client", "game " + key}};
    Lines lines;
    std::chrono::microseconds time{0};
    const auto executor = [&](const HttpRequest&) {
        time += std::chrono::microseconds(12'345);
        return answer;
    };
    const flameup::Client client(
        config,
        flameup::layered(
            executor,
            flameup::logged([&lines](const LogEvent& event) { lines.push_back(to_string(event)); },
                            [&time] { return time; }, options)));
    static_cast<void>(client.send(operation));
    return lines;
}

void check(const Lines& lines, const std::string& request, const std::string& outcome) {
    BOOST_TEST_REQUIRE(lines.size() == 2u);
    BOOST_TEST(lines[0] == request);
    BOOST_TEST(lines[1] == outcome);
}

const std::string statistics = "stats: GET https://api.flameup.ai/api/v1/people/stats";

BOOST_AUTO_TEST_CASE(writes_a_line_for_a_request_and_one_for_its_outcome) {
    const std::string base = "https://api.flameup.ai/api/v1/people";
    flameup::UpsertPerson<> upsert;
    upsert.userId = "u1";
    check(lines_of(upsert, HttpResponse{201, {{"X-Request-Id", "r1"}}, "{}"}),
          "upsert: POST " + base + "/upsert", "upsert: 201 in 12.345 ms (request r1)");
    check(lines_of(flameup::GetStatistics{}, HttpResponse{200, {}, "{}"}), statistics,
          "stats: 200 in 12.345 ms");
    check(lines_of(flameup::GetStatistics{},
                   HttpResponse{429,
                                {{"Retry-After", "3"}, {"X-Request-Id", "r2"}},
                                R"({"error":{"code":"slow_down","message":"Too fast"}})"}),
          statistics,
          "stats: api error 429 slow_down: Too fast (request r2, retry after 3 s) in "
          "12.345 ms");
    check(lines_of(flameup::GetStatistics{},
                   flameup::make_error(flameup::ErrorKind::transport, "timed_out", "too late")),
          statistics, "stats: transport error timed_out: too late in 12.345 ms");
    check(lines_of(flameup::GetStatistics{}, HttpResponse{403, {}, ""}), statistics,
          "stats: api error 403: Forbidden in 12.345 ms");
}

BOOST_AUTO_TEST_CASE(shows_headers_and_bodies_only_where_asked) {
    LogOptions options;
    options.headers = {"x-client", "AUTHORIZATION", "Content-Type", "Set-Cookie"};
    options.max_body = 20;
    flameup::UpsertPerson<> upsert;
    upsert.userId = "u1";
    upsert.email = "jane@example.com";
    const HttpResponse answer{
        200, {{"Content-Type", "text/x"}, {"X-Other", "o"}, {"Set-Cookie", "c"}}, "[\x1B\n]"};
    check(lines_of(upsert, answer, options),
          "upsert: POST https://api.flameup.ai/api/v1/people/upsert; Authorization: ***; "
          "X-Client: game ***; Content-Type: application/json; body {\"userId\":\"u1\",\"emai...",
          "upsert: 200 in 12.345 ms; Content-Type: text/x; Set-Cookie: ***; body [\?\?]");
}

BOOST_AUTO_TEST_CASE(never_shows_the_key) {
    LogOptions options;
    options.headers = {"Authorization", "X-Client", "X-Echo", "X-Request-Id"};
    options.max_body = 100'000;
    flameup::GetPerson<> get{"u" + key};
    std::string text;
    for (const Result<HttpResponse>& answer :
         {Result<HttpResponse>(HttpResponse{
              200, {{"X-Echo", "Bearer " + key}, {"X-Request-Id", key}}, "{\"a\":\"" + key}),
          Result<HttpResponse>(HttpResponse{500, {}, "{\"message\":\"no \\u0066" + key.substr(1)}),
          Result<HttpResponse>(flameup::make_error(flameup::ErrorKind::transport, key, key))}) {
        for (const std::string& line : lines_of(get, answer, options)) text += line + '\n';
    }
    BOOST_TEST(text.find(key.substr(1)) == std::string::npos, text);
    BOOST_TEST(text.find("get: 200 in 12.345 ms (request ***); X-Echo: Bearer ***") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(formats_nothing_that_the_sink_does_not_want) {
    flameup::Config config;
    config.api_key = key;
    Lines seen;
    const auto sink = [&seen](const LogEvent& event) {
        if (event.is_failure()) seen.push_back(to_string(event));
        if (event.request() != nullptr) BOOST_TEST(event.operation() == "stats");
        if (event.outcome() != nullptr) BOOST_TEST((event.taken() > std::chrono::seconds(-1)));
    };
    int status = 200;
    const auto executor = [&status](const HttpRequest&) { return HttpResponse{status, {}, "{}"}; };
    const flameup::Client client(
        config, flameup::layered(executor, flameup::logged(sink, &std::chrono::steady_clock::now)));
    BOOST_TEST(client.send(flameup::GetStatistics{}).has_value());
    BOOST_TEST(seen.empty());
    status = 503;
    BOOST_TEST(client.send(flameup::GetStatistics{}).has_error());
    BOOST_TEST(seen.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
