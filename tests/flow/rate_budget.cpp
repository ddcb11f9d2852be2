#include "flameup/flow/rate_budget.hpp"

#include "flameup/message/build_impl.hpp"
#include "flameup/model.hpp"
#include "flameup/testing/people_service.hpp"

#include "flow/scripts.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(rate_budget)

using flameup::Headers;
using flameup::HttpResponse;
using flameup::RateBudget;
using flameup::RateBudgetState;
using scripts::answer;
using scripts::largest_number;
using scripts::lowest_number;
using scripts::milliseconds;

constexpr std::int64_t start = 1705314600; // 2024-01-15T10:30:00Z, at 0 ms

flameup::Moment at(std::int64_t time) {
    return scripts::at(time, 0, flameup::Timestamp{start + time / 1000, 0});
}

/// How long a request would wait.
std::int64_t held(const RateBudget& budget, std::int64_t time) {
    return budget.admits_at(at(time)).count() - time;
}

Headers headers(std::int64_t limit, std::int64_t remaining, std::int64_t reset) {
    return {{"X-RateLimit-Limit", std::to_string(limit)},
            {"X-RateLimit-Remaining", std::to_string(remaining)},
            {"X-RateLimit-Reset", std::to_string(start + reset)}};
}

/// Sends and answers a request.
void exchange(RateBudget& budget, std::int64_t time, const HttpResponse& response,
              std::int64_t takes = 0) {
    budget.count(at(time));
    budget.learn(&response, milliseconds(time), at(time + takes));
}

BOOST_AUTO_TEST_CASE(keeps_to_120_requests_in_any_minute_where_the_server_says_nothing) {
    RateBudget budget;
    for (int i = 0; i != 120; ++i) {
        BOOST_TEST(held(budget, 10 * i) == 0);
        exchange(budget, 10 * i, answer(200));
    }
    BOOST_TEST(held(budget, 1'190) == 61'000 - 1'190); // a minute, and a second for their ways
    BOOST_TEST(held(budget, 60'999) == 1);
    BOOST_TEST(held(budget, 61'000) == 0);
    exchange(budget, 61'000, answer(200));
    BOOST_TEST(held(budget, 61'000) == 10);
}

BOOST_AUTO_TEST_CASE(keeps_to_the_number_that_it_is_given) {
    for (const std::int64_t number : {std::int64_t{1}, std::int64_t{3}}) {
        RateBudget budget(number);
        for (std::int64_t i = 0; i != number; ++i) budget.count(at(0));
        BOOST_TEST(held(budget, 0) == 61'000);
    }
    for (const std::int64_t none : {std::int64_t{0}, std::int64_t{-1}, lowest_number}) {
        RateBudget budget(none);
        for (int i = 0; i != 1000; ++i) budget.count(at(0));
        BOOST_TEST(held(budget, 0) == 0);
        BOOST_TEST(budget.save(at(0)).sent_ms.empty());
    }
    RateBudget vast(largest_number);
    for (int i = 0; i != 1000; ++i) vast.count(at(i * 1000));
    BOOST_TEST(held(vast, 0) == 0);
    BOOST_TEST(vast.save(at(999'000)).sent_ms.size() == 61u); // what is older is forgotten
}

BOOST_AUTO_TEST_CASE(keeps_to_a_bound_whatever_the_server_lets_pass) {
    RateBudget budget;
    budget.keep_to(2);
    const HttpResponse generous = answer(200, {}, headers(1000, 999, 10));
    exchange(budget, 0, generous);
    exchange(budget, 5'000, generous);
    BOOST_TEST(held(budget, 5'000) == 56'000);
    BOOST_TEST(held(budget, 20'000) == 41'000); // the server's next window does not matter
    RateBudget restored;
    restored.keep_to(2);
    restored.restore(budget.save(at(20'000)), at(20'000));
    BOOST_TEST(held(restored, 20'000) == 41'000);
    exchange(budget, 61'000, generous);
    BOOST_TEST(held(budget, 61'000) == 5'000);

    RateBudget strict; // the server's limit counts where it is the smaller one
    strict.keep_to(100);
    exchange(strict, 0, answer(200, {}, headers(1, 0, 30)));
    BOOST_TEST(held(strict, 0) == 31'000);
    strict.keep_to(0);
    BOOST_TEST(held(strict, 0) == 31'000);
}

BOOST_AUTO_TEST_CASE(lets_pass_what_remains_of_the_servers_window) {
    RateBudget budget;
    exchange(budget, 0, answer(200, {}, headers(3, 2, 30)));
    exchange(budget, 100, answer(200, {}, headers(3, 1, 30)));
    BOOST_TEST(held(budget, 200) == 0);
    exchange(budget, 200, answer(200, {}, headers(3, 0, 30)));
    BOOST_TEST(held(budget, 200) == 31'000 - 200); // the date may be a second too early
    BOOST_TEST(held(budget, 31'000) == 0);
}

BOOST_AUTO_TEST_CASE(learns_the_servers_limit_in_place_of_its_own) {
    RateBudget budget(2);
    exchange(budget, 0, answer(200, {}, {{"X-RateLimit-Limit", "4"}}));
    exchange(budget, 1, answer(200));
    BOOST_TEST(held(budget, 2) == 0);
    exchange(budget, 2, answer(200));
    exchange(budget, 3, answer(200));
    BOOST_TEST(held(budget, 3) == 61'000 - 3);
    exchange(budget, 61'000, answer(200, {}, {{"X-RateLimit-Limit", "1"}}));
    BOOST_TEST(held(budget, 61'000) == 61'000);
    for (const char* nonsense : {"0", "-3", "many", ""}) {
        exchange(budget, 130'000, answer(200, {}, {{"X-RateLimit-Limit", nonsense}}));
        BOOST_TEST((budget.save(at(130'000)).limit == 1));
    }
}

BOOST_AUTO_TEST_CASE(keeps_to_the_learned_limit_until_the_next_window_says_what_remains) {
    RateBudget budget;
    exchange(budget, 0, answer(200, {}, headers(2, 0, 30)));
    budget.count(at(31'000));
    BOOST_TEST(held(budget, 31'000) == 0);
    budget.count(at(31'000));
    BOOST_TEST(held(budget, 31'000) == 61'000);
    const HttpResponse next = answer(200, {}, headers(2, 1, 90));
    budget.learn(&next, milliseconds(31'000), at(31'500));
    BOOST_TEST(held(budget, 31'500) == 60'000);
}

BOOST_AUTO_TEST_CASE(counts_what_is_in_flight_against_what_remains) {
    RateBudget budget;
    for (int i = 0; i != 4; ++i) budget.count(at(0));
    const auto answered = [&](std::int64_t remaining) {
        const HttpResponse response = answer(200, {}, headers(6, remaining, 30));
        budget.learn(&response, milliseconds(0), at(100));
    };
    answered(4); // 3 are in flight
    BOOST_TEST(held(budget, 100) == 0);
    budget.count(at(100));
    BOOST_TEST(held(budget, 100) == 31'000);
    answered(2); // before the one that says 3
    BOOST_TEST(held(budget, 100) != 0);
    answered(3);                        // is older than what is known
    answered(5);                        // the first of all
    BOOST_TEST(held(budget, 100) == 0); // 2 remain, 1 is in flight
    budget.count(at(100));
    BOOST_TEST(held(budget, 100) != 0);
}

BOOST_AUTO_TEST_CASE(counts_lost_requests_as_processed) {
    RateBudget budget;
    exchange(budget, 0, answer(200, {}, headers(9, 2, 30)));
    budget.count(at(1));
    budget.learn(nullptr, milliseconds(1), at(2));
    BOOST_TEST(held(budget, 2) == 0);
    exchange(budget, 3, answer(502)); // a gateway that knows of no limits
    BOOST_TEST(held(budget, 3) != 0);
}

BOOST_AUTO_TEST_CASE(forgets_requests_that_are_never_answered) {
    RateBudget budget;
    for (int i = 0; i != 50; ++i) budget.count(at(0)); // and their flows are dropped
    exchange(budget, 50'000, answer(200, {}, headers(60, 9, 100)));
    BOOST_TEST(held(budget, 50'000) == 51'000);
    BOOST_TEST(held(budget, 59'999) != 0);
    BOOST_TEST(held(budget, 60'000) == 0);
}

BOOST_AUTO_TEST_CASE(a_call_that_is_answered_twice_takes_nobody_elses_place) {
    RateBudget budget;
    exchange(budget, 0, answer(200, {}, headers(9, 2, 30)));
    budget.count(at(1));
    budget.count(at(2));
    BOOST_TEST(held(budget, 3) != 0);
    const HttpResponse response = answer(200, {}, headers(9, 2, 30));
    for (int i = 0; i != 3; ++i) budget.learn(&response, milliseconds(0), at(3));
    BOOST_TEST(held(budget, 3) != 0);
}

BOOST_AUTO_TEST_CASE(waits_after_a_429_as_it_is_told) {
    struct Case {
        const char* what;
        Headers headers;
        std::int64_t held;
    };
    const std::string reset = std::to_string(start + 20);
    const Case cases[] = {
        {"nothing", {}, 1'000},
        {"seconds", {{"Retry-After", "7"}}, 8'000},
        {"a date", {{"Retry-After", "Mon, 15 Jan 2024 10:30:07 GMT"}}, 8'000},
        {"a date of its own time",
         {{"Retry-After", "Mon, 15 Jan 2024 10:30:07 GMT"},
          {"Date", "Mon, 15 Jan 2024 10:29:57 GMT"}},
         11'000},
        {"a reset", {{"X-RateLimit-Reset", reset}}, 21'000},
        {"a reset in seconds", {{"X-RateLimit-Reset", "20"}}, 21'000},
        {"a reset in seconds with nothing left",
         {{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "20"}},
         21'000},
        {"a fraction of seconds", {{"Retry-After", "7.0"}}, 8'000},
        {"more seconds than there are", {{"Retry-After", "99999999999999999999"}}, 60'000},
        {"a reset with nothing left", headers(120, 0, 20), 21'000},
        {"both", {{"Retry-After", "7"}, {"X-RateLimit-Reset", reset}}, 8'000},
        {"what is far too long", {{"Retry-After", "410400"}}, 60'000},
        {"a hostile reset", headers(120, 0, 200'000'000'000), 60'000},
        {"a reset in the past", headers(120, 0, -50), 1'000},
    };
    for (const Case& each : cases) {
        RateBudget budget;
        exchange(budget, 0, answer(429, {}, each.headers));
        BOOST_TEST(held(budget, 0) == each.held, each.what << ' ' << held(budget, 0));
    }
}

BOOST_AUTO_TEST_CASE(takes_a_429_without_advice_for_the_end_of_the_window_that_it_knows) {
    RateBudget budget;
    exchange(budget, 0, answer(200, {}, headers(120, 80, 30)));
    exchange(budget, 1'000, answer(429));
    BOOST_TEST(held(budget, 1'000) == 30'000);
}

BOOST_AUTO_TEST_CASE(a_late_answer_does_not_end_the_wait_after_a_429) {
    RateBudget budget;
    budget.count(at(0));
    budget.count(at(1));
    const HttpResponse refused = answer(429, {}, {{"Retry-After", "9"}});
    budget.learn(&refused, milliseconds(1), at(10));
    const HttpResponse late = answer(200, {}, headers(120, 50, 30));
    budget.learn(&late, milliseconds(0), at(20));
    BOOST_TEST(held(budget, 20) == 9'990);
}

BOOST_AUTO_TEST_CASE(holds_nothing_back_for_longer_than_it_may) {
    for (const std::int64_t most : {std::int64_t{0}, std::int64_t{-9}, std::int64_t{5'000}}) {
        RateBudget budget(0, milliseconds(most));
        exchange(budget, 0, answer(200, {}, headers(120, 0, 3600)));
        BOOST_TEST(held(budget, 0) == (std::max<std::int64_t>)(most, 0));
    }
    RateBudget patient(0, (milliseconds::max)());
    exchange(patient, 0, answer(429, {}, headers(120, 0, 200'000'000'000)));
    BOOST_TEST(held(patient, 0) == std::int64_t{366} * 24 * 60 * 60 * 1000);
}

BOOST_AUTO_TEST_CASE(takes_windows_for_minutes_where_no_clock_tells_when_they_end) {
    const auto without_date = [](std::int64_t time) { return scripts::at(time); };
    RateBudget budget;
    budget.count(without_date(0));
    const HttpResponse response = answer(200, {}, headers(120, 0, 30));
    budget.learn(&response, milliseconds(0), without_date(100));
    BOOST_TEST(budget.admits_at(without_date(100)).count() == 60'100);

    RateBudget dated;
    dated.count(without_date(0));
    HttpResponse with_date = response;
    with_date.headers.add("Date", "Mon, 15 Jan 2024 10:30:00 GMT");
    dated.learn(&with_date, milliseconds(0), without_date(100));
    BOOST_TEST(dated.admits_at(without_date(100)).count() == 31'100);

    RateBudget bare;
    exchange(bare, 0, answer(200, {}, {{"X-RateLimit-Remaining", "0"}}));
    BOOST_TEST(held(bare, 0) == 60'000);
}

BOOST_AUTO_TEST_CASE(saves_the_age_of_a_window_until_it_does_not_matter) {
    RateBudget budget;
    exchange(budget, 0, answer(200, {}, headers(5, 2, 30)));
    budget.count(at(40'000)); // in the next window
    BOOST_TEST((budget.save(at(100'999)).renewed_ms == 60'999));
    BOOST_TEST(!budget.save(at(101'000)).renewed_ms.has_value());
}

BOOST_AUTO_TEST_CASE(is_saved_and_goes_on) {
    RateBudget budget(3);
    exchange(budget, 0, answer(200));
    exchange(budget, 500, answer(200));
    budget.count(at(1'000));
    const RateBudgetState state = budget.save(at(2'000));
    BOOST_TEST(*flameup::to_json(state) == R"({"sent_ms":[2000,1500,1000]})");
    RateBudget other(3);
    other.restore(scripts::copy_of(state), at(702'000));
    BOOST_TEST(held(other, 702'000) == held(budget, 2'000));
    BOOST_TEST(held(other, 702'000 + 59'500) == 0);

    exchange(budget, 2'000, answer(200, {}, headers(5, 2, 30)));
    const RateBudgetState window = budget.save(at(3'000));
    // The one in flight counts as processed: nobody will hear of it any more.
    BOOST_TEST(*flameup::to_json(window) ==
               R"({"sent_ms":[2500,2000,1000],"limit":5,"remaining":1,"reset_ms":28000})");
    other.restore(scripts::copy_of(window), at(0));
    BOOST_TEST(held(other, 0) == 0);
    other.count(at(0));
    BOOST_TEST(held(other, 0) == 28'000);

    RateBudget refused;
    exchange(refused, 3'000, answer(429, {}, {{"Retry-After", "4"}}));
    other.restore(scripts::copy_of(refused.save(at(4'000))), at(0));
    BOOST_TEST(held(other, 0) == 4'000);
    BOOST_TEST(held(refused, 4'000) == 4'000);
    // What is over is not saved.
    BOOST_TEST(*flameup::to_json(budget.save(at(100'000))) == R"({"sent_ms":[],"limit":5})");
}

BOOST_AUTO_TEST_CASE(a_hostile_state_holds_nothing_back_for_ever) {
    const std::int64_t numbers[] = {lowest_number, -1, 0, 1, largest_number};
    for (const std::int64_t time : numbers) {
        for (const std::int64_t number : numbers) {
            RateBudgetState state;
            state.sent_ms = {time, 5, number, -5};
            state.limit = state.remaining = number;
            state.reset_ms = state.hold_ms = time;
            for (const std::int64_t own : {0, 2, 120}) {
                RateBudget budget(own);
                budget.restore(state, at(1'000));
                BOOST_TEST(held(budget, 1'000) <= 61'000);
                BOOST_TEST(held(budget, 62'000) == 0);
                exchange(budget, 62'000, answer(200));
                budget.restore(budget.save(at(62'000)), at(0));
                BOOST_TEST(held(budget, 0) <= 61'000);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(no_server_keeps_requests_back_for_ever) {
    std::mt19937_64 chance(7);
    const auto below = [&chance](std::uint64_t bound) {
        return static_cast<std::int64_t>(chance() % bound);
    };
    const char* const numbers[] = {"0", "1", "119", "-1", "x", "9223372036854775807", "1705314660"};
    RateBudget budget;
    std::int64_t time = 0;
    std::vector<std::int64_t> in_flight;
    for (int i = 0; i != 5'000; ++i) {
        const std::int64_t wait = held(budget, time);
        BOOST_TEST_REQUIRE((wait >= 0 && wait <= 61'000));
        time += wait;
        budget.count(at(time));
        if (below(9) != 0) in_flight.push_back(time); // others are dropped
        time += below(2'000);
        while (!in_flight.empty() && below(3) != 0) {
            Headers said;
            for (const char* name : {"X-RateLimit-Limit", "X-RateLimit-Remaining",
                                     "X-RateLimit-Reset", "Retry-After"}) {
                if (below(2) == 0) said.add(name, numbers[below(7)]);
            }
            const HttpResponse response = answer(below(4) == 0 ? 429 : 200, {}, said);
            budget.learn(below(5) == 0 ? nullptr : &response, milliseconds(in_flight.back()),
                         at(time));
            in_flight.pop_back();
        }
    }
}

/// Sends so many requests, so many at once, to a service with a limit; returns its 429s.
struct Traffic {
    std::int64_t limit;
    std::size_t at_once;
    bool has_date = false; // in the responses; else the clock has one
    int refused = 0;
    std::int64_t time = 0;

    void run(RateBudget& budget, int requests) {
        using flameup::testing::PeopleService;
        std::mt19937_64 chance(3);
        flameup::testing::PeopleServiceOptions options;
        options.requests_per_minute = limit;
        std::int64_t server = 0;
        options.clock = [&server] { return flameup::Timestamp{start + server / 1000, 0}; };
        const PeopleService service(options);
        const auto request = *flameup::build(scripts::config(), flameup::GetStatistics{});
        struct Sent {
            std::int64_t sent, arrives, answered;
            HttpResponse response;
        };
        std::vector<Sent> flying;
        const auto now = [&] { return has_date ? scripts::at(time) : at(time); };
        const auto settle = [&](std::int64_t until) {
            // Requests arrive in another order than they are sent, and answers in another still.
            std::sort(flying.begin(), flying.end(),
                      [](const Sent& a, const Sent& b) { return a.arrives < b.arrives; });
            for (Sent& each : flying) {
                if (each.arrives > until || each.response.status != 0) continue;
                server = each.arrives;
                each.response = service(request);
                if (has_date) {
                    const std::int64_t second = server / 1000;
                    const auto two = [](std::int64_t n) {
                        return (n < 10 ? "0" : "") + std::to_string(n);
                    };
                    each.response.headers.add("Date",
                                              "Mon, 15 Jan 2024 10:" + two(30 + second / 60) + ':' +
                                                  two(second % 60) + " GMT");
                }
            }
            std::sort(flying.begin(), flying.end(),
                      [](const Sent& a, const Sent& b) { return a.answered < b.answered; });
            while (!flying.empty() && flying.front().answered <= until) {
                time = (std::max)(time, flying.front().answered);
                refused += flying.front().response.status == 429;
                budget.learn(&flying.front().response, milliseconds(flying.front().sent), now());
                flying.erase(flying.begin());
            }
        };
        while (requests != 0 || !flying.empty()) {
            const std::int64_t wait = (budget.admits_at(now()) - milliseconds(time)).count();
            if (requests != 0 && flying.size() != at_once && wait <= 0) {
                budget.count(now());
                const std::int64_t there = time + 5 + static_cast<std::int64_t>(chance() % 400);
                flying.push_back(
                    {time, there, there + static_cast<std::int64_t>(chance() % 300), {}});
                --requests;
                continue;
            }
            const bool waits = requests != 0 && flying.size() != at_once;
            std::int64_t next = waits ? time + wait : time + 100'000;
            for (const Sent& each : flying) next = (std::min)(next, each.answered);
            settle(next);
            time = next;
        }
    }
};

BOOST_AUTO_TEST_CASE(runs_into_no_429_of_a_server_with_windows) {
    for (const bool has_date : {false, true}) {
        for (const std::size_t at_once : {1u, 2u, 7u}) {
            for (const std::int64_t limit : {10, 60, 120, 400}) {
                Traffic traffic{limit, at_once, has_date};
                RateBudget budget(10); // the server's limit is learned
                traffic.run(budget, static_cast<int>(3 * limit));
                BOOST_TEST_CONTEXT(at_once << " at once, " << limit << " a minute") {
                    BOOST_TEST(traffic.refused == 0);
                    // Two windows are waited for, where requests take less time than them.
                    if (limit <= 60 || at_once == 7) BOOST_TEST(traffic.time < 3 * 63'000);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
