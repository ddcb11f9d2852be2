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

BOOST_AUTO_TEST_SUITE_END()
