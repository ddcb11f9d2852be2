#include "flameup/client/client.hpp"

#include "flameup/json/odd_elements.hpp"
#include "flameup/model.hpp"

#include "texts.hpp"
#include "threads.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#if FLAMEUP_HAS_COROUTINES
#include "task.hpp"
#endif

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

    BOOST_TEST(client.send(flameup::BatchUpsert<>{}, {flameup::Checks::off}).has_value());
    BOOST_TEST(recorder.requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(gives_each_call_its_options) {
    Recorder recorder;
    const Client client(config(), std::ref(recorder));
    flameup::CallOptions call;
    call.timeout_ms = 250;
    call.headers = {{"Idempotency-Key", "k1"}};
    const flameup::GetPerson<> get{"u1"};
    HttpResponse response;
    BOOST_TEST(client.send(get, call).has_value());
    BOOST_TEST(client.send(get, response, call).has_value());
    BOOST_TEST(
        client.send(get, {flameup::Checks::off, 250, {{"Idempotency-Key", "k1"}}}).has_value());
    BOOST_TEST(client.send(get).has_value());
    BOOST_TEST_REQUIRE(recorder.requests.size() == 4u);
    for (int i = 0; i != 3; ++i) {
        BOOST_TEST((recorder.requests[std::size_t(i)] == *flameup::build(config(), get, call)));
    }
    BOOST_TEST((recorder.requests[3] == *flameup::build(config(), get)));
    call.timeout_ms = 0;
    const auto refused = client.send(get, call);
    BOOST_TEST(texts::of_codes(refused.error()) == "call.timeout_ms out_of_range");
    BOOST_TEST(recorder.requests.size() == 4u);
}

const char* const odd_page = R"({"people":[{"userId":"u1"},{"userId":2}]})";

BOOST_AUTO_TEST_CASE(decodes_as_the_call_says) {
    flameup::OddElements odd;
    flameup::CallOptions call;
    call.decode.odd = &odd;
    const Client client(config(), [](const HttpRequest&) {
        return HttpResponse{200, {}, odd_page};
    });
    BOOST_TEST(client.send(flameup::ListPeople<>()).has_error());
    BOOST_TEST(client.send(flameup::ListPeople<>(), call).value().people.size() == 1u);
    BOOST_TEST(std::exchange(odd.elements, {}).size() == 1u);
    HttpResponse response;
    BOOST_TEST(client.send(flameup::ListPeople<>(), response, call).value().people.size() == 1u);
    BOOST_TEST(std::exchange(odd.elements, {}).size() == 1u);

    const Client calling(config(), [](HttpRequest, const flameup::Completion& done) {
        done(HttpResponse{200, {}, odd_page});
    });
    bool is_whole = false;
    calling.send(
        flameup::ListPeople<>(), [&](auto page) { is_whole = page.has_value(); }, call);
    BOOST_TEST(is_whole);
    BOOST_TEST(std::exchange(odd.elements, {}).size() == 1u);
    auto polled = calling.start(flameup::ListPeople<>(), call);
    BOOST_TEST(polled.poll().value().has_value());
    BOOST_TEST(odd.elements.size() == 1u);
}

BOOST_AUTO_TEST_CASE(passes_on_the_executors_error) {
    flameup::Error error =
        flameup::make_error(flameup::ErrorKind::transport, "unreachable", "no route to host");
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
    std::vector<flameup_tests::Thread> threads;
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
    for (flameup_tests::Thread& thread : threads) thread.join();
    for (const int count : good) BOOST_TEST(count == calls);
}

// ---- Callback executors

/// Keeps requests until the test answers them.
struct Queue {
    std::vector<std::pair<HttpRequest, flameup::Completion>> waiting;
    int stopped = 0;

    auto operator()(HttpRequest request, flameup::Completion completion) {
        waiting.emplace_back(std::move(request), std::move(completion));
        return [this] { ++stopped; };
    }

    void answer() {
        const auto answered = std::move(waiting);
        waiting.clear();
        for (const auto& [request, completion] : answered) completion(echo(request));
    }
};

BOOST_AUTO_TEST_CASE(calls_back_with_the_result) {
    Queue queue;
    const Client client(config(), std::ref(queue));
    std::vector<std::string> ids;
    for (const char* id : {"u1", "u2"}) {
        client.send(flameup::GetPerson<>{id}, [&ids](Result<flameup::Person<>> person) {
            ids.push_back(person->userId.value());
        });
    }
    BOOST_TEST(ids.empty());
    BOOST_TEST_REQUIRE(queue.waiting.size() == 2u);
    BOOST_TEST((queue.waiting[0].first == *flameup::build(config(), flameup::GetPerson<>{"u1"})));
    queue.answer();
    BOOST_TEST((ids == std::vector<std::string>{"u1", "u2"}));
}

BOOST_AUTO_TEST_CASE(calls_back_with_the_result_and_the_response) {
    Queue queue;
    const Client client(config(), std::ref(queue));
    std::string seen;
    const auto keep = [&seen](const Result<flameup::Person<>>& person,
                              const HttpResponse& response) {
        const std::string* id = response.headers.find("x-request-id");
        seen = (person ? "good " : person.error().code + ' ') + (id ? *id : "no response");
    };
    client.send(flameup::GetPerson<>{"u1"}, keep);
    queue.answer();
    BOOST_TEST(seen == "good req_u1");
    client.send(flameup::GetPerson<>{"u1"}, keep);
    queue.waiting[0].second(flameup::make_error(flameup::ErrorKind::transport, "cut", "cut"));
    BOOST_TEST(seen == "cut no response");
}

BOOST_AUTO_TEST_CASE(calls_back_at_once_if_nothing_can_be_sent) {
    Queue queue;
    const Client client(config(), std::ref(queue));
    std::string code;
    flameup::Call call =
        client.send(flameup::BatchUpsert<>{}, [&code](auto result) { code = result.error().code; });
    BOOST_TEST(code == "invalid_request");
    BOOST_TEST(!call.cancel());
    BOOST_TEST(queue.waiting.empty());
    client.send(flameup::BatchUpsert<>{}, [](const auto&) {}, {flameup::Checks::off});
    BOOST_TEST(queue.waiting.size() == 1u);
}

BOOST_AUTO_TEST_CASE(calls_back_once_as_cancelled) {
    Queue queue;
    const Client client(config(), std::ref(queue));
    std::vector<std::string> outcomes;
    flameup::Call call = client.send(flameup::GetPerson<>{"u1"}, [&outcomes](auto person) {
        outcomes.push_back(texts::of(person.error()));
    });
    BOOST_TEST(call.cancel());
    queue.answer();
    BOOST_TEST(queue.stopped == 1);
    BOOST_TEST(
        (outcomes == std::vector<std::string>{"cancelled 0 cancelled: the call was cancelled\n"}));
}

BOOST_AUTO_TEST_CASE(calls_go_on_when_the_client_is_destroyed) {
    Queue queue;
    std::string seen;
    {
        Config mine = config();
        mine.limits.max_body = 16;
        const Client client(mine, std::ref(queue));
        client.send(flameup::GetPerson<>{"u1"}, [&seen](auto person) { seen = *person->userId; });
        client.send(flameup::GetPerson<>{"u_with_a_long_id"},
                    [&seen](auto person) { seen += ' ' + person.error().code; });
    }
    queue.answer();
    BOOST_TEST(seen == "u1 too_large");
}

BOOST_AUTO_TEST_CASE(calls_back_as_cancelled_when_the_executor_is_destroyed) {
    auto queue = std::make_unique<Queue>();
    const Client client(config(), std::ref(*queue));
    std::string code;
    flameup::Call call = client.send(flameup::GetPerson<>{"u1"},
                                     [&code](auto person) { code = person.error().code; });
    flameup::PolledCall<flameup::GetPerson<>> polled = client.start(flameup::GetPerson<>{"u1"});
    queue.reset();
    BOOST_TEST(code == "dropped");
    BOOST_TEST(polled.poll().value().error().code == "dropped");
    BOOST_TEST(!call.cancel());
}

BOOST_AUTO_TEST_CASE(redacts_the_key_from_what_calls_back) {
    Queue queue;
    const Client client(config(), std::ref(queue));
    std::string message;
    client.send(flameup::GetStatistics{}, [&](auto result) { message = result.error().message; });
    queue.waiting[0].second(flameup::make_error(flameup::ErrorKind::transport, "transport_failed",
                                                "proxy refused test_key"));
    BOOST_TEST(message == "proxy refused ***");
}

BOOST_AUTO_TEST_CASE(is_polled_for_results) {
    Queue queue;
    const Client client(config(), std::ref(queue));
    auto first = client.start(flameup::GetPerson<>{"u1"});
    auto refused = client.start(flameup::GetPerson<>{""});
    BOOST_TEST(!first.poll().has_value());
    BOOST_TEST(refused.poll().value().error().code == "invalid_request");
    queue.answer();
    HttpResponse response;
    const auto person = first.poll(response);
    BOOST_TEST_REQUIRE(person.has_value());
    BOOST_TEST((*person)->userId.value() == "u1");
    BOOST_TEST((response == echo(*flameup::build(config(), flameup::GetPerson<>{"u1"}))));
    { const auto dropped = client.start(flameup::GetPerson<>{"u1"}); }
    BOOST_TEST(queue.stopped == 1);
}

BOOST_AUTO_TEST_CASE(sends_in_every_shape_that_the_executor_has) {
    struct Both {
        HttpResponse operator()(const HttpRequest& request) const { return echo(request); }
        void operator()(const HttpRequest& request, const flameup::Completion& done) const {
            done(echo(request));
        }
    };
    const Client client(config(), Both());
    check_echo(Client<Both>(client));
    std::string seen;
    client.send(flameup::GetPerson<>{"u1"}, [&seen](auto person) { seen = *person->userId; });
    BOOST_TEST(seen == "u1");
    BOOST_TEST(client.start(flameup::GetPerson<>{"u1"}).poll().has_value());
}

#if FLAMEUP_HAS_COROUTINES

// ---- Awaitable executors

using Answer = Task<Result<HttpResponse>, int>;

BOOST_AUTO_TEST_CASE(returns_an_awaitable_like_the_executors) {
    std::coroutine_handle<> waiting;
    const auto executor = [&waiting](HttpRequest request) -> Answer {
        co_await Gate{waiting};
        co_return echo(request);
    };
    std::optional<Client<decltype(executor)>> client(std::in_place, config(), executor);
    HttpResponse response{1, {}, "old"};
    auto call = client->send(flameup::GetPerson<>{"u1"}, response);
    static_assert(std::is_same_v<decltype(call), Task<Result<flameup::Person<>>, int>>);
    client.reset(); // the frame holds all that it needs
    BOOST_TEST((response == HttpResponse{1, {}, "old"}));
    BOOST_TEST(!call.run().has_value());
    BOOST_TEST((response == HttpResponse()));
    waiting.resume();
    const auto person = call.result();
    BOOST_TEST_REQUIRE(person.has_value());
    BOOST_TEST((*person)->userId.value() == "u1");
    BOOST_TEST(*response.headers.find("X-Request-Id") == "req_u1");
}

BOOST_AUTO_TEST_CASE(awaits_what_is_decoded_as_the_call_says) {
    flameup::OddElements odd;
    flameup::CallOptions options;
    options.decode.odd = &odd;
    const Client client(config(), [](HttpRequest) -> Answer {
        co_return HttpResponse{200, {}, odd_page};
    });
    auto call = client.send(flameup::ListPeople<>(), options);
    BOOST_TEST(call.run()->value().people.size() == 1u);
    BOOST_TEST(odd.elements.size() == 1u);
}

BOOST_AUTO_TEST_CASE(is_awaited_within_other_coroutines) {
    const Client client(config(), [](HttpRequest request) -> Answer { co_return echo(request); });
    const auto both = [&client]() -> Task<std::string> {
        const flameup::GetPerson<> get{
            "u1"}; // g++ 12 destroys braced temporaries in co_await twice
        const auto person = co_await client.send(get);
        const flameup::GetPerson<> nobody{""};
        const auto refused = co_await client.send(nobody);
        co_return person->userId.value() + ' ' + refused.error().code;
    };
    BOOST_TEST(both().run().value() == "u1 invalid_request");
}

BOOST_AUTO_TEST_CASE(awaits_errors_without_the_key) {
    const Client client(config(), [](HttpRequest) -> Answer {
        co_return flameup::make_error(flameup::ErrorKind::transport, "cut", "no test_key here");
    });
    const auto outcome = client.send(flameup::GetStatistics{}).run();
    BOOST_TEST(texts::of(outcome.value().error()) == "transport 0 cut: no *** here\n");
}

BOOST_AUTO_TEST_CASE(sends_nothing_that_is_never_awaited) {
    int sent = 0;
    const Client client(config(), [&sent](HttpRequest) -> Answer {
        ++sent;
        co_return HttpResponse{200, {}, "{}"};
    });
    { const auto dropped = client.send(flameup::GetStatistics{}); }
    BOOST_TEST(sent == 0);
}

#endif

BOOST_AUTO_TEST_SUITE_END()
