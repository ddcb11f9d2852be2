#include "flameup/testing/recorded.hpp"

#include "flameup/client/client.hpp"
#include "flameup/client/layered.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/model.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(recorded)

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;
using flameup::testing::Exchange;
using flameup::testing::Redaction;
using Lines = std::vector<std::string>;

const std::string key = "fl_live_0123456789abcdef";

flameup::Config config() {
    flameup::Config made;
    made.api_key = key;
    made.user_agent = "test";
    return made;
}

template <class Operation>
std::string line_of(const Operation& operation, const Result<HttpResponse>& answer,
                    const Redaction& redaction = {}) {
    Lines lines;
    const auto executor = [&answer](const HttpRequest&) { return answer; };
    const flameup::Client client(
        config(),
        flameup::layered(executor, flameup::testing::recorded(
                                       [&lines](const std::string& line) { lines.push_back(line); },
                                       redaction)));
    static_cast<void>(client.send(operation));
    BOOST_TEST_REQUIRE(lines.size() == 1u);
    return lines[0];
}

flameup::UpsertPerson<> upsert() {
    flameup::UpsertPerson<> operation;
    operation.userId = "u1";
    operation.email = "jane@example.com";
    return operation;
}

const std::string request_head =
    R"({"operation":"upsert","request":{"body":"{\"userId\":\"u1\",\"email\":\"jane@example.com\"}",)"
    R"("method":"POST","url":"https://api.flameup.ai/api/v1/people/upsert","headers":[)"
    R"({"name":"Accept","value":"application/json"},{"name":"User-Agent","value":"test"},)"
    R"({"name":"Content-Type","value":"application/json"}]},)";

BOOST_AUTO_TEST_CASE(writes_an_exchange_as_a_line) {
    const HttpResponse answer{201, {{"X-A", "1"}, {"Set-Cookie", "c"}, {"X-A", "2"}}, "{}\n"};
    BOOST_TEST(line_of(upsert(), answer) ==
               request_head + R"("response":{"body":"{}\n","status":201,"headers":[)"
                              R"({"name":"X-A","value":"1"},{"name":"X-A","value":"2"}]}})");
    BOOST_TEST(
        line_of(upsert(), flameup::make_error(flameup::ErrorKind::transport, "cut", "why")) ==
        request_head + R"("error":{"kind":"transport","code":"cut","message":"why"}})");
}

BOOST_AUTO_TEST_CASE(takes_away_what_it_is_told_to) {
    const auto redaction = Redaction::of({"$.email", "$.people[*].email"});
    const std::string line = line_of(
        upsert(), HttpResponse{200, {}, R"({"email":"jane@example.com","id":"i"})"}, *redaction);
    BOOST_TEST(line.find("jane") == std::string::npos, line);
    BOOST_TEST(line.find(R"("body":"{\"userId\":\"u1\",\"email\":\"***\"}")") != line.npos, line);
    BOOST_TEST(line.find(R"("body":"{\"email\":\"***\",\"id\":\"i\"}")") != line.npos, line);
}

BOOST_AUTO_TEST_CASE(records_bodies_of_any_bytes) {
    const std::string line =
        line_of(flameup::GetStatistics{}, HttpResponse{200, {{"X-\xFF", "a\xFF\x1B"}}, "\xFF\0%a"});
    BOOST_TEST(line.find(R"("response":{"encoded":"%FF","status":200,)"
                         R"("headers":[{"name":"X-?","value":"a??"}]})") != line.npos,
               line);
}

BOOST_AUTO_TEST_CASE(records_requests_that_are_not_text) {
    HttpRequest request;
    request.operation = "op\xFF";
    request.url = "http://h/\xFF";
    request.headers = {{"Cookie", "c"}, {"Proxy-Authorization", "p"}};
    Lines lines;
    const auto layer =
        flameup::testing::recorded([&lines](const std::string& line) { lines.push_back(line); });
    Result<HttpResponse> outcome = HttpResponse{204, {}, ""};
    layer(request)(outcome);
    BOOST_TEST_REQUIRE(lines.size() == 1u);
    BOOST_TEST(lines[0] == R"({"operation":"op?","request":{"method":"GET","url":"http://h/?",)"
                           R"("headers":[]},"response":{"status":204,"headers":[]}})");
}

BOOST_AUTO_TEST_CASE(never_records_the_key) {
    flameup::UpsertPerson<> operation = upsert();
    operation.traits = boost::json::object{{"a", key}, {key, 1}};
    std::string all;
    for (const Result<HttpResponse>& answer :
         {Result<HttpResponse>(HttpResponse{
              200, {{"X-Echo", "Bearer " + key}}, R"({"k":"\u0066)" + key.substr(1) + "\"}"}),
          Result<HttpResponse>(HttpResponse{200, {}, "\xFF" + key}),
          Result<HttpResponse>(flameup::make_error(flameup::ErrorKind::transport, key, key))}) {
        all += line_of(operation, answer) + '\n';
    }
    BOOST_TEST(all.find(key.substr(1)) == all.npos, all);
    BOOST_TEST(all.find(R"(\"a\":\"***\",\"***\":1)") != all.npos, all);
}

BOOST_AUTO_TEST_SUITE_END()
