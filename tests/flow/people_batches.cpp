#include "flameup/flow/people_batches.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"

#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(people_batches)

using batches::created;
using batches::Flow;
using batches::Ids;
using batches::joined;
using batches::People;
using batches::people;
using batches::person;
using batches::refusal;
using batches::Seen;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;
using flameup::Step;

HttpResponse take_all(const Ids& ids, const HttpRequest&) { return created(ids.size()); }

/// Refuses batches with one of these people, and names nobody.
struct Refusing {
    std::set<std::string> whom;

    HttpResponse operator()(const Ids& ids, const HttpRequest&) const {
        for (const std::string& id : ids) {
            if (whom.count(id) != 0) return refusal(400);
        }
        return created(ids.size());
    }
};

/// The ids of a number of people from one on, joined.
std::string from(std::size_t first, std::size_t count) {
    Ids ids;
    for (std::size_t i = first; i != first + count; ++i) ids.push_back("u" + std::to_string(i));
    return joined(ids);
}

Ids fates(std::size_t count, const std::string& fate) {
    Ids all;
    for (std::size_t i = 0; i != count; ++i) all.push_back(std::to_string(i) + ' ' + fate);
    return all;
}

BOOST_AUTO_TEST_CASE(sends_a_hundred_people_in_a_request) {
    const Seen seen = batches::send(people(250), take_all);
    BOOST_TEST((seen.requests == Ids{from(0, 100), from(100, 100), from(200, 50)}));
    BOOST_TEST((seen.outcomes == fates(250, "created")));
    BOOST_TEST(seen.error == "");
}

BOOST_AUTO_TEST_CASE(sends_nothing_where_there_is_nobody) {
    const Seen seen = batches::send({}, take_all);
    BOOST_TEST(seen.requests.empty());
    BOOST_TEST(seen.outcomes.empty());
}

BOOST_AUTO_TEST_CASE(keeps_to_the_largest_number_of_people) {
    const struct {
        std::size_t most;
        std::size_t requests;
    } table[] = {{0, 5}, {1, 5}, {2, 3}, {5, 1}, {1000, 1}};
    for (const auto& row : table) {
        flameup::BatchesOptions options;
        options.max_people = row.most;
        const Seen seen = batches::send(people(5), take_all, options);
        BOOST_TEST(seen.requests.size() == row.requests);
        BOOST_TEST((seen.outcomes == fates(5, "created")));
    }
    flameup::BatchesOptions options;
    options.max_people = 1000;
    BOOST_TEST(batches::send(people(201), take_all, options).requests.size() == 3u);
}

BOOST_AUTO_TEST_CASE(keeps_to_the_largest_body_to_the_byte) {
    std::size_t three = 0, one = 0;
    batches::send(people(3), [&](const Ids& ids, const HttpRequest& request) {
        three = request.body.size();
        return created(ids.size());
    });
    batches::send(people(1), [&](const Ids& ids, const HttpRequest& request) {
        one = request.body.size();
        return created(ids.size());
    });
    const struct {
        std::size_t max_body;
        Ids requests;
    } table[] = {
        {three, {"u0 u1 u2"}},
        {three - 1, {"u0 u1", "u2"}},
        {one, {"u0", "u1", "u2"}},
        {(std::numeric_limits<std::size_t>::max)(), {"u0 u1 u2"}},
    };
    for (const auto& row : table) {
        flameup::BatchesOptions options;
        options.max_body = row.max_body;
        const Seen seen = batches::send(people(3), take_all, options);
        BOOST_TEST((seen.requests == row.requests));
        BOOST_TEST((seen.outcomes == fates(3, "created")));
    }
    for (const std::size_t max_body : {std::size_t{0}, std::size_t{1}, one - 1}) {
        flameup::BatchesOptions options;
        options.max_body = max_body;
        const Seen seen = batches::send(people(2), take_all, options);
        BOOST_TEST(seen.requests.empty());
        BOOST_TEST((seen.outcomes ==
                    fates(2, "rejected 0 too_large: takes more bytes than a request may have")));
        BOOST_TEST(seen.error == "");
    }
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

BOOST_AUTO_TEST_CASE(leaves_out_who_breaks_a_rule) {
    People input = people(5);
    input[1].userId.clear();
    input[2].email = "nobody";
    input[2].phone = std::string(51, '1');
    input[3].traits = boost::json::object{{"name", "\xFF"}};
    const Seen seen = batches::send(input, take_all);
    BOOST_TEST((seen.requests == Ids{"u0 u4"}));
    BOOST_TEST(
        (seen.outcomes ==
         Ids{"0 created", "1 rejected 0 invalid_request: userId must not be empty",
             "2 rejected 0 invalid_request: email must be an email address; phone must "
             "have at most 50 characters",
             "3 rejected 0 invalid_request: traits.name must be well-formed UTF-8", "4 created"}));
}

BOOST_AUTO_TEST_CASE(leaves_out_who_is_nested_too_deep_for_a_batch) {
    // The person is an object in an array in an object, and so are its traits in it.
    const auto nested = [](std::size_t depth) {
        boost::json::object object;
        while (--depth != 0) object = boost::json::object{{"a", std::move(object)}};
        flameup::PersonInput<> result = person("u");
        result.traits = std::move(object);
        return result;
    };
    flameup::Config config = batches::config();
    config.limits.max_depth = 10;
    const Seen seen =
        batches::send({person("u0"), nested(7), nested(8), person("u3")}, take_all, {}, config);
    BOOST_TEST((seen.requests == Ids{"u0 u u3"}));
    BOOST_TEST((seen.outcomes ==
                Ids{"0 created", "1 created",
                    "2 rejected 0 invalid_request: traits.a.a.a.a.a.a.a is nested deeper than the "
                    "limit",
                    "3 created"}));
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

BOOST_AUTO_TEST_CASE(drops_only_whom_the_server_names) {
    const char* const bodies[] = {
        R"({"details":[{"field":"people[1].email","message":"taken"},)"
        R"({"field":"people[3].userId","message":"old"}]})",
        R"({"details":{"fields":{"people.1.email":["taken"],"people.3.userId":["old"]}}})",
        R"({"details":{"/people/1/email":"taken","/people/3/userId":"old"}})",
        R"({"error":{"details":[{"field":"$.people[3].userId","message":"old"},)"
        R"({"field":"[1].email","message":"taken"}]}})",
    };
    for (const int status : {400, 409, 422}) {
        for (const char* const body : bodies) {
            const Seen seen = batches::send(people(5), [&](const Ids& ids, const HttpRequest&) {
                return ids.size() == 5 ? HttpResponse{status, {}, body} : created(ids.size());
            });
            const std::string number = ' ' + std::to_string(status);
            BOOST_TEST((seen.requests == Ids{"u0 u1 u2 u3 u4", "u0 u2 u4"}));
            BOOST_TEST(
                (seen.outcomes == Ids{"0 created", "1 rejected" + number + number + ": email taken",
                                      "2 created", "3 rejected" + number + number + ": userId old",
                                      "4 created"}));
        }
    }
}

BOOST_AUTO_TEST_CASE(fills_up_what_it_left_out) {
    const Seen seen = batches::send(people(101), [](const Ids& ids, const HttpRequest&) {
        return ids.front() == "u0"
                   ? HttpResponse{400, {}, R"({"details":[{"field":"people[0]","message":"no"}]})"}
                   : created(ids.size());
    });
    BOOST_TEST((seen.requests == Ids{from(0, 100), from(1, 100)}));
    BOOST_TEST(seen.outcomes[0] == "0 rejected 400 400: no");
}

BOOST_AUTO_TEST_CASE(looks_for_whom_the_server_does_not_name) {
    for (std::size_t guilty = 0; guilty != 100; ++guilty) {
        const std::string id = "u" + std::to_string(guilty);
        const Seen seen = batches::send(people(100), Refusing{{id}});
        Ids expected = fates(100, "created");
        expected[guilty] = std::to_string(guilty) + " rejected 400 400: no";
        BOOST_TEST((seen.outcomes == expected));
        // The whole, seven halves down to one, that one at times; then who is left.
        const auto found = std::find(seen.requests.begin(), seen.requests.end(), id);
        BOOST_TEST((found - seen.requests.begin() <= 8));
        BOOST_TEST((seen.requests.end() - found <= 2));
    }
}

BOOST_AUTO_TEST_CASE(looks_for_several) {
    const std::set<std::string> tables[] = {{"u0", "u99"},
                                            {"u49", "u50"},
                                            {"u0", "u1", "u2", "u3"},
                                            {"u7", "u31", "u32", "u90", "u98"}};
    for (const auto& guilty : tables) {
        const Seen seen = batches::send(people(100), Refusing{guilty});
        Ids expected = fates(100, "created");
        for (const std::string& id : guilty) {
            expected[std::stoul(id.substr(1))] = id.substr(1) + " rejected 400 400: no";
        }
        BOOST_TEST((seen.outcomes == expected));
        BOOST_TEST(seen.requests.size() <= 9 * guilty.size() + 1);
    }
}

BOOST_AUTO_TEST_CASE(sends_each_once_more_where_the_server_refuses_all) {
    for (const std::size_t count : {1u, 2u, 3u, 100u, 250u}) {
        const Seen seen = batches::send(people(count), [](const Ids&, const HttpRequest&) {
            return refusal(422, "wrong schema");
        });
        BOOST_TEST((seen.outcomes == fates(count, "rejected 422 422: wrong schema")));
        BOOST_TEST(seen.requests.size() <= count + 8 * (count / 100 + 2));
    }
}

BOOST_AUTO_TEST_CASE(goes_on_together_after_many_who_were_refused) {
    std::set<std::string> guilty;
    for (std::size_t i = 0; i != 10; ++i) guilty.insert("u" + std::to_string(i));
    const Seen seen = batches::send(people(100), Refusing{guilty});
    BOOST_TEST(seen.requests.back() == from(11, 89));
    BOOST_TEST(seen.requests.size() <= 8u + 8u + 8u + 2u);
}

BOOST_AUTO_TEST_CASE(looks_for_whom_a_misleading_server_means) {
    const char* const bodies[] = {
        R"({"details":[{"field":"people[5].email","message":"is not in the batch"}]})",
        (R"({"details":[{"field":"people[1].email","message":"bad"},)"
         R"({"field":"body","message":"!"}]})"),
        R"({"details":[{"field":"people[99999999999999999999].email","message":"far"}]})",
        R"({"details":[{"field":"people[-1]","message":"before"}]})",
        R"({"details":[{"field":"email","message":"whose"}]})",
        "<h1>bad</h1>",
    };
    for (const char* const body : bodies) {
        const Seen seen = batches::send(people(4), [&](const Ids& ids, const HttpRequest&) {
            const bool bad = std::find(ids.begin(), ids.end(), "u2") != ids.end();
            return bad ? HttpResponse{400, {}, body} : created(ids.size());
        });
        BOOST_TEST((seen.requests == Ids{"u0 u1 u2 u3", "u0 u1", "u2", "u3"}));
        BOOST_TEST(seen.outcomes[2].substr(0, 14) == "2 rejected 400");
        BOOST_TEST(seen.outcomes[3] == "3 created");
    }
}

BOOST_AUTO_TEST_CASE(splits_what_is_too_large_for_the_server) {
    const auto server = [](const Ids& ids, const HttpRequest& request) {
        return request.body.size() > 60 ? refusal(413, "large") : created(ids.size());
    };
    People input = people(8);
    input[2].phone = std::string(50, '1');
    const Seen seen = batches::send(input, server);
    BOOST_TEST((seen.requests == Ids{"u0 u1 u2 u3 u4 u5 u6 u7", "u0 u1", "u2", "u3 u4 u5 u6 u7",
                                     "u3 u4", "u5 u6", "u7"}));
    BOOST_TEST(
        (seen.outcomes == Ids{"0 created", "1 created", "2 rejected 413 too_large: large",
                              "3 created", "4 created", "5 created", "6 created", "7 created"}));
    BOOST_TEST(seen.error == "");

    const auto none = [](const Ids&, const HttpRequest&) { return refusal(413, "large"); };
    const Seen refused = batches::send(people(9), none);
    BOOST_TEST((refused.outcomes == fates(9, "rejected 413 too_large: large")));
    BOOST_TEST(refused.requests.size() <= 13u);
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
    BOOST_TEST((seen.outcomes == fates(4, "failed 401 401: no")));
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

BOOST_AUTO_TEST_CASE(says_what_the_server_says) {
    const char* const shown = R"({"created_count":1,"updated_count":1,"people":[{"userId":"u2"},)"
                              R"({"external_id":"u0"}]})";
    const struct {
        const char* body;
        Ids outcomes;
    } table[] = {
        {R"({"created_count":0,"updated_count":3})", fates(3, "updated")},
        {R"({"created_count":2,"updated_count":1})", fates(3, "stored")},
        {"{}", fates(3, "stored")},
        {shown,
         {"0 stored", "1 failed 0 unconfirmed: the server did not confirm this person",
          "2 stored"}},
    };
    for (const auto& row : table) {
        const Seen seen = batches::send(people(3), [&](const Ids&, const HttpRequest&) {
            return HttpResponse{200, {}, row.body};
        });
        BOOST_TEST((seen.outcomes == row.outcomes));
        BOOST_TEST(seen.error == "");
    }
}

BOOST_AUTO_TEST_CASE(keeps_the_order_of_one_person_twice) {
    // Through batches, halves, splits and drops: what comes first is settled first.
    for (unsigned seed = 0; seed != 64; ++seed) {
        People input;
        for (std::size_t i = 0; i != 12; ++i) {
            input.push_back(person("u" + std::to_string((i * 7 + seed) % 3)));
            input.back().phone = std::to_string(i);
        }
        flameup::BatchesOptions options;
        options.max_people = 1 + seed % 7;
        unsigned calls = seed;
        std::vector<std::string> stored;
        batches::send(
            input,
            [&](const Ids& ids, const HttpRequest& request) {
                calls = calls * 1103515245 + 12345;
                if (calls >> 16 & 1) return refusal(calls >> 17 & 1 ? 400 : 413);
                const boost::json::value body = boost::json::parse(request.body);
                for (const auto& each : body.at("people").as_array()) {
                    stored.emplace_back(each.at("phone").as_string().c_str());
                }
                return created(ids.size());
            },
            options);
        const auto number = [](const std::string& text) { return std::stoi(text); };
        BOOST_TEST(std::is_sorted(
            stored.begin(), stored.end(),
            [&](const std::string& a, const std::string& b) { return number(a) < number(b); }));
        BOOST_TEST(std::set<std::string>(stored.begin(), stored.end()).size() == stored.size());
    }
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
        R"({"added":3,"pending":[{"index":0,"was_sent":true,"person":{"userId":"u0"}},)"
        R"({"index":2,"was_sent":true,"person":{"userId":"u2"}}],"outcomes":[],"suspects":2,)"
        R"("is_refusing":false,"is_closed":false,"sending":{"attempts":[],"elapsed_ms":0,)"
        R"("wait_ms":0,"in_flight":false}})");
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
        [](Flow::State& state) { state.added = most; },
        [](Flow::State& state) { state.added = least; },
        [](Flow::State& state) { state.suspects = most; },
        [](Flow::State& state) { state.suspects = least; },
        [](Flow::State& state) { state.suspects = 1; },
        [](Flow::State& state) { state.max_body = most; },
        [](Flow::State& state) { state.max_body = least; },
        [](Flow::State& state) { state.max_body = 1; },
        [](Flow::State& state) { state.is_closed = state.is_refusing = true; },
        [](Flow::State& state) { state.sending.in_flight = true; },
        [](Flow::State& state) { state.sending.attempts.resize(100); },
        [](Flow::State& state) { state.error.emplace(); },
    };
    for (const std::size_t count : {0u, 1u, 230u}) {
        for (const auto& change : changes) {
            Flow::State state;
            for (std::size_t i = 0; i != count; ++i) {
                state.pending.push_back({static_cast<std::int64_t>(i / 2), false, person("u")});
            }
            change(state);
            BOOST_TEST(drained(state, take_all) == count);
            BOOST_TEST(drained(state, Refusing{{"u"}}) == count);
            BOOST_TEST(drained(state, [](const Ids&, const HttpRequest&) {
                           return refusal(413);
                       }) == count);
        }
    }
    Flow::State broken;
    broken.added = most;
    broken.pending = {{-5, false, person("")}, {7, true, person("u")}};
    broken.sending.in_flight = true;
    Flow flow(batches::config(), broken, {});
    flow.add(person("v"));
    flow.add(person("w"));
    BOOST_TEST((batches::texts_of(flow.take()) ==
                Ids{"-5 rejected 0 invalid_request: userId must not be empty"}));
    BOOST_TEST((flow.next({}).kind == Step::Kind::send));
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
