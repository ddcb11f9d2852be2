#include "flameup/flow/people_batches.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"

#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(people_batches)

using batches::created;
using batches::fates;
using batches::Flow;
using batches::from;
using batches::Ids;
using batches::joined;
using batches::People;
using batches::people;
using batches::person;
using batches::refusal;
using batches::Refusing;
using batches::Seen;
using batches::take_all;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;
using flameup::Step;

BOOST_AUTO_TEST_CASE(sends_a_hundred_people_in_a_request) {
    const Seen seen = batches::send(people(250), take_all);
    BOOST_TEST((seen.requests == Ids{from(0, 100), from(100, 100), from(200, 50)}));
    BOOST_TEST((seen.outcomes == fates(250, "created")));
    BOOST_TEST(seen.error == "");
}

BOOST_AUTO_TEST_CASE(an_odd_person_in_the_answer_hides_no_others) {
    const char* const shown =
        R"("people":[{"userId":"u0"},{"userId":7},{"userId":"u2","email":"\ud83d"}])";
    const auto answered = [&](const std::string& counts) {
        return [=](const Ids&, const HttpRequest&) {
            return HttpResponse{200, {}, '{' + std::string(shown) + counts + '}'};
        };
    };
    BOOST_TEST((batches::send(people(3), answered(R"(,"created_count":3)")).outcomes ==
                fates(3, "created")));
    const Seen seen = batches::send(people(3), answered(""));
    BOOST_TEST((seen.outcomes ==
                Ids{"0 stored", "1 failed 0 unconfirmed: the server did not confirm this person",
                    "2 stored"}));
    BOOST_TEST(seen.error == "");
}

BOOST_AUTO_TEST_CASE(sends_nothing_where_there_is_nobody) {
    const Seen seen = batches::send({}, take_all);
    BOOST_TEST(seen.requests.empty());
    BOOST_TEST(seen.outcomes.empty());
}

BOOST_AUTO_TEST_CASE(takes_no_more_people_than_a_request_needs) {
    Flow flow(batches::config());
    std::size_t added = 0;
    for (; flow.wants_more(); ++added) flow.add(person("u"));
    BOOST_TEST(added == 100u);
    BOOST_TEST((flow.next({}).kind == Step::Kind::send));
    BOOST_TEST(!flow.wants_more());

    flameup::BatchesOptions options;
    options.max_body = 60;
    Flow small(batches::config(), options);
    for (added = 0; small.wants_more(); ++added) small.add(person("u"));
    BOOST_TEST(added == 4u); // {"userId":"u"}, each
}

BOOST_AUTO_TEST_CASE(sends_a_part_batch_when_it_is_flushed) {
    Flow flow(batches::config());
    flow.flush();
    BOOST_TEST((flow.next({}).kind == Step::Kind::yield)); // nobody waits
    flow.add(person("u0"));
    flow.add(person("u1"));
    BOOST_TEST((flow.next({}).kind == Step::Kind::yield));
    flow.flush();
    BOOST_TEST(!flow.wants_more());
    const Step step = flow.next({});
    BOOST_REQUIRE((step.kind == Step::Kind::send));
    BOOST_TEST(joined(batches::ids_of(*step.request)) == "u0 u1");
    flow.flush(); // changes nothing
    BOOST_TEST(!flow.wants_more());
    flow.receive(batches::created(2), {});
    BOOST_TEST((batches::texts_of(flow.take()) == Ids{"0 created", "1 created"}));
    BOOST_TEST(flow.wants_more());
}

BOOST_AUTO_TEST_CASE(takes_for_refused_whom_it_cannot_store_where_another_flow_stores_somebody) {
    const auto refuse = [](Flow& flow) {
        flow.add(person("u0"));
        flow.add(person("u1"));
        for (flow.flush(); flow.next({}).kind == Step::Kind::send; flow.flush()) {
            flow.receive(batches::refusal(400), {});
        }
    };
    const Ids rejected{"0 rejected 400 400: no", "1 rejected 400 400: no"};
    Flow alone(batches::config());
    refuse(alone);
    BOOST_TEST(alone.take().empty());
    alone.close();
    BOOST_TEST((alone.next({}).kind == Step::Kind::yield));
    BOOST_TEST(alone.error().has_value());
    BOOST_TEST(
        (batches::texts_of(alone.take()) == Ids{"0 unsent 400 400: no", "1 unsent 400 400: no"}));
    alone.note_stored(); // changes nothing
    BOOST_TEST(alone.take().empty());

    Flow later(batches::config());
    refuse(later);
    later.note_stored();
    BOOST_TEST((batches::texts_of(later.take()) == rejected));
    BOOST_TEST(later.wants_more());

    Flow earlier(batches::config());
    earlier.note_stored();
    refuse(earlier);
    earlier.close();
    earlier.next({});
    BOOST_TEST((batches::texts_of(earlier.take()) == rejected));
    BOOST_TEST((earlier.next({}).kind == Step::Kind::finished));
    BOOST_TEST(!earlier.error().has_value());
    BOOST_TEST(Flow(batches::config(), earlier.save({}), {}).save({}).has_stored);
}

BOOST_AUTO_TEST_CASE(counts_who_is_refused_before) {
    Flow flow(batches::config());
    flow.add(person("u0"));
    flow.refuse("unreadable", "line 2 is no \xFF person");
    flow.add(person("u2"));
    flow.close();
    BOOST_TEST(
        (batches::texts_of(flow.take()) == Ids{"1 rejected 0 unreadable: line 2 is no ? person"}));
    BOOST_TEST(joined(batches::ids_of(*flow.next({}).request)) == "u0 u2");
}

BOOST_AUTO_TEST_CASE(ends_where_nothing_can_be_sent) {
    const struct {
        HttpResponse response;
        const char* error;
    } table[] = {
        {refusal(401), "401"},
        {refusal(403), "403"},
        {refusal(404), "404"},
        {refusal(301), "301"},
        {refusal(501), "501"},
        {{200, {}, "<html>"}, "invalid_json"},
        {{200, {}, R"({"people":7})"}, "wrong_type"},
    };
    for (const auto& row : table) {
        const Seen seen = batches::send(people(103), [&](const Ids& ids, const HttpRequest&) {
            return ids.size() == 100 ? created(100) : row.response;
        });
        BOOST_TEST(seen.requests.size() == 2u);
        BOOST_TEST(seen.outcomes.size() == 103u);
        BOOST_TEST(seen.outcomes[99] == "99 created");
        BOOST_TEST(seen.outcomes[100].substr(0, 10) == "100 failed");
        BOOST_TEST(seen.outcomes[102].substr(0, 10) == "102 failed");
        BOOST_TEST(seen.error == row.error);
    }
    flameup::Config wrong = batches::config();
    wrong.api_key = "two words";
    const Seen seen = batches::send(people(2), take_all, {}, wrong);
    BOOST_TEST(seen.requests.empty());
    BOOST_TEST(seen.error == "invalid_request");
    BOOST_TEST(seen.outcomes[1].substr(0, 10) == "1 unsent 0");
}

BOOST_AUTO_TEST_CASE(tells_who_was_sent_from_who_was_not) {
    // u0 to u3 are sent together and refused; the key expires at the second request.
    int requests = 0;
    flameup::BatchesOptions options;
    options.max_people = 4;
    const Seen seen = batches::send(
        people(6),
        [&](const Ids&, const HttpRequest&) { return refusal(++requests == 1 ? 400 : 401); },
        options);
    BOOST_TEST((seen.requests == Ids{"u0 u1 u2 u3", "u0 u1"}));
    BOOST_TEST((seen.outcomes == Ids{"0 failed 401 401: no", "1 failed 401 401: no",
                                     "2 unsent 401 401: no", "3 unsent 401 401: no"}));
}

BOOST_AUTO_TEST_CASE(fails_after_its_retries) {
    const Seen seen = batches::send(people(2), [](const Ids&, const HttpRequest&) {
        return Result<HttpResponse>(
            flameup::make_error(flameup::ErrorKind::transport, "refused", "no \xFF route"));
    });
    BOOST_TEST(seen.requests.size() == 6u);
    BOOST_TEST(seen.waits.size() == 5u);
    BOOST_TEST((seen.outcomes == fates(2, "failed 0 refused: no ? route")));
}

// ---- At any step

/// Adds five people in batches of two, and goes on by hand.
struct ByHand {
    flameup::BatchesOptions options{};
    Flow flow;
    flameup::Moment now{hosts::milliseconds(1000), 0, {}};

    ByHand() : flow(batches::config(), with_two()) {}

    static flameup::BatchesOptions with_two() {
        flameup::BatchesOptions result;
        result.max_people = 2;
        return result;
    }

    Step next() { return flow.next(now); }
    void receive(Result<HttpResponse> response) { flow.receive(std::move(response), now); }
};

BOOST_AUTO_TEST_CASE(accounts_for_all_when_it_is_cancelled) {
    ByHand by;
    by.flow.add(person("u0"));
    by.flow.add(person("u1"));
    BOOST_TEST((by.next().kind == Step::Kind::send));
    by.flow.cancel();
    by.receive(created(2)); // too late
    by.flow.add(person("u2"));
    BOOST_TEST((by.next().kind == Step::Kind::yield));
    BOOST_TEST(
        (batches::texts_of(by.flow.take()) == Ids{"0 failed 0 cancelled: the flow was cancelled",
                                                  "1 failed 0 cancelled: the flow was cancelled",
                                                  "2 unsent 0 cancelled: the flow was cancelled"}));
    BOOST_TEST((by.next().kind == Step::Kind::finished));
    BOOST_TEST((by.flow.error()->kind == flameup::ErrorKind::cancelled));
    by.flow.cancel();
    BOOST_TEST((by.next().kind == Step::Kind::finished));
}

BOOST_AUTO_TEST_CASE(ignores_responses_that_nobody_waits_for) {
    ByHand by;
    by.receive(created(2));
    by.receive(refusal(413));
    by.receive(refusal(400));
    by.receive(refusal(401));
    BOOST_TEST((by.next().kind == Step::Kind::yield));
    by.flow.add(person("u0"));
    by.flow.add(person("u1"));
    BOOST_TEST((by.next().kind == Step::Kind::send));
    BOOST_TEST((by.next().kind == Step::Kind::wait));
    by.receive(created(2));
    by.receive(created(2));
    by.receive(refusal(401));
    BOOST_TEST((batches::texts_of(by.flow.take()) == fates(2, "created")));
    BOOST_TEST(!by.flow.error().has_value());
    BOOST_TEST(by.flow.wants_more());
}

BOOST_AUTO_TEST_CASE(is_copied_between_steps) {
    ByHand by;
    by.flow.add(person("u0"));
    by.flow.add(person("u1"));
    by.next();
    Flow copy = by.flow;
    by.receive(created(2));
    copy.receive(refusal(401), by.now);
    BOOST_TEST((batches::texts_of(by.flow.take()) == fates(2, "created")));
    BOOST_TEST((batches::texts_of(copy.take()) == fates(2, "failed 401 401: no")));
}

std::string saved(const Flow& flow, const flameup::Moment& now) {
    const auto text = flameup::to_json(flow.save(now));
    return text ? *text : texts::of(text.error());
}

BOOST_AUTO_TEST_CASE(begins_with_the_initial_state) {
    const ByHand by;
    BOOST_TEST(saved(by.flow, by.now) == flameup::to_json(Flow::State()).value());
}

BOOST_AUTO_TEST_CASE(is_saved_as_json) {
    ByHand by;
    by.flow.add(person("u0"));
    by.flow.add(person(""));
    by.flow.add(person("u2"));
    by.flow.take();
    by.next();
    by.receive(refusal(400));
    BOOST_TEST(
        saved(by.flow, by.now) ==
        R"({"added":3,"pending":[{"index":0,"was_sent":false,"person":{"userId":"u0"}},)"
        R"({"index":2,"was_sent":false,"person":{"userId":"u2"}}],"outcomes":[],"suspects":2,)"
        R"("stored_since":false,"has_stored":false,"is_closed":false,"sending":{"attempts":[],)"
        R"("elapsed_ms":0,"wait_ms":0,"in_flight":false,"may_be_done":false}})");
    by.next();
    by.receive(refusal(400)); // u0 alone
    BOOST_TEST(
        saved(by.flow, by.now) ==
        R"({"added":3,"pending":[{"index":0,"was_sent":false,"person":{"userId":"u0"},)"
        R"("refusal":{"kind":"api","status":400,"code":"400","message":"no","request_id":"",)"
        R"("missing_permission":""}},)"
        R"({"index":2,"was_sent":false,"person":{"userId":"u2"}}],"outcomes":[],"suspects":0,)"
        R"("stored_since":false,"has_stored":false,"is_closed":false,"sending":{"attempts":[],)"
        R"("elapsed_ms":0,"wait_ms":0,"in_flight":false,"may_be_done":false}})");
    by.flow.close();
    by.next();
    const auto in_flight = flameup::from_json<Flow::State>(saved(by.flow, by.now));
    BOOST_TEST(!in_flight->pending.front().was_sent);
    BOOST_TEST(in_flight->pending.back().was_sent);
}

BOOST_AUTO_TEST_CASE(keeps_its_error_when_it_is_saved) {
    ByHand by;
    by.flow.add(person("u0"));
    by.flow.close();
    by.next();
    by.receive(refusal(403, "not \\u00fc"));
    const flameup::Error error = *by.flow.error();
    const auto state = flameup::from_json<Flow::State>(saved(by.flow, by.now));
    BOOST_TEST_REQUIRE(state.has_value(), texts::of(state.error()));
    Flow restored(batches::config(), *state, by.now);
    BOOST_TEST(texts::of(*restored.error()) == texts::of(error));
    BOOST_TEST((batches::texts_of(restored.take()) == Ids{"0 failed 403 403: not \xC3\xBC"}));
    BOOST_TEST((restored.next(by.now).kind == Step::Kind::finished));
}

BOOST_AUTO_TEST_CASE(is_saved_with_words_that_are_no_utf8) {
    ByHand by;
    by.flow.add(person("u0"));
    by.flow.close();
    by.next();
    flameup::Error error = flameup::make_error(flameup::ErrorKind::transport, "\xFF", "\xC3\x28");
    error.kind = flameup::ErrorKind::cancelled;
    by.receive(error);
    BOOST_TEST(flameup::from_json<Flow::State>(saved(by.flow, by.now)).has_value());
}

BOOST_AUTO_TEST_CASE(sends_again_what_was_in_flight_when_it_was_saved) {
    ByHand by;
    by.flow.add(person("u0"));
    by.flow.add(person("u1"));
    by.next();
    const auto state = flameup::from_json<Flow::State>(saved(by.flow, by.now));
    Flow restored(batches::config(), *state, by.now, ByHand::with_two());
    restored.receive(created(2), by.now); // of the flow before
    BOOST_TEST(!restored.wants_more());
    const Step step = restored.next(by.now);
    BOOST_TEST_REQUIRE((step.kind == Step::Kind::send));
    BOOST_TEST(joined(batches::ids_of(*step.request)) == "u0 u1");
    restored.receive(created(2), by.now);
    BOOST_TEST((batches::texts_of(restored.take()) == fates(2, "created")));
}

BOOST_AUTO_TEST_CASE(goes_on_from_any_state) {
    static constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    static constexpr std::int64_t least = (std::numeric_limits<std::int64_t>::min)();
    const auto drained = [](const Flow::State& state, auto server) {
        Flow flow(batches::config(), state, {hosts::milliseconds(1000), 0, {}});
        hosts::Virtual host;
        std::vector<flameup::PersonOutcome> outcomes;
        const People none;
        std::size_t requests = 0;
        const auto executor = [&](const HttpRequest& request) -> HttpResponse {
            BOOST_TEST(batches::ids_of(request).size() <= 100u);
            BOOST_TEST_REQUIRE(++requests < 1000u);
            return server(batches::ids_of(request), request);
        };
        BOOST_TEST(flameup::run(flow, executor, host, batches::Feed{none, outcomes}));
        return outcomes.size();
    };
    const std::function<void(Flow::State&)> changes[] = {
        [](Flow::State&) {},
        [](Flow::State& state) { state.suspects = most; },
        [](Flow::State& state) { state.suspects = least; },
        [](Flow::State& state) { state.suspects = 1; },
        [](Flow::State& state) { state.max_body = most; },
        [](Flow::State& state) { state.max_body = least; },
        [](Flow::State& state) { state.max_body = 1; },
        [](Flow::State& state) { state.is_closed = state.stored_since = true; },
        [](Flow::State& state) { state.has_stored = true; },
        [](Flow::State& state) {
            for (auto& pending : state.pending) pending.refusal.emplace();
        },
        [](Flow::State& state) {
            if (!state.pending.empty()) state.pending.front().refusal.emplace().status = 500;
            if (!state.pending.empty()) state.pending.back().refusal.emplace().status = 400;
        },
        [](Flow::State& state) { state.sending.in_flight = true; },
        [](Flow::State& state) { state.sending.attempts.resize(100); },
        [](Flow::State& state) { state.error.emplace(); },
    };
    for (const std::size_t count : {0u, 1u, 230u}) {
        for (const auto& change : changes) {
            Flow::State state;
            for (std::size_t i = 0; i != count; ++i) {
                state.pending.push_back({static_cast<std::int64_t>(2 * i), false, person("u")});
            }
            state.added = static_cast<std::int64_t>(2 * count);
            change(state);
            BOOST_TEST(drained(state, take_all) == count);
            BOOST_TEST(drained(state, Refusing{{"u"}}) == count);
            BOOST_TEST(drained(state, [](const Ids&, const HttpRequest&) {
                           return refusal(413);
                       }) == count);
        }
    }
}

BOOST_AUTO_TEST_CASE(refuses_a_state_whose_places_do_not_fit_together) {
    using Indexes = std::vector<std::int64_t>;
    constexpr std::int64_t most = (std::numeric_limits<std::int64_t>::max)();
    const struct {
        std::int64_t added;
        Indexes pending, outcomes;
        bool is_sound;
    } table[] = {
        {0, {}, {}, true},      {9, {0, 5, 8}, {7, 1}, true}, {-1, {}, {}, false},
        {most, {}, {}, false},  {9, {0, 9}, {}, false},       {9, {-5, 7}, {}, false},
        {9, {3, 3}, {}, false}, {9, {4, 3}, {}, false},       {9, {}, {9}, false},
        {9, {}, {-1}, false},   {9, {}, {2, 2}, false},       {9, {2}, {2}, false},
        {9, {most}, {}, false},
    };
    for (const auto& row : table) {
        Flow::State state;
        state.added = row.added;
        for (const std::int64_t index : row.pending) {
            state.pending.push_back({index, false, person("u" + std::to_string(index))});
        }
        for (const std::int64_t index : row.outcomes) {
            state.outcomes.push_back({index, flameup::PersonFate::created, 0, {}, {}});
        }
        Flow flow(batches::config(), state, {});
        BOOST_TEST(!flow.error().has_value() == row.is_sound);
        if (row.is_sound) continue;
        BOOST_TEST(texts::of(*flow.error()) == "validation 0 invalid_state: the places of the "
                                               "people in the state contradict each other\n");
        BOOST_TEST((flow.next({}).kind == Step::Kind::finished));
        BOOST_TEST(flow.take().empty());
        BOOST_TEST(!flow.wants_more());
    }
}

BOOST_AUTO_TEST_CASE(yields_where_a_state_has_nobody_left) {
    Flow::State state;
    state.sending.in_flight = true;
    state.suspects = 5;
    Flow flow(batches::config(), state, {});
    BOOST_TEST(flow.wants_more());
    BOOST_TEST((flow.next({}).kind == Step::Kind::yield));
}

// ---- People with traits of one's own

struct Player {
    int level = 0;
    flameup::Nullable<std::string> plan;
    FLAMEUP_DESCRIBE(Player, (), (level, plan))
};

BOOST_AUTO_TEST_CASE(keeps_traits_of_any_type_when_it_is_saved) {
    using Players = flameup::PeopleBatches<Player>;
    Players flow(batches::config());
    flameup::PersonInput<Player> jane{"jane"};
    jane.traits = Player{7, flameup::null};
    flow.add(jane);
    flow.close();
    const auto state = flameup::from_json<Players::State>(*flameup::to_json(flow.save({})));
    Players restored(batches::config(), *state, {});
    BOOST_TEST(restored.next({}).request->body ==
               R"({"people":[{"userId":"jane","traits":{"level":7,"plan":null}}]})");
}

BOOST_AUTO_TEST_SUITE_END()
