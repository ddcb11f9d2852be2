#include "flameup/flow/call_flow.hpp"

#include "flameup/model.hpp"
#include "flameup/testing/people_service.hpp"

#include "flow/scripts.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(call_flow)

using flameup::CallFlow;
using flameup::CallFlowState;
using flameup::FlowOptions;
using flameup::HttpResponse;
using flameup::Moment;
using flameup::Result;
using flameup::Step;
using scripts::answer;
using scripts::Answers;
using scripts::at;
using scripts::config;
using scripts::lost;
using scripts::milliseconds;
using scripts::of;
using scripts::story_of;
using scripts::Unsaved;

/// Writes a flow as JSON and makes another from it, at each step, in a process of another time.
template <class Operation> struct Saved {
    FlowOptions options{};

    CallFlow<Operation> operator()(const CallFlow<Operation>& flow, const Moment& now) const {
        if (flow.outcome()) return flow;
        return {config(), scripts::copy_of(flow.save(now)), now, options};
    }
};

flameup::CreatePerson<> create(std::string id = "u1") {
    flameup::CreatePerson<> operation;
    operation.userId = std::move(id);
    return operation;
}

flameup::UpsertPerson<> upsert() {
    flameup::UpsertPerson<> operation;
    operation.userId = "u1";
    operation.email = "jane@example.com";
    operation.traits = boost::json::object{{"plan", "free"}, {"level", 7}};
    return operation;
}

const HttpResponse person = answer(200, R"({"userId":"u1"})");

BOOST_AUTO_TEST_CASE(succeeds_at_once) {
    CallFlow flow(config(), flameup::GetPerson<>{"u1"});
    BOOST_TEST(!flow.outcome().has_value());
    BOOST_TEST(story_of(flow, {person}, Unsaved()) == "GET /people/u1\nfinished\n");
    BOOST_TEST_REQUIRE(flow.outcome().has_value());
    BOOST_TEST(*(*flow.outcome())->userId == "u1");
    BOOST_TEST((flow.response() == person));
    BOOST_TEST(flow.attempts().empty());
    BOOST_TEST((flow.next(at(0)).kind == Step::Kind::finished));
}

BOOST_AUTO_TEST_CASE(waits_and_tries_again_until_it_succeeds) {
    CallFlow flow(config(), flameup::GetPerson<>{"u1"});
    const Answers answers{lost("refused"), answer(500), answer(429, "{}", {{"Retry-After", "2"}}),
                          answer(200, R"({"userId":"u1"})")};
    BOOST_TEST(story_of(flow, answers, Unsaved()) == "GET /people/u1\nwaits 250\n"
                                                     "GET /people/u1\nwaits 500\n"
                                                     "GET /people/u1\nwaits 2250\n"
                                                     "GET /people/u1\nfinished\n");
    BOOST_TEST(flow.outcome()->has_value());
    BOOST_TEST(of(flow.attempts()) == "0 refused: refused by script, waits 250\n"
                                      "500 500: Internal Server Error, waits 500\n"
                                      "429 429: Too Many Requests, waits 2250\n");
}

BOOST_AUTO_TEST_CASE(fails_with_what_the_last_attempt_said) {
    FlowOptions options;
    options.retry.max_attempts = 3;
    CallFlow flow(config(), flameup::GetPerson<>{"u1"}, options);
    const HttpResponse last = answer(503, R"({"message":"down"})", {{"X-Request-Id", "r3"}});
    BOOST_TEST(story_of(flow, {answer(502), lost("cut"), last}, Unsaved()) ==
               "GET /people/u1\nwaits 250\nGET /people/u1\nwaits 500\nGET /people/u1\nfinished\n");
    BOOST_TEST(texts::of(flow.outcome()->error()) == "api 503 503: down\nrequest_id = r3\n");
    BOOST_TEST(
        (flow.outcome()->error() == flameup::decode<flameup::GetPerson<>>(config(), last).error()));
    BOOST_TEST((flow.response() == last));
    BOOST_TEST(of(flow.attempts()) == "502 502: Bad Gateway, waits 250\n"
                                      "0 cut: cut by script, waits 500\n503 503: down, waits 0\n");
}

BOOST_AUTO_TEST_CASE(gives_each_attempt_the_options_of_the_call) {
    FlowOptions options;
    options.call.headers = {{"Idempotency-Key", "k1"}};
    CallFlow flow(config(), flameup::GetPerson<>{"u1"}, options);
    flameup::HttpRequest expected =
        *flameup::build(config(), flameup::GetPerson<>{"u1"}, options.call);
    for (const std::int64_t time : {0, 300}) {
        const Step step = flow.next(at(time));
        BOOST_TEST_REQUIRE((step.kind == Step::Kind::send));
        BOOST_TEST((*step.request == expected));
        flow.receive(time == 0 ? answer(503) : person, at(time));
    }
    BOOST_TEST(flow.outcome()->has_value());
}

BOOST_AUTO_TEST_CASE(ends_before_the_time_that_it_has) {
    FlowOptions options;
    options.retry.max_total = milliseconds(10 + 250 + 10 + 499);
    CallFlow flow(config(), flameup::GetPerson<>{"u1"}, options);
    BOOST_TEST(story_of(flow, {answer(503), answer(503)}, Unsaved()) ==
               "GET /people/u1\nwaits 250\nGET /people/u1\nfinished\n");
    options.retry.max_total += milliseconds(1);
    CallFlow longer(config(), flameup::GetPerson<>{"u1"}, options);
    BOOST_TEST(story_of(longer, {answer(503), answer(503), answer(503)}, Unsaved()) ==
               "GET /people/u1\nwaits 250\nGET /people/u1\nwaits 500\nGET /people/u1\nfinished\n");
}

BOOST_AUTO_TEST_CASE(fails_for_good_where_another_try_would_not_help) {
    struct Case {
        HttpResponse response;
        const char* error;
        const char* attempts;
    };
    const Case cases[] = {
        {answer(301, "", {{"Location", "https://elsewhere.example"}}), "api 301 301: Redirection\n",
         "301 301: Redirection, waits 0\n"},
        {answer(307), "api 307 307: Redirection\n", "307 307: Redirection, waits 0\n"},
        {answer(304), "api 304 304: Redirection\n", "304 304: Redirection, waits 0\n"},
        {answer(101), "api 101 101: Informational\n", "101 101: Informational, waits 0\n"},
        {answer(401), "api 401 401: Unauthorized\n", "401 401: Unauthorized, waits 0\n"},
        {answer(403), "api 403 403: Forbidden\nmissing_permission = people:read\n",
         "403 403: Forbidden, waits 0\n"},
        {answer(404), "api 404 404: Not Found\n", "404 404: Not Found, waits 0\n"},
        {answer(422), "api 422 422: Unprocessable Content\n",
         "422 422: Unprocessable Content, waits 0\n"},
        {answer(501), "api 501 501: Not Implemented\n", "501 501: Not Implemented, waits 0\n"},
        {answer(200, "[]"),
         "decode 200 wrong_type: the response does not decode at $: expected an object, found an "
         "array\n"
         "path = $\noffset = 0\n",
         "200 wrong_type: the response does not decode at $: expected an object, found an array, "
         "waits 0\n"},
    };
    for (const Case& each : cases) {
        BOOST_TEST_CONTEXT(each.response.status) {
            CallFlow flow(config(), flameup::GetPerson<>{"u1"});
            BOOST_TEST(story_of(flow, {each.response}, Unsaved()) == "GET /people/u1\nfinished\n");
            BOOST_TEST(texts::of(flow.outcome()->error()) == each.error);
            BOOST_TEST(of(flow.attempts()) == each.attempts);
            BOOST_TEST((flow.response() == each.response));
        }
    }
}

BOOST_AUTO_TEST_CASE(takes_a_missing_status_for_a_fault_of_the_transport) {
    FlowOptions options;
    options.retry.max_attempts = 2;
    CallFlow flow(config(), flameup::GetPerson<>{"u1"}, options);
    BOOST_TEST(story_of(flow, {answer(0), answer(-7)}, Unsaved()) ==
               "GET /people/u1\nwaits 250\nGET /people/u1\nfinished\n");
    const std::string words = "invalid_status: the executor returned a response without an HTTP "
                              "status";
    BOOST_TEST(texts::of(flow.outcome()->error()) == "transport -7 " + words + "\n");
    BOOST_TEST(of(flow.attempts()) == "0 " + words + ", waits 250\n-7 " + words + ", waits 0\n");
    CallFlow unsafe(config(), create());
    BOOST_TEST(story_of(unsafe, {answer(0)}, Unsaved()) == "POST /people\nfinished\n");
}

BOOST_AUTO_TEST_CASE(sends_nothing_that_is_not_valid) {
    CallFlow flow(config(), flameup::GetPerson<>{""});
    BOOST_TEST((flow.next(at(0)).kind == Step::Kind::finished));
    BOOST_TEST(
        (flow.outcome()->error() == flameup::build(config(), flameup::GetPerson<>{""}).error()));
    BOOST_TEST(flow.attempts().empty());
    BOOST_TEST((flow.response() == HttpResponse()));
    flow.receive(person, at(0)); // to what?
    BOOST_TEST(flow.outcome()->has_error());

    flameup::Config keyless = config();
    keyless.api_key = "";
    CallFlow refused(keyless, flameup::GetStatistics{});
    BOOST_TEST((refused.next(at(0)).kind == Step::Kind::finished));
    BOOST_TEST(refused.outcome()->has_error());
}

BOOST_AUTO_TEST_CASE(gives_up_when_the_call_is_cancelled) {
    CallFlow flow(config(), flameup::GetStatistics{});
    flameup::Error cancelled = lost("cancelled");
    cancelled.kind = flameup::ErrorKind::cancelled;
    BOOST_TEST(story_of(flow, {cancelled}, Unsaved()) == "GET /people/stats\nfinished\n");
    BOOST_TEST((flow.outcome()->error() == cancelled));
}

BOOST_AUTO_TEST_CASE(creates_once) {
    const Answers finals[] = {{answer(500)}, {answer(502)},       {answer(503)}, {answer(504)},
                              {answer(408)}, {lost("timed_out")}, {lost("cut")}};
    for (const Answers& answers : finals) {
        CallFlow flow(config(), create());
        BOOST_TEST(story_of(flow, answers, Unsaved()) == "POST /people\nfinished\n");
    }
    CallFlow flow(config(), create());
    const Answers again{answer(429), answer(503, {}, {{"Retry-After", "1"}}), lost("refused"),
                        answer(201, R"({"userId":"u1"})")};
    BOOST_TEST(story_of(flow, again, Unsaved()) == "POST /people\nwaits 250\nPOST /people\n"
                                                   "waits 1250\nPOST /people\nwaits 1000\n"
                                                   "POST /people\nfinished\n");
    FlowOptions options;
    options.retry.repeats_unsafe = true;
    CallFlow told(config(), create(), options);
    BOOST_TEST(story_of(told, {answer(500), answer(201, "{}")}, Unsaved()) ==
               "POST /people\nwaits 250\nPOST /people\nfinished\n");
}

BOOST_AUTO_TEST_CASE(a_delete_that_finds_nobody_on_a_retry_has_succeeded) {
    CallFlow flow(config(), flameup::DeletePerson{"u1"});
    BOOST_TEST(story_of(flow, {answer(502), answer(404)}, Unsaved()) ==
               "DELETE /people/u1\nwaits 250\nDELETE /people/u1\nfinished\n");
    BOOST_TEST(flow.outcome()->has_value());
    BOOST_TEST(of(flow.attempts()) == "502 502: Bad Gateway, waits 250\n");
    CallFlow stranger(config(), flameup::DeletePerson{"u1"});
    BOOST_TEST(story_of(stranger, {answer(404)}, Unsaved()) == "DELETE /people/u1\nfinished\n");
    BOOST_TEST(stranger.outcome()->error().status == 404);
}

BOOST_AUTO_TEST_CASE(a_delete_whose_attempts_were_not_processed_finds_nobody) {
    const Result<HttpResponse> unprocessed[] = {answer(429),
                                                answer(425),
                                                answer(503, {}, {{"Retry-After", "1"}}),
                                                lost("refused"),
                                                lost("resolve_failed"),
                                                lost("connect_failed"),
                                                lost("queue_full")};
    using Saves = Saved<flameup::DeletePerson>;
    for (const auto& first : unprocessed) {
        CallFlow flow(config(), flameup::DeletePerson{"u1"});
        story_of(flow, {first, answer(404)}, Unsaved());
        BOOST_TEST_REQUIRE(flow.outcome()->has_error());
        BOOST_TEST(flow.outcome()->error().status == 404);
        CallFlow saved(config(), flameup::DeletePerson{"u1"});
        story_of(saved, {first, answer(404)}, [](const auto& it, const Moment& now) {
            // In flight it is not saved: an attempt that is lost may have been processed.
            const bool stays = it.outcome() || it.save(now).sending.in_flight;
            return stays ? it : Saves{}(it, now);
        });
        BOOST_TEST(saved.outcome()->error().status == 404);
        for (const auto& second : {answer(502), answer(504), answer(503)}) {
            CallFlow again(config(), flameup::DeletePerson{"u1"});
            story_of(again, {first, second, answer(404)}, Unsaved());
            BOOST_TEST(again.outcome()->has_value());
        }
    }
}

// ---- Saving

template <class Operation>
void check_saved(const Operation& operation, const Answers& answers, FlowOptions options = {}) {
    CallFlow<Operation> whole(config(), operation, options);
    CallFlow<Operation> saved(config(), operation, options);
    const std::string expected = story_of(whole, answers, Unsaved());
    BOOST_TEST(story_of(saved, answers, Saved<Operation>{options}) == expected);
    BOOST_TEST(of(saved.attempts()) == of(whole.attempts()));
    BOOST_TEST((saved.response() == whole.response()));
    BOOST_TEST_REQUIRE(saved.outcome()->has_value() == whole.outcome()->has_value());
    if (whole.outcome()->has_error()) {
        BOOST_TEST((saved.outcome()->error() == whole.outcome()->error()));
    }
}

BOOST_AUTO_TEST_CASE(goes_on_as_it_was_when_it_is_saved_at_every_step) {
    const HttpResponse later = answer(429, "{}", {{"Retry-After", "2"}});
    const Answers scripts[] = {
        {person},
        {answer(503), person},
        {lost("cut"), later, answer(500), person},
        {answer(503), answer(503), answer(503), answer(503), answer(503), answer(503)},
        {later, answer(401)},
        {answer(502), answer(404)},
        {lost("tls_failed")},
        {answer(408), answer(200, "{")},
    };
    FlowOptions brief;
    brief.retry.max_total = milliseconds(1'500);
    for (const Answers& answers : scripts) {
        check_saved(flameup::GetPerson<>{"u1"}, answers);
        check_saved(upsert(), answers);
        check_saved(flameup::DeletePerson{"u1"}, answers);
        check_saved(flameup::UpdatePerson<>{"u1", {{"plan", nullptr}}}, answers);
    }
    check_saved(flameup::GetStatistics{}, {answer(503), answer(503), answer(503)}, brief);
}

BOOST_AUTO_TEST_CASE(shares_a_budget_and_goes_on_when_it_is_saved) {
    FlowOptions options;
    options.budget = std::make_shared<flameup::RateBudget>(2);
    const auto now = at(0);
    for (int i = 0; i != 2; ++i) options.budget->count(now);
    CallFlow flow(config(), flameup::GetPerson<>{"u1"}, options);
    BOOST_TEST(flow.next(now).until.count() == 61'000);
    flameup::RateBudgetState budget = scripts::copy_of(options.budget->save(now));
    *options.budget = flameup::RateBudget(2);
    options.budget->restore(budget, at(500'000));
    CallFlow<flameup::GetPerson<>> other(config(), scripts::copy_of(flow.save(now)), at(500'000),
                                         options);
    BOOST_TEST(other.next(at(500'000)).until.count() == 561'000);
    BOOST_TEST((other.next(at(561'000)).kind == Step::Kind::send));
}

BOOST_AUTO_TEST_CASE(creates_nobody_twice_when_it_is_saved_in_flight) {
    CallFlow flow(config(), create());
    BOOST_TEST((flow.next(at(0)).kind == Step::Kind::send));
    const auto state = scripts::copy_of(flow.save(at(10)));
    CallFlow<flameup::CreatePerson<>> other(config(), state, at(0));
    BOOST_TEST((other.next(at(0)).kind == Step::Kind::finished));
    BOOST_TEST(texts::of(other.outcome()->error()) ==
               "transport 0 interrupted: the request was interrupted, and may have been "
               "processed\n");
    BOOST_TEST(other.attempts().size() == 1u);
    // The same where it is saved too late.
    flow.receive(answer(201, R"({"userId":"u1"})"), at(20));
    BOOST_TEST(flow.outcome()->has_value());
    CallFlow<flameup::CreatePerson<>> late(config(), scripts::copy_of(flow.save(at(30))), at(0));
    BOOST_TEST((late.next(at(0)).kind == Step::Kind::finished));
    BOOST_TEST(late.outcome()->error().code == "interrupted");
    // One that was refused before it was processed goes on.
    CallFlow waiting(config(), create());
    waiting.next(at(0));
    waiting.receive(answer(429), at(0));
    CallFlow<flameup::CreatePerson<>> again(config(), scripts::copy_of(waiting.save(at(0))), at(0));
    BOOST_TEST((again.next(at(0)).kind == Step::Kind::wait));
    BOOST_TEST((again.next(at(250)).kind == Step::Kind::send));
}

BOOST_AUTO_TEST_CASE(is_written_as_json_with_the_operation) {
    CallFlow flow(config(), upsert());
    BOOST_TEST(
        *flameup::to_json(flow.save(at(0))) ==
        R"({"operation":{"userId":"u1","email":"jane@example.com","traits":{"plan":"free","level":7}},)"
        R"("sending":{"attempts":[],"elapsed_ms":0,"wait_ms":0,"in_flight":false,"may_be_done":false}})");
}

BOOST_AUTO_TEST_CASE(is_copied_between_steps) {
    CallFlow flow(config(), flameup::GetPerson<>{"u1"});
    flow.next(at(0));
    flow.receive(answer(503), at(0));
    CallFlow copy = flow;
    const Answers rest{answer(200, R"({"userId":"u2"})")};
    flow.next(at(250));
    CallFlow in_flight = flow;
    flow.receive(person, at(260));
    in_flight.receive(lost("cut"), at(260));
    BOOST_TEST(flow.outcome()->has_value());
    BOOST_TEST(!in_flight.outcome().has_value());
    BOOST_TEST(in_flight.attempts().size() == 2u);
    BOOST_TEST((copy.next(at(249)).kind == Step::Kind::wait));
    BOOST_TEST((copy.next(at(250)).kind == Step::Kind::send));
}

BOOST_AUTO_TEST_CASE(keeps_the_key_to_itself) {
    const std::string echo = "no " + scripts::key + " here";
    const Answers answers{
        lost(echo), answer(503, R"({"message":")" + echo + R"(","code":")" + scripts::key + "\"}"),
        answer(500, echo), answer(200, "{\"userId\":[\"" + echo + "\"]}")};
    CallFlow flow(config(), upsert());
    story_of(flow, answers, Saved<flameup::UpsertPerson<>>()); // looks into each state
    BOOST_TEST(of(flow.attempts()).find(scripts::key) == std::string::npos);
    const flameup::Error& error = flow.outcome()->error();
    BOOST_TEST((error.kind == flameup::ErrorKind::decode));
    for (const std::string& text : {error.message, error.body, error.path}) {
        BOOST_TEST(text.find(scripts::key) == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(works_against_the_service) {
    flameup::testing::PeopleService service;
    const auto finish = [&service](auto flow) {
        Moment now = at(0);
        for (Step step = flow.next(now); step.kind != Step::Kind::finished; step = flow.next(now)) {
            if (step.kind == Step::Kind::wait) now.time = step.until;
            if (step.kind == Step::Kind::send) flow.receive(service(*step.request), now);
        }
        return flow;
    };
    service.fail_next(503);
    service.fail_next(429);
    const auto created = finish(CallFlow(config(), create()));
    BOOST_TEST(created.outcome()->has_value());
    BOOST_TEST(created.attempts().size() == 2u);
    BOOST_TEST(finish(CallFlow(config(), create())).outcome()->error().status == 409);
    service.fail_next(500);
    BOOST_TEST(finish(CallFlow(config(), upsert())).outcome()->value().was_created.value() ==
               false);
    BOOST_TEST(finish(CallFlow(config(), flameup::DeletePerson{"u1"})).outcome()->has_value());
    service.fail_next(504);
    BOOST_TEST(finish(CallFlow(config(), flameup::DeletePerson{"u1"})).outcome()->has_value());
    BOOST_TEST(finish(CallFlow(config(), flameup::GetPerson<>{"u1"})).outcome()->error().status ==
               404);
}

BOOST_AUTO_TEST_SUITE_END()
