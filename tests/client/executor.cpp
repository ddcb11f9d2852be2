#include "flameup/client/executor.hpp"

#include "texts.hpp"
#include "threads.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(executor)

using flameup::Completion;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;

/// Counts what it is called with.
struct Seen {
    std::vector<Result<HttpResponse>> outcomes;

    Completion completion() {
        return Completion(
            [this](Result<HttpResponse> executed) { outcomes.push_back(std::move(executed)); });
    }
};

BOOST_AUTO_TEST_CASE(a_completion_passes_on_the_first_outcome_only) {
    Seen seen;
    const Completion completion = seen.completion();
    const Completion copy = completion;
    completion(HttpResponse{204, {}, ""});
    copy(flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "too late"));
    completion(HttpResponse{500, {}, ""});
    BOOST_TEST_REQUIRE(seen.outcomes.size() == 1u);
    BOOST_TEST((*seen.outcomes[0] == HttpResponse{204, {}, ""}));
}

BOOST_AUTO_TEST_CASE(a_completion_takes_a_response_or_an_error) {
    Seen seen;
    seen.completion()(HttpResponse{200, {}, "a"});
    seen.completion()(
        flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "cut"));
    seen.completion()(Result<HttpResponse>(HttpResponse{201, {}, "b"}));
    BOOST_TEST_REQUIRE(seen.outcomes.size() == 3u);
    BOOST_TEST(seen.outcomes[0]->body == "a");
    BOOST_TEST(seen.outcomes[1].error().message == "cut");
    BOOST_TEST(seen.outcomes[2]->body == "b");
}

BOOST_AUTO_TEST_CASE(a_completion_whose_last_copy_is_dropped_is_cancelled) {
    Seen seen;
    std::optional<Completion> first = seen.completion();
    std::optional<Completion> second = first;
    first.reset();
    BOOST_TEST(seen.outcomes.empty());
    second.reset();
    BOOST_TEST_REQUIRE(seen.outcomes.size() == 1u);
    BOOST_TEST(texts::of(seen.outcomes[0].error()) ==
               "cancelled 0 dropped: the executor dropped the call without a response\n");
}

BOOST_AUTO_TEST_CASE(a_completion_keeps_what_its_function_holds_until_it_is_called) {
    auto held = std::make_shared<int>(1);
    const std::weak_ptr<int> watched = held;
    const Completion completion([held = std::move(held)](const Result<HttpResponse>&) {});
    BOOST_TEST(!watched.expired());
    completion(HttpResponse());
    BOOST_TEST(watched.expired());
}

BOOST_AUTO_TEST_CASE(a_completion_takes_functions_that_cannot_be_copied) {
    int seen = 0;
    const Completion completion([&seen, number = std::make_unique<int>(7)](
                                    const Result<HttpResponse>&) { seen = *number; });
    const std::function<void(Result<HttpResponse>)> engine_callback = completion;
    engine_callback(HttpResponse());
    BOOST_TEST(seen == 7);
}

BOOST_AUTO_TEST_CASE(one_of_many_threads_completes) {
    for (int round = 0; round != 100; ++round) {
        std::vector<int> statuses;
        const Completion completion([&statuses](const Result<HttpResponse>& executed) {
            statuses.push_back(executed->status);
        });
        std::vector<flameup_tests::Thread> threads;
        for (int status = 200; status != 204; ++status) {
            threads.emplace_back([completion, status] {
                completion(HttpResponse{status, {}, ""});
            });
        }
        for (flameup_tests::Thread& thread : threads) thread.join();
        BOOST_TEST(statuses.size() == 1u);
    }
}

BOOST_AUTO_TEST_CASE(tells_the_shapes_apart) {
    namespace detail = flameup::detail;
    using Blocking = HttpResponse (*)(const HttpRequest&);
    using Callback = void (*)(HttpRequest, Completion);
    struct Stopping {
        std::function<void()> operator()(HttpRequest, const Completion&) const;
    };
    struct Wrong {
        int operator()(HttpRequest, Completion) const;
        int operator()(HttpRequest) const;
    };
    struct Both {
        HttpResponse operator()(const HttpRequest&) const;
        void operator()(HttpRequest, Completion) const;
    };
    static_assert(detail::is_blocking<Blocking> && !detail::is_callback<Blocking>);
    static_assert(!detail::is_blocking<Callback> && detail::is_callback<Callback>);
    static_assert(!detail::is_blocking<Stopping> && detail::is_callback<Stopping>);
    static_assert(!detail::is_blocking<Wrong> && !detail::is_callback<Wrong> &&
                  !detail::is_awaitable<Wrong>);
    static_assert(detail::is_blocking<Both> && detail::is_callback<Both>);
    using Awaitable = std::future<Result<HttpResponse>> (*)(HttpRequest);
    static_assert(detail::is_awaitable<Awaitable> == FLAMEUP_HAS_COROUTINES);
    static_assert(!detail::is_awaitable<std::future<int> (*)(HttpRequest)>);
    static_assert(!detail::is_awaitable<Blocking> && !detail::is_awaitable<Both>);
}

BOOST_AUTO_TEST_SUITE_END()
