#include "flameup/client/layered.hpp"

#include "flameup/client/client.hpp"
#include "flameup/model.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#if FLAMEUP_HAS_COROUTINES
#include "task.hpp"
#endif

BOOST_AUTO_TEST_SUITE(layered)

using flameup::Completion;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;

flameup::Config config() {
    flameup::Config made;
    made.api_key = "test_key";
    return made;
}

using Story = std::vector<std::string>;

std::string of(const Result<HttpResponse>& outcome) {
    return outcome ? std::to_string(outcome->status) : outcome.error().code;
}

/// A layer as users write it: it adds a header, and tells what it sees.
struct Named {
    Story* story;
    std::string name;

    auto operator()(HttpRequest& request) const {
        request.headers.add("X-Layer", name);
        story->push_back(name + " sees " + request.operation);
        return [story = story, name = name](Result<HttpResponse>& outcome) {
            story->push_back(name + " gets " + of(outcome));
            if (outcome) outcome->headers.add("X-Layer", name);
        };
    }
};

/// Answers with the layers that the request came through.
HttpResponse answer(const HttpRequest& request) {
    HttpResponse response{200, {}, R"({"userId":"u1"})"};
    for (const auto& value : request.headers.find_all("X-Layer")) {
        response.headers.add("X-Way", value);
    }
    return response;
}

std::string values(const HttpResponse& response, const char* name) {
    std::string text;
    for (const auto& value : response.headers.find_all(name)) text += std::string(value) + ' ';
    return text;
}

const Story whole = {"a sees get", "b sees get", "b gets 200", "a gets 200"};

BOOST_AUTO_TEST_CASE(wraps_a_blocking_executor_in_the_order_that_is_written) {
    Story story;
    const flameup::Client client(config(),
                                 flameup::layered(answer, Named{&story, "a"}, Named{&story, "b"}));
    HttpResponse response;
    const auto person = client.send(flameup::GetPerson<>{"u1"}, response);
    BOOST_TEST_REQUIRE(person.has_value(), texts::of(person.error()));
    BOOST_TEST(values(response, "X-Way") == "a b ");
    BOOST_TEST(values(response, "X-Layer") == "b a ");
    BOOST_TEST(story == whole, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(time_does_not_go_back) {
    using flameup::detail::time_since;
    using std::chrono::microseconds;
    BOOST_TEST((time_since(microseconds(5), microseconds(7)) == microseconds(2)));
    BOOST_TEST((time_since(microseconds(7), microseconds(5)) == microseconds(0)));
}

BOOST_AUTO_TEST_CASE(is_the_executor_itself_without_layers) {
    const auto same = flameup::layered(&answer);
    static_assert(std::is_same_v<decltype(same), HttpResponse (*const)(const HttpRequest&)>);
    BOOST_TEST(same({}).status == 200);
}

BOOST_AUTO_TEST_CASE(copies_no_request_for_a_layer_that_only_looks) {
    const HttpRequest* sent = nullptr;
    const auto executor = [&sent](const HttpRequest& request) {
        sent = &request;
        return answer(request);
    };
    const auto look = [](const HttpRequest&) { return [](const Result<HttpResponse>&) {}; };
    const HttpRequest request;
    BOOST_TEST(flameup::layered(executor, look)(request).has_value());
    BOOST_TEST(sent == &request);
}

BOOST_AUTO_TEST_CASE(gives_a_layer_the_executors_errors) {
    Story story;
    const auto refusing = [](const HttpRequest&) -> Result<HttpResponse> {
        return flameup::make_error(flameup::ErrorKind::transport, "refused", "no");
    };
    const auto repair = [](const HttpRequest&) { // a layer may change what came of a request
        return [](Result<HttpResponse>& outcome) {
            if (!outcome) outcome = HttpResponse{200, {}, R"({"userId":"u2"})"};
        };
    };
    const flameup::Client client(config(), flameup::layered(refusing, repair, Named{&story, "a"}));
    const auto person = client.send(flameup::GetPerson<>{"u1"});
    BOOST_TEST_REQUIRE(person.has_value(), texts::of(person.error()));
    BOOST_TEST(*person->userId == "u2");
    BOOST_TEST(story.back() == "a gets refused");
}

/// Keeps requests until the test answers them.
struct Later {
    std::vector<std::pair<HttpRequest, Completion>> waiting;
    int stopped = 0;

    std::function<void()> operator()(HttpRequest request, Completion completion) {
        waiting.emplace_back(std::move(request), std::move(completion));
        return [this] {
            ++stopped;
            waiting.clear();
        };
    }
};

BOOST_AUTO_TEST_CASE(wraps_a_callback_executor) {
    Story story;
    Later later;
    std::string got;
    {
        const flameup::Client client(
            config(), flameup::layered(std::ref(later), Named{&story, "a"}, Named{&story, "b"}));
        client.send(flameup::GetPerson<>{"u1"}, [&](auto person, HttpResponse response) {
            got = *person->userId + ' ' + values(response, "X-Layer");
        });
    } // the layers are gone with the client
    BOOST_TEST_REQUIRE(later.waiting.size() == 1u);
    const auto [request, completion] = std::move(later.waiting[0]);
    later.waiting.clear();
    completion(answer(request));
    BOOST_TEST(got == "u1 b a ");
    BOOST_TEST(story == whole, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(tells_a_layer_that_a_call_was_cancelled_or_dropped) {
    Story story;
    Later later;
    std::string got;
    const flameup::Client client(config(), flameup::layered(std::ref(later), Named{&story, "a"}));
    const auto done = [&](const auto& result) { got = result.error().code; };
    flameup::Call call = client.send(flameup::GetPerson<>{"u1"}, done);
    BOOST_TEST(call.cancel());
    BOOST_TEST(got == "cancelled");
    BOOST_TEST(later.stopped == 1);
    BOOST_TEST(story.back() == "a gets dropped");
    client.send(flameup::GetPerson<>{"u2"}, done);
    later.waiting.clear();
    BOOST_TEST(got == "dropped");
    BOOST_TEST(story.back() == "a gets dropped");
    BOOST_TEST(story.size() == 4u);
}

#if FLAMEUP_HAS_COROUTINES

BOOST_AUTO_TEST_CASE(wraps_an_awaitable_executor) {
    Story story;
    const auto executor = [](HttpRequest request) -> Task<Result<HttpResponse>> {
        co_return answer(request);
    };
    const flameup::Client client(
        config(), flameup::layered(executor, Named{&story, "a"}, Named{&story, "b"}));
    const flameup::GetPerson<> get{"u1"};
    HttpResponse response;
    auto sending = client.send(get, response);
    BOOST_TEST(story.empty());
    const auto person = sending.run();
    BOOST_TEST_REQUIRE(person.has_value());
    BOOST_TEST(*(*person)->userId == "u1");
    BOOST_TEST(values(response, "X-Layer") == "b a ");
    BOOST_TEST(story == whole, boost::test_tools::per_element());
}

#endif

BOOST_AUTO_TEST_SUITE_END()
