#include "flameup/flow/sending.hpp"

#include "flameup/message/build_impl.hpp"
#include "flameup/model.hpp"

#include "flow/scripts.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

BOOST_AUTO_TEST_SUITE(sending)

using flameup::FlowOptions;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Moment;
using flameup::Result;
using flameup::Route;
using flameup::SendingState;
using flameup::Step;
using flameup::detail::Sending;
using scripts::answer;
using scripts::at;
using scripts::lost;
using scripts::milliseconds;

const Route& get = flameup::GetStatistics::route;
const Route& create = flameup::CreatePerson<>::route;
const Route& erase = flameup::DeletePerson::route;

struct Bench {
    Sending sending{};
    FlowOptions options{};
    int built = 0;

    Result<Step> step(const Moment& now, const Route& route = get) {
        return sending.step(route, options, now, [this](HttpRequest& request) -> Result<void> {
            ++built;
            return flameup::build(scripts::config(), flameup::GetStatistics{}, request);
        });
    }

    std::optional<Result<HttpResponse>> receive(Result<HttpResponse> executed, const Moment& now,
                                                const Route& route = get) {
        if (!sending.receive(executed, route, scripts::config(), options, now)) return std::nullopt;
        return executed;
    }

    /// `sends`, `waits 250` or the error's code.
    std::string does(std::int64_t time, const Route& route = get) {
        const Result<Step> made = step(at(time), route);
        if (!made) return made.error().code;
        if (made->kind == Step::Kind::send) return "sends";
        BOOST_TEST((made->kind == Step::Kind::wait));
        if (made->until == (milliseconds::max)()) return "waits for the answer";
        return "waits " + std::to_string(made->until.count() - time);
    }
};

BOOST_AUTO_TEST_CASE(sends_waits_and_sends_again) {
    Bench bench;
    BOOST_TEST(bench.does(0) == "sends");
    BOOST_TEST(bench.does(5) == "waits for the answer");
    BOOST_TEST(!bench.receive(answer(503), at(10)).has_value());
    BOOST_TEST(bench.does(10) == "waits 250");
    BOOST_TEST(bench.does(200) == "waits 60");
    BOOST_TEST(bench.does(260) == "sends");
    const auto received = bench.receive(answer(200, "{}"), at(300));
    BOOST_TEST_REQUIRE(received.has_value());
    BOOST_TEST((**received == answer(200, "{}")));
    BOOST_TEST(scripts::of(bench.sending.attempts()) ==
               "503 503: Service Unavailable, waits 250\n");
}

BOOST_AUTO_TEST_CASE(builds_each_request_that_is_sent_once) {
    Bench bench;
    const Result<Step> first = bench.step(at(0));
    const HttpRequest expected = *flameup::build(scripts::config(), flameup::GetStatistics{});
    BOOST_TEST((*first->request == expected));
    const HttpRequest taken = std::move(*first->request); // as a callback executor does
    bench.receive(answer(503), at(0));
    bench.step(at(1));
    bench.step(at(2));
    const Result<Step> second = bench.step(at(250));
    BOOST_TEST((*second->request == expected));
    BOOST_TEST((taken == expected));
    BOOST_TEST(bench.built == 2);
}

BOOST_AUTO_TEST_CASE(takes_no_answer_to_what_it_did_not_send) {
    Bench bench;
    bench.options.budget = std::make_shared<flameup::RateBudget>();
    BOOST_TEST(!bench.receive(answer(200), at(0)).has_value());
    BOOST_TEST(bench.does(0) == "sends");
    BOOST_TEST(!bench.receive(answer(503), at(0)).has_value());
    BOOST_TEST(!bench.receive(answer(200), at(0)).has_value());
    BOOST_TEST(bench.sending.attempts().size() == 1u);
}

BOOST_AUTO_TEST_CASE(is_held_back_by_the_budget_that_it_shares) {
    Bench one;
    Bench two;
    one.options.budget = two.options.budget = std::make_shared<flameup::RateBudget>(1);
    BOOST_TEST(one.does(0) == "sends");
    BOOST_TEST(two.does(0) == "waits 61000");
    BOOST_TEST(two.built == 1);
    one.receive(answer(200, {}, {{"X-RateLimit-Limit", "2"}}), at(10));
    BOOST_TEST(two.does(10) == "sends");
    two.receive(answer(429, {}, {{"Retry-After", "3"}}), at(20));
    BOOST_TEST(two.does(20) == "waits 60980"); // longer than the advice, as both were sent
}

BOOST_AUTO_TEST_CASE(gives_up_where_the_budget_holds_it_back_for_too_long) {
    Bench bench;
    bench.options.budget = std::make_shared<flameup::RateBudget>(1);
    bench.options.retry.max_total = milliseconds(60'000);
    BOOST_TEST(bench.does(0) == "sends");
    BOOST_TEST(bench.receive(answer(503), at(10)).has_value());
}

BOOST_AUTO_TEST_CASE(says_what_is_wrong_with_a_request_without_sending) {
    Bench bench;
    bench.options.budget = std::make_shared<flameup::RateBudget>(1);
    const auto refuse = [](HttpRequest&) -> Result<void> { return lost("no_good"); };
    const Result<Step> step = bench.sending.step(get, bench.options, at(0), refuse);
    BOOST_TEST(step.error().code == "no_good");
    BOOST_TEST(bench.sending.attempts().empty());
    BOOST_TEST(bench.does(0) == "sends");
}

BOOST_AUTO_TEST_CASE(begins_again_with_another_request) {
    Bench bench;
    bench.does(0);
    bench.receive(answer(503), at(0));
    bench.sending.restart();
    BOOST_TEST(bench.sending.attempts().empty());
    BOOST_TEST(bench.does(0) == "sends");
    BOOST_TEST(*flameup::to_json(bench.sending.save(at(7))) ==
               R"({"attempts":[],"elapsed_ms":7,"wait_ms":0,"in_flight":true,"may_be_done":true})");
}

BOOST_AUTO_TEST_CASE(counts_the_time_of_a_call_down_over_its_attempts) {
    Bench bench;
    bench.options.call.timeout_ms = 1'000;
    const auto left = [&bench](std::int64_t time) {
        const Result<Step> step = bench.step(at(time));
        return step && step->kind == Step::Kind::send ? step->request->timeout_ms.value_or(-1) : -2;
    };
    BOOST_TEST(left(5'000) == 1'000);
    BOOST_TEST(!bench.receive(answer(503), at(5'010)).has_value());
    BOOST_TEST(left(5'260) == 740);
    BOOST_TEST(!bench.receive(answer(503), at(5'300)).has_value());
    BOOST_TEST(left(5'800) == 200);
    const auto last = bench.receive(answer(503, R"({"message":"down"})"), at(5'900));
    BOOST_TEST_REQUIRE(last.has_value()); // as the next wait would end behind the time
    BOOST_TEST((*last)->status == 503);
    BOOST_TEST(scripts::of(bench.sending.attempts()) ==
               "503 503: Service Unavailable, waits 250\n503 503: Service Unavailable, waits 500\n"
               "503 503: down, waits 0\n");
    bench.sending.restart();
    BOOST_TEST(left(9'000) == 1'000);
}

BOOST_AUTO_TEST_CASE(sends_nothing_when_the_time_of_a_call_is_over) {
    Bench held;
    held.options.budget = std::make_shared<flameup::RateBudget>(1);
    BOOST_TEST(held.does(0) == "sends");
    held.receive(answer(200), at(0));
    held.sending.restart();
    held.options.call.timeout_ms = 61'000;
    BOOST_TEST(held.does(1) == "waits 60999"); // which is not the whole time
    BOOST_TEST(held.does(61'000) == "sends");
    held.receive(answer(200), at(61'000));
    held.sending.restart();
    held.options.call.timeout_ms = 60'000;
    const Result<Step> late = held.step(at(61'001));
    BOOST_TEST_REQUIRE(late.has_error());
    BOOST_TEST(
        texts::of(late.error()) ==
        "transport 0 timed_out: the time limit of the call ended before the request could be "
        "sent\n");

    Bench slept;
    slept.options.call.timeout_ms = 1'000;
    BOOST_TEST(slept.does(0) == "sends");
    BOOST_TEST(!slept.receive(answer(503), at(10)).has_value());
    BOOST_TEST(slept.does(1'000) == "timed_out"); // as a device does that is suspended
    BOOST_TEST(slept.built == 2);
}

BOOST_AUTO_TEST_CASE(is_saved_with_the_time_that_is_left) {
    Bench bench;
    bench.options.call.timeout_ms = 1'000;
    bench.does(1'000);
    bench.receive(answer(503), at(1'100));
    const SendingState state = bench.sending.save(at(1'200));
    BOOST_TEST(
        *flameup::to_json(state) ==
        R"({"attempts":[{"status":503,"code":"503","message":"Service Unavailable","wait_ms":250}],)"
        R"("elapsed_ms":200,"wait_ms":150,"left_ms":800,"in_flight":false,"may_be_done":true})");
    Bench other;
    other.sending = Sending(scripts::copy_of(state), at(70'000));
    BOOST_TEST(*flameup::to_json(other.sending.save(at(70'000))) == *flameup::to_json(state));
    BOOST_TEST(other.step(at(70'150))->request->timeout_ms.value_or(0) == 650);
    BOOST_TEST(*other.sending.save(at(80'000)).left_ms == 0);
    for (const std::int64_t left : {scripts::lowest_number, scripts::largest_number}) {
        SendingState hostile = state;
        hostile.left_ms = left;
        Bench any;
        any.sending = Sending(hostile, at(0));
        BOOST_TEST(any.does(150) == (left < 0 ? "timed_out" : "sends"));
    }
}

BOOST_AUTO_TEST_CASE(is_saved_while_it_waits) {
    Bench bench;
    bench.does(1'000);
    bench.receive(answer(503), at(1'100));
    const SendingState state = bench.sending.save(at(1'200));
    BOOST_TEST(
        *flameup::to_json(state) ==
        R"({"attempts":[{"status":503,"code":"503","message":"Service Unavailable","wait_ms":250}],)"
        R"("elapsed_ms":200,"wait_ms":150,"in_flight":false,"may_be_done":true})");
    Bench other;
    other.sending = Sending(scripts::copy_of(state), at(70'000));
    BOOST_TEST(other.does(70'000) == "waits 150");
    BOOST_TEST(*flameup::to_json(other.sending.save(at(70'000))) == *flameup::to_json(state));
    BOOST_TEST(other.does(70'150) == "sends");
}

BOOST_AUTO_TEST_CASE(is_saved_in_flight) {
    Bench bench;
    bench.does(1'000);
    const SendingState state = bench.sending.save(at(1'100));
    BOOST_TEST(
        *flameup::to_json(state) ==
        R"({"attempts":[],"elapsed_ms":100,"wait_ms":0,"in_flight":true,"may_be_done":true})");
    for (const Route* route : {&get, &erase, &flameup::UpsertPerson<>::route}) {
        Bench other;
        other.sending = Sending(scripts::copy_of(state), at(0));
        BOOST_TEST(*flameup::to_json(other.sending.save(at(0))) == *flameup::to_json(state));
        BOOST_TEST(other.does(0, *route) == "sends");
        BOOST_TEST(other.sending.save(at(50)).elapsed_ms == 150);
    }
    Bench unsafe;
    unsafe.sending = Sending(state, at(0));
    BOOST_TEST(unsafe.does(0, create) == "interrupted");
    BOOST_TEST(scripts::of(unsafe.sending.attempts()) ==
               "0 interrupted: the request was interrupted, and may have been processed, waits "
               "0\n");
    unsafe.options.retry.repeats_unsafe = true;
    unsafe.sending = Sending(state, at(0));
    BOOST_TEST(unsafe.does(0, create) == "sends");
}

BOOST_AUTO_TEST_CASE(a_delete_that_finds_nobody_is_done_if_it_went_before) {
    const auto outcome = [](Bench& bench) {
        const auto received =
            bench.receive(answer(404, "{}", {{"X-Request-Id", "r1"}}), at(1'000), erase);
        BOOST_TEST_REQUIRE(received.has_value());
        BOOST_TEST(*(*received)->headers.find("X-Request-Id") == "r1");
        return (*received)->status;
    };
    Bench first;
    first.does(0, erase);
    BOOST_TEST(outcome(first) == 404);

    Bench again;
    again.does(0, erase);
    again.receive(lost("timed_out"), at(0), erase);
    again.does(900, erase);
    BOOST_TEST(outcome(again) == 204);
    BOOST_TEST(again.sending.attempts().size() == 1u);

    Bench interrupted;
    interrupted.does(0, erase);
    interrupted.sending = Sending(interrupted.sending.save(at(0)), at(0));
    interrupted.does(0, erase);
    BOOST_TEST(outcome(interrupted) == 204);

    Bench other;
    other.does(0);
    other.receive(lost("timed_out"), at(0));
    other.does(900);
    BOOST_TEST(
        other.receive(answer(404), at(900), flameup::UpdatePerson<>::route)->value().status == 404);
}

BOOST_AUTO_TEST_CASE(a_hostile_state_waits_no_longer_than_any_other) {
    const std::int64_t numbers[] = {scripts::lowest_number, -1, 0, 1, scripts::largest_number};
    for (const std::int64_t elapsed : numbers) {
        for (const std::int64_t wait : numbers) {
            for (const std::int64_t time : {std::int64_t{-5}, std::int64_t{1'700'000'000'000}}) {
                SendingState state;
                state.elapsed_ms = elapsed;
                state.wait_ms = wait;
                state.attempts.resize(2);
                Bench bench;
                bench.sending = Sending(state, at(time));
                const std::string expected = wait > 60'000 ? "waits 60000" : "waits 1";
                BOOST_TEST(bench.does(time) == (wait > 0 ? expected : "sends"));
                if (wait > 0) BOOST_TEST(bench.does(time + 60'000) == "sends");
                const bool is_over = bench.receive(answer(503), at(time + 60'000)).has_value();
                BOOST_TEST(is_over == (elapsed == scripts::largest_number));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_policy_without_limits_overflows_nothing) {
    Bench bench;
    bench.options.retry.max_total = bench.options.retry.max_wait = (milliseconds::max)();
    bench.options.retry.first_wait = (milliseconds::max)();
    bench.options.retry.max_attempts = static_cast<std::size_t>(-1);
    std::int64_t time = 0;
    for (int i = 0; i != 20; ++i) {
        BOOST_TEST(bench.does(time) == "sends");
        const Moment now = at(time, scripts::most);
        const HttpResponse answered = answer(503, {}, {{"Retry-After", "9223372036854775807"}});
        BOOST_TEST(!bench.receive(answered, now).has_value());
        time = bench.step(now)->until.count();
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_key_and_what_is_not_text_out_of_attempts) {
    Bench bench;
    bench.does(0);
    bench.receive(lost("cut\xFF " + scripts::key), at(0));
    bench.does(250);
    bench.receive(
        answer(503, R"({"code":")" + scripts::key + R"(","message":"no )" + scripts::key + "\"}"),
        at(250));
    BOOST_TEST(scripts::of(bench.sending.attempts()) ==
               "0 cut? ***: cut? *** by script, waits 250\n503 ***: no ***, waits 500\n");
    scripts::copy_of(bench.sending.save(at(0)));
}

BOOST_AUTO_TEST_SUITE_END()
