#include "flameup/flow/batch_plan.hpp"

#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <set>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(batch_plan)

using batches::created;
using batches::fates;
using batches::from;
using batches::Ids;
using batches::People;
using batches::people;
using batches::person;
using batches::refusal;
using batches::Refusing;
using batches::Seen;
using batches::take_all;
using flameup::HttpRequest;
using flameup::HttpResponse;

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
                    fates(2, "rejected 0 too_large: is larger than the body of a request may be")));
        BOOST_TEST(seen.error == "");
    }
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

BOOST_AUTO_TEST_CASE(drops_only_whom_the_server_names) {
    const char* const bodies[] = {
        R"({"details":[{"field":"people[1].email","message":"taken"},)"
        R"({"field":"people[3].userId","message":"old"}]})",
        R"({"details":{"fields":{"people.1.email":["taken"],"people.3.userId":["old"]}}})",
        R"({"details":{"/people/1/email":"taken","/people/3/userId":"old"}})",
        R"({"errors":[{"index":1,"field":"email","message":"taken"},)"
        R"({"index":3,"field":"userId","message":"old"}]})",
        R"({"detail":[{"loc":["body","people",1,"email"],"msg":"taken"},)"
        R"({"loc":["body","people",3,"userId"],"msg":"old"}]})",
        R"({"errors":[{"path":"body.people[1].email","message":"taken"},)"
        R"({"path":"body.people[3].userId","message":"old"}]})",
        R"({"errors":[{"pointer":"#/people/1/email","detail":"taken"},)"
        R"({"pointer":"#/people/3/userId","detail":"old"}]})",
        R"([{"index":1,"field":"email","message":"taken"},)"
        R"({"index":3,"error":{"message":"userId old"}}])",
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

BOOST_AUTO_TEST_CASE(stops_where_the_server_refuses_all) {
    for (const int status : {400, 409, 413, 422}) {
        for (const std::size_t count : {2u, 3u, 31u, 100u, 250u, 5000u}) {
            const Seen seen = batches::send(people(count), [&](const Ids&, const HttpRequest&) {
                return refusal(status, "workspace is suspended");
            });
            const std::string code = status == 413 ? "too_large" : std::to_string(status);
            BOOST_TEST((seen.outcomes ==
                        fates(seen.outcomes.size(), "unsent " + std::to_string(status) + ' ' +
                                                        code + ": workspace is suspended")));
            BOOST_TEST(seen.error == code);
            BOOST_TEST(seen.requests.size() <= 60u);
        }
    }
}

BOOST_AUTO_TEST_CASE(rejects_the_only_one_whom_the_server_refuses) {
    const auto refuse = [](const Ids&, const HttpRequest&) { return refusal(422, "bad"); };
    const Seen seen = batches::send(people(1), refuse);
    BOOST_TEST((seen.outcomes == fates(1, "rejected 422 422: bad")));
    BOOST_TEST(seen.requests.size() == 1u);
    BOOST_TEST(seen.error == "");
}

BOOST_AUTO_TEST_CASE(rejects_the_last_ones_where_others_were_stored) {
    flameup::BatchesOptions options;
    options.max_people = 3;
    const Seen seen = batches::send(people(5), Refusing{{"u3", "u4"}}, options);
    BOOST_TEST(seen.outcomes[2] == "2 created");
    BOOST_TEST(seen.outcomes[3] == "3 rejected 400 400: no");
    BOOST_TEST(seen.outcomes[4] == "4 rejected 400 400: no");
    BOOST_TEST(seen.error == "");
}

BOOST_AUTO_TEST_CASE(rejects_all_where_each_is_refused_for_a_reason_of_its_own) {
    const Seen words = batches::send(
        people(2), [](const Ids& ids, const HttpRequest&) { return refusal(400, ids.front()); });
    BOOST_TEST((words.outcomes == Ids{"0 rejected 400 400: u0", "1 rejected 400 400: u1"}));
    // A field of the only person in a request is that person's.
    const Seen fields = batches::send(people(100), [](const Ids&, const HttpRequest&) {
        return HttpResponse{400, {}, R"({"details":[{"field":"email","message":"is bad"}]})"};
    });
    BOOST_TEST((fields.outcomes == fates(100, "rejected 400 400: email is bad")));
    BOOST_TEST(fields.error == "");
}

BOOST_AUTO_TEST_CASE(finds_at_whom_the_server_fails) {
    for (const int status : {500, 502, 504, 520, 524}) {
        for (const std::size_t guilty : {0u, 1u, 49u, 98u, 99u, 100u, 149u}) {
            const std::string id = "u" + std::to_string(guilty);
            const Seen seen = batches::send(people(150), [&](const Ids& ids, const HttpRequest&) {
                const bool fails = std::find(ids.begin(), ids.end(), id) != ids.end();
                return fails ? refusal(status, "crash") : created(ids.size());
            });
            Ids expected = fates(150, "created");
            const std::string code = std::to_string(status);
            expected[guilty] =
                std::to_string(guilty) + " rejected " + code + ' ' + code + ": crash";
            BOOST_TEST((seen.outcomes == expected));
            BOOST_TEST(seen.error == "");
            // The whole and the one are tried six times; each half once.
            BOOST_TEST(std::count(seen.requests.begin(), seen.requests.end(), id) == 6);
            BOOST_TEST(seen.requests.size() <= 6u + 8u + 6u + 8u);
        }
    }
}

BOOST_AUTO_TEST_CASE(finds_two_in_a_row_at_whom_the_server_fails) {
    const std::set<std::string> guilty{"u0", "u1", "u7"};
    const Seen seen = batches::send(people(100), [&](const Ids& ids, const HttpRequest&) {
        const bool fails = std::any_of(ids.begin(), ids.end(),
                                       [&](const auto& id) { return guilty.count(id) != 0; });
        return fails ? refusal(500, "crash") : created(ids.size());
    });
    Ids expected = fates(100, "created");
    for (const std::string& id : guilty) {
        expected[std::stoul(id.substr(1))] = id.substr(1) + " rejected 500 500: crash";
    }
    BOOST_TEST((seen.outcomes == expected));
}

BOOST_AUTO_TEST_CASE(blames_nobody_for_a_server_that_fails_at_all) {
    for (const std::size_t count : {1u, 2u, 100u, 5000u}) {
        const Seen seen = batches::send(
            people(count), [](const Ids&, const HttpRequest&) { return refusal(500, "crash"); });
        BOOST_TEST(seen.error == "500");
        for (const std::string& outcome : seen.outcomes) {
            BOOST_TEST(outcome.find("rejected") == std::string::npos);
        }
        BOOST_TEST(seen.outcomes[0] == "0 failed 500 500: crash");
        BOOST_TEST(seen.requests.size() <= 6u + 7u + 6u + 8u + 6u + 6u);
    }
    // Nor for an outage, a missing method or an overload.
    for (const int status : {501, 503, 521, 529}) {
        const Seen seen = batches::send(people(150), [&](const Ids& ids, const HttpRequest&) {
            return ids.front() == "u0" ? created(ids.size()) : refusal(status, "down");
        });
        BOOST_TEST(seen.error == std::to_string(status));
        BOOST_TEST(seen.outcomes[99] == "99 created");
        BOOST_TEST(seen.outcomes[100].substr(0, 10) == "100 failed");
        BOOST_TEST(seen.requests.size() == (status == 501 ? 2u : 7u));
    }
}

BOOST_AUTO_TEST_CASE(blames_nobody_for_a_server_that_recovers) {
    int failures = 6;
    const Seen seen = batches::send(people(100), [&](const Ids& ids, const HttpRequest&) {
        return failures-- > 0 ? refusal(500) : created(ids.size());
    });
    BOOST_TEST((seen.outcomes == fates(100, "created")));
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
}

BOOST_AUTO_TEST_CASE(says_what_the_server_says) {
    const std::string unconfirmed = " failed 0 unconfirmed: the server did not confirm this person";
    const struct {
        const char* body;
        Ids outcomes;
    } table[] = {
        {R"({"created_count":0,"updated_count":3})", fates(3, "updated")},
        {R"({"created_count":2,"updated_count":1})", fates(3, "stored")},
        {"{}", fates(3, unconfirmed.substr(1))},
        {R"({"success":true,"people":[]})", fates(3, unconfirmed.substr(1))},
        {R"({"created_count":1,"updated_count":1,"people":[{"userId":"u2"},{"external_id":"u0"}]})",
         {"0 stored", '1' + unconfirmed, "2 stored"}},
        {R"({"people":[{"userId":"u2"},{"userId":"u0","error":"is blocked"}]})",
         {"0 rejected 0 unsuccessful: is blocked", '1' + unconfirmed, "2 stored"}},
        // Such traits and times are none of the flow's business.
        {R"({"people":[{"userId":"u2","traits":7,"created_at":"today"}]})",
         {'0' + unconfirmed, '1' + unconfirmed, "2 stored"}},
    };
    for (const auto& row : table) {
        for (const int status : {200, 202, 207}) {
            const Seen seen = batches::send(people(3), [&](const Ids&, const HttpRequest&) {
                return HttpResponse{status, {}, row.body};
            });
            BOOST_TEST((seen.outcomes == row.outcomes));
            BOOST_TEST(seen.error == "");
        }
    }
    BOOST_TEST((batches::send(people(2), [](const Ids&, const HttpRequest&) {
                    return HttpResponse{204, {}, ""};
                }).outcomes == fates(2, unconfirmed.substr(1))));
}

BOOST_AUTO_TEST_CASE(gives_words_for_single_people_to_them) {
    const struct {
        const char* body;
        Ids outcomes;
        Ids requests;
    } table[] = {
        {R"({"created_count":2,"errors":[{"index":1,"message":"email is blocked"}]})",
         {"0 created", "1 rejected 207 unsuccessful: email is blocked", "2 created"},
         {"u0 u1 u2"}},
        {R"({"people":[{"userId":"u0"}],"errors":[{"index":1,"code":"c","message":"no"}]})",
         {"0 stored", "1 rejected 207 c: no",
          "2 failed 0 unconfirmed: the server did not confirm this person: [1] no"},
         {"u0 u1 u2"}},
        {R"({"people":[{"userId":"u0"}],"errors":["somebody is blocked"]})",
         {"0 stored",
          "1 failed 0 unconfirmed: the server did not confirm this person: somebody is blocked",
          "2 failed 0 unconfirmed: the server did not confirm this person: somebody is blocked"},
         {"u0 u1 u2"}},
        // Nobody is shown to be stored: the others are sent again.
        {R"({"success":false,"errors":[{"index":1,"field":"email","message":"is blocked"}]})",
         {"0 created", "1 rejected 207 unsuccessful: email is blocked", "2 created"},
         {"u0 u1 u2", "u0 u2"}},
    };
    for (const auto& row : table) {
        const Seen seen = batches::send(people(3), [&](const Ids& ids, const HttpRequest&) {
            return ids.size() == 3 ? HttpResponse{207, {}, row.body} : created(ids.size());
        });
        BOOST_TEST((seen.outcomes == row.outcomes), batches::joined(seen.outcomes));
        BOOST_TEST((seen.requests == row.requests));
        BOOST_TEST(seen.error == "");
    }
}

BOOST_AUTO_TEST_CASE(takes_nobody_for_stored_where_the_server_says_it_failed) {
    const char* const bodies[] = {
        R"({"success":false,"error":{"code":"quota_exceeded","message":"No room"}})",
        R"({"created_count":0,"people":[],"errors":[{"code":"quota_exceeded","message":"No room"}]})",
        R"({"created_count":0,"error":{"code":"quota_exceeded","message":"No room"}})",
    };
    for (const char* const body : bodies) {
        for (const int status : {200, 207}) {
            const Seen seen = batches::send(people(150), [&](const Ids&, const HttpRequest&) {
                return HttpResponse{status, {}, body};
            });
            BOOST_TEST(seen.error == "quota_exceeded");
            BOOST_TEST((seen.outcomes[0] ==
                        "0 failed " + std::to_string(status) + " quota_exceeded: No room"));
            for (const std::string& outcome : seen.outcomes) {
                BOOST_TEST(outcome.find("quota_exceeded") != std::string::npos);
                BOOST_TEST(outcome.find("rejected") == std::string::npos);
            }
            BOOST_TEST(seen.requests.size() <= 60u);
        }
    }
}

BOOST_AUTO_TEST_CASE(takes_a_person_twice_for_stored_where_the_server_counts_people) {
    const Seen seen = batches::send({person("u0"), person("u1"), person("u0")},
                                    [](const Ids&, const HttpRequest&) { return created(2); });
    BOOST_TEST((seen.outcomes == fates(3, "stored")));
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

BOOST_AUTO_TEST_SUITE_END()
