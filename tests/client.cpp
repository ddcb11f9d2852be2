#include "flameup/client.hpp"

#include "flameup/model.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(client)

using flameup::Client;
using flameup::Config;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;

Config config() {
    Config result;
    result.api_key = "test_key";
    return result;
}

/// Answers with the last segment of the URL as the person's userId.
HttpResponse echo(const HttpRequest& request) {
    const std::string id = request.url.substr(request.url.rfind('/') + 1);
    return {200, {{"X-Request-Id", "req_" + id}}, R"({"userId":")" + id + R"("})"};
}

Result<HttpResponse> echo_result(const HttpRequest& request) { return echo(request); }

struct Recorder {
    std::vector<HttpRequest> requests;

    HttpResponse operator()(const HttpRequest& request) {
        requests.push_back(request);
        return echo(request);
    }
};

template <class Executor> void check_echo(const Client<Executor>& client) {
    const auto person = client.send(flameup::GetPerson<>{"u1"});
    BOOST_TEST_REQUIRE(person.has_value(), texts::of(person.error()));
    BOOST_TEST(person->userId.value() == "u1");
}

BOOST_AUTO_TEST_CASE(takes_any_callable) {
    check_echo(Client(config(), echo));
    check_echo(Client(config(), &echo_result));
    check_echo(Client(config(), [](const HttpRequest& request) { return echo(request); }));
    check_echo(Client(config(), [](HttpRequest request) { return echo_result(request); }));
    check_echo(Client(config(), std::function<HttpResponse(const HttpRequest&)>(echo)));
    check_echo(Client(config(), std::function<Result<HttpResponse>(const HttpRequest&)>(echo)));
    auto counting = [calls = 0](const HttpRequest& request) mutable {
        return ++calls == 1 ? echo(request) : HttpResponse{500, {}, ""};
    };
    check_echo(Client(config(), std::ref(counting)));
}

BOOST_AUTO_TEST_CASE(hands_over_the_built_request) {
    Recorder recorder;
    const Client client(config(), std::ref(recorder));
    const flameup::UpdatePerson<> update{"u1", {{"a", nullptr}}};
    BOOST_TEST(client.send(update).has_value());
    BOOST_TEST_REQUIRE(recorder.requests.size() == 1u);
    BOOST_TEST((recorder.requests[0] == *flameup::build(config(), update)));
    BOOST_TEST(client.config().api_key.reveal() == "test_key");
}

BOOST_AUTO_TEST_CASE(sends_nothing_that_is_not_valid) {
    Recorder recorder;
    const Client client(config(), std::ref(recorder));
    HttpResponse response{200, {{"A", "b"}}, "old"};
    const auto refused = client.send(flameup::BatchUpsert<>{}, response);
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST((refused.error() == flameup::build(config(), flameup::BatchUpsert<>{}).error()));
    BOOST_TEST((response == HttpResponse()));
    BOOST_TEST(recorder.requests.empty());

    BOOST_TEST(client.send(flameup::BatchUpsert<>{}, flameup::Checks::off).has_value());
    BOOST_TEST(recorder.requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(passes_on_the_executors_error) {
    flameup::Error error = flameup::transport_error("no route to host", "unreachable");
    error.retry_after = flameup::RetryAfter{5, {}};
    const Client client(config(),
                        [&error](const HttpRequest&) -> Result<HttpResponse> { return error; });
    HttpResponse response{200, {}, "old"};
    const auto result = client.send(flameup::GetStatistics{}, response);
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST((result.error() == error));
    BOOST_TEST((response == HttpResponse()));

    error.kind = flameup::ErrorKind::cancelled;
    BOOST_TEST((client.send(flameup::GetStatistics{}).error() == error));
}

BOOST_AUTO_TEST_CASE(takes_a_missing_status_for_a_fault_of_the_transport) {
    const Client client(config(), [](const HttpRequest&) { return HttpResponse(); });
    const auto result = client.send(flameup::GetStatistics{});
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST(texts::of(result.error()) ==
               "transport 0 invalid_status: the executor returned a response without an HTTP "
               "status\n");
}

BOOST_AUTO_TEST_CASE(keeps_the_response_on_success_and_on_error) {
    HttpResponse answer{200, {{"X-RateLimit-Remaining", "3"}}, R"({"total":1})"};
    const Client client(config(), [&answer](const HttpRequest&) { return answer; });
    HttpResponse response;
    const auto statistics = client.send(flameup::GetStatistics{}, response);
    BOOST_TEST_REQUIRE(statistics.has_value());
    BOOST_TEST(statistics->total.value() == 1);
    BOOST_TEST((response == answer));

    answer = {403, {{"X-Request-Id", "r"}}, "<h1>no</h1>"};
    const auto error = client.send(flameup::GetStatistics{}, response);
    BOOST_TEST_REQUIRE(error.has_error());
    BOOST_TEST(texts::of(error.error()) ==
               "api 403 403: Forbidden\nrequest_id = r\nmissing_permission = people:read\n");
    BOOST_TEST((response == answer));

    answer = {200, {}, "[]"};
    BOOST_TEST((client.send(flameup::GetStatistics{}, response).error().kind ==
                flameup::ErrorKind::decode));
    BOOST_TEST((response == answer));
}

BOOST_AUTO_TEST_CASE(obeys_the_configurations_limits) {
    Config small = config();
    small.limits.max_body = 5;
    const Client client(small, echo);
    BOOST_TEST(client.send(flameup::GetPerson<>{"u1"}).error().code == "too_large");
}

BOOST_AUTO_TEST_CASE(is_copied_and_assigned) {
    using Executor = std::function<HttpResponse(const HttpRequest&)>;
    Client<Executor> first(config(), echo);
    Client<Executor> second = first;
    check_echo(second);
    Config other = config();
    other.workspace_id = "w2";
    second = Client<Executor>(other, echo);
    BOOST_TEST(second.config().workspace_id == "w2");
    BOOST_TEST(first.config().workspace_id == "");
    check_echo(first);
    check_echo(Client<Executor>(std::move(first)));
}

BOOST_AUTO_TEST_CASE(serves_many_threads_at_once) {
    const Client client(config(), echo);
    constexpr int calls = 200;
    std::vector<int> good(4);
    std::vector<std::thread> threads;
    for (std::size_t thread = 0; thread != good.size(); ++thread) {
        threads.emplace_back([&client, &good, thread] {
            for (int i = 0; i != calls; ++i) {
                const std::string id = std::to_string(thread) + "-" + std::to_string(i);
                HttpResponse response;
                const auto person = client.send(flameup::GetPerson<>{id}, response);
                good[thread] += person && person->userId == id &&
                                *response.headers.find("X-Request-Id") == "req_" + id;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (const int count : good) BOOST_TEST(count == calls);
}

BOOST_AUTO_TEST_SUITE_END()
