#include "flameup/client/call.hpp"

#include "flameup/model.hpp"

#include "texts.hpp"
#include "threads.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(call)

using flameup::Call;
using flameup::Completion;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;

constexpr const char* cancelled = "cancelled 0 cancelled: the call was cancelled\n";

/// Keeps what it is to send until the test completes it.
struct Waiting {
    std::vector<Completion> completions;
    int stopped = 0;

    std::function<void()> operator()(HttpRequest, Completion completion) {
        completions.push_back(std::move(completion));
        return [this] { ++stopped; };
    }
};

BOOST_AUTO_TEST_CASE(completes_as_cancelled_when_it_is_given_up) {
    Waiting executor;
    std::vector<std::string> outcomes;
    Call call(std::ref(executor), HttpRequest(), Completion([&](Result<HttpResponse> executed) {
                  BOOST_TEST(executor.stopped == 1);
                  outcomes.push_back(texts::of(executed.error()));
              }));
    Call copy = call;
    BOOST_TEST(call.cancel());
    BOOST_TEST(!call.cancel());
    BOOST_TEST(!copy.cancel());
    executor.completions[0](HttpResponse{200, {}, ""});
    BOOST_TEST(executor.stopped == 1);
    BOOST_TEST((outcomes == std::vector<std::string>{cancelled}));
}

BOOST_AUTO_TEST_CASE(is_too_late_when_complete) {
    Waiting executor;
    int completed = 0;
    Call call(std::ref(executor), HttpRequest(),
              Completion([&](const Result<HttpResponse>&) { ++completed; }));
    executor.completions[0](HttpResponse{200, {}, ""});
    BOOST_TEST(!call.cancel());
    BOOST_TEST(executor.stopped == 0);
    BOOST_TEST(completed == 1);
    BOOST_TEST(!Call().cancel());
}

BOOST_AUTO_TEST_CASE(outlives_the_executor) {
    auto executor = std::make_unique<Waiting>();
    std::vector<std::string> outcomes;
    Call call(std::ref(*executor), HttpRequest(), Completion([&](Result<HttpResponse> executed) {
                  outcomes.push_back(executed.error().code);
              }));
    executor.reset();
    BOOST_TEST((outcomes == std::vector<std::string>{"dropped"}));
    BOOST_TEST(!call.cancel());
}

BOOST_AUTO_TEST_CASE(goes_on_when_its_handle_is_dropped) {
    Waiting executor;
    std::optional<int> status;
    Call(std::ref(executor), HttpRequest(),
         Completion([&](const Result<HttpResponse>& executed) { status = executed->status; }));
    BOOST_TEST(!status.has_value());
    executor.completions[0](HttpResponse{204, {}, ""});
    BOOST_TEST(status.value() == 204);
}

BOOST_AUTO_TEST_CASE(may_complete_before_the_executor_returns) {
    int completed = 0, stopped = 0;
    const auto executor = [&stopped](const HttpRequest&, const Completion& completion) {
        completion(HttpResponse{200, {}, ""});
        return [&stopped] { ++stopped; };
    };
    Call call(executor, HttpRequest(),
              Completion([&](const Result<HttpResponse>&) { ++completed; }));
    BOOST_TEST(completed == 1);
    BOOST_TEST(!call.cancel());
    BOOST_TEST(stopped == 0);
}

BOOST_AUTO_TEST_CASE(needs_no_function_that_stops_it) {
    std::vector<Completion> waiting;
    std::string outcome;
    const auto executor = [&waiting](HttpRequest, Completion completion) {
        waiting.push_back(std::move(completion));
    };
    Call call(executor, HttpRequest(), Completion([&](Result<HttpResponse> executed) {
                  outcome = texts::of(executed.error());
              }));
    BOOST_TEST(call.cancel());
    BOOST_TEST(outcome == cancelled);
}

BOOST_AUTO_TEST_CASE(may_be_cancelled_by_the_function_that_stops_it) {
    std::vector<Completion> waiting;
    int completed = 0;
    const auto executor = [&waiting](HttpRequest, Completion completion) {
        waiting.push_back(std::move(completion));
        return [&waiting] { // as an executor that reports the stop itself, and forgets the request
            waiting.back()(
                flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "stopped"));
            waiting.clear();
        };
    };
    Call call(executor, HttpRequest(), Completion([&](const Result<HttpResponse>& executed) {
                  ++completed;
                  BOOST_TEST(executed.error().code == "cancelled");
              }));
    BOOST_TEST(call.cancel());
    BOOST_TEST(completed == 1);
}

BOOST_AUTO_TEST_CASE(is_either_completed_or_cancelled_by_two_threads) {
    for (int round = 0; round != 200; ++round) {
        std::optional<Completion> waiting;
        int completed = 0;
        bool was_cancelled = false;
        const auto executor = [&waiting](HttpRequest, Completion completion) {
            waiting = std::move(completion);
        };
        Call call(executor, HttpRequest(), Completion([&](const Result<HttpResponse>& executed) {
                      ++completed;
                      was_cancelled = executed.has_error();
                  }));
        flameup_tests::Thread other([&waiting] { (*waiting)(HttpResponse{200, {}, ""}); });
        const bool in_time = call.cancel();
        other.join();
        BOOST_TEST(completed == 1);
        BOOST_TEST(in_time == was_cancelled);
    }
}

using flameup::GetStatistics;
using Polled = flameup::PolledCall<GetStatistics>;
using Done = std::function<void(Polled::Outcome, HttpResponse)>;

/// Starts a polled call whose outcome the test gives by `done`.
Polled polled(Waiting& executor, Done& done) {
    return Polled([&](auto take) {
        done = take;
        return Call(std::ref(executor), HttpRequest(),
                    Completion([take](Result<HttpResponse> executed) {
                        take(std::move(executed).error(), HttpResponse());
                    }));
    });
}

BOOST_AUTO_TEST_CASE(a_polled_call_gives_its_result_once) {
    Waiting executor;
    Done done;
    Polled call = polled(executor, done);
    BOOST_TEST(!call.poll().has_value());
    flameup::Statistics statistics;
    statistics.total = 3;
    done(statistics, HttpResponse{200, {}, "text"});
    HttpResponse response;
    const auto outcome = call.poll(response);
    BOOST_TEST_REQUIRE(outcome.has_value());
    BOOST_TEST((*outcome)->total.value() == 3);
    BOOST_TEST(response.body == "text");
    BOOST_TEST(!call.poll(response).has_value());
    BOOST_TEST(response.body == "text");
}

BOOST_AUTO_TEST_CASE(a_polled_call_is_cancelled_by_hand_and_by_dropping_it) {
    Waiting executor;
    Done done;
    {
        Polled call = polled(executor, done);
        BOOST_TEST(call.cancel());
        BOOST_TEST(!call.cancel());
        const auto outcome = call.poll();
        BOOST_TEST_REQUIRE(outcome.has_value());
        BOOST_TEST(texts::of(outcome->error()) == cancelled);
    }
    BOOST_TEST(executor.stopped == 1);
    { const Polled dropped = polled(executor, done); }
    BOOST_TEST(executor.stopped == 2);
    Polled first = polled(executor, done), second = polled(executor, done);
    first = std::move(second);
    BOOST_TEST(executor.stopped == 3);
    done({}, HttpResponse());
    BOOST_TEST(first.poll().has_value());
    BOOST_TEST(!second.poll().has_value()); // NOLINT: what was moved from is over
    BOOST_TEST(!second.cancel());
}

BOOST_AUTO_TEST_CASE(a_polled_call_outlives_the_executor) {
    Done done;
    std::optional<Waiting> executor(std::in_place);
    Polled call = polled(*executor, done);
    executor.reset();
    BOOST_TEST(call.poll().value().error().code == "dropped");
}

BOOST_AUTO_TEST_SUITE_END()
