#include "flameup/testing/people_backend.hpp"

#include "requests.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace requests;
using flameup::PersonStatus;

BOOST_AUTO_TEST_SUITE(testing_people_backend)

BOOST_AUTO_TEST_CASE(creates_the_documented_person) {
    const PeopleService service;
    BOOST_TEST(text(post(service, "/workspaces/ws_abc123/people",
                         R"({"userId":"user_12345","email":"jane@example.com","anonymousId":"a1",
                             "traits":{"first_name":"Jane","plan":"premium","gone":null}})")) ==
               R"(201 {"id":"00000000-0000-4000-8000-000000000001","workspace_id":"ws_abc123",)"
               R"("userId":"user_12345","email":"jane@example.com",)"
               R"("traits":{"first_name":"Jane","plan":"premium"},)"
               R"("created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-15T10:30:00Z"})");
}

BOOST_AUTO_TEST_CASE(creates_the_documented_person_in_the_reference_dialect) {
    PeopleServiceOptions options;
    options.dialect = Dialect::reference;
    const PeopleService service(options);
    BOOST_TEST(
        text(post(service, "/people",
                  R"({"userId":"example_string","email":"user@example.com","phone":"+1-555-0123",
                      "traits":{"first_name":"John","locale":7}})")) ==
        R"(201 {"id":"00000000-0000-4000-8000-000000000001","workspace_id":"ws_default",)"
        R"("external_id":"example_string","email":"user@example.com","phone":"+1-555-0123",)"
        R"("first_name":"John","avatar_url":null,"timezone":null,"locale":null,"status":"active",)"
        R"("attributes":{"first_name":"John","locale":7},)"
        R"("created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-15T10:30:00Z",)"
        R"("first_seen_at":"2024-01-15T10:30:00Z","last_seen_at":"2024-01-15T10:30:00Z"})");
}

BOOST_AUTO_TEST_CASE(answers_409_on_a_second_create) {
    const PeopleService service = with_three_people();
    BOOST_TEST(text(post(service, "/people", R"({"userId":"u1"})")) ==
               R"(409 {"error":"Conflict","message":"A person with this userId exists already",)"
               R"("code":409})");
    BOOST_TEST(post(service, "/workspaces/other/people", R"({"userId":"u1"})").status == 201);
    BOOST_TEST(post(service, "/people", R"({"userId":"u4","email":"jane@acme.com"})").status ==
               201);
}

BOOST_AUTO_TEST_CASE(gets_by_id_within_a_workspace_and_by_userId_or_email_without_one) {
    const PeopleService service = with_three_people();
    const std::string person = users(get(service, "/workspaces/ws_default/people/" + id(1)));
    BOOST_TEST(person == "200: u1");
    BOOST_TEST(users(get(service, "/people/u1")) == person);
    BOOST_TEST(users(get(service, "/people/jane%40acme.com")) == person);
    BOOST_TEST(text(get(service, "/people/" + id(1))) == not_found);
    BOOST_TEST(text(get(service, "/people/u9")) == not_found);
    BOOST_TEST(text(get(service, "/workspaces/ws_default/people/" + id(9))) == not_found);
    BOOST_TEST(text(get(service, "/workspaces/other/people/" + id(1))) == not_found);
    BOOST_TEST(text(get(service, "/workspaces/ws_default/people/u1")) ==
               bad_request(R"({"field":"person_id","message":"must be a UUID"})"));
}

BOOST_AUTO_TEST_CASE(finds_ids_in_any_case) {
    PeopleServiceOptions options;
    options.new_id = [] { return std::string("ABCDEF00-0000-4000-8000-000000000001"); };
    const PeopleService service(options);
    post(service, "/people", R"({"userId":"u1"})");
    BOOST_TEST(users(get(service, "/workspaces/ws_default/people/"
                                  "aBCDEF00-0000-4000-8000-000000000001")) == "200: u1");
}

BOOST_AUTO_TEST_CASE(passes_over_ids_that_are_taken_or_no_uuids) {
    PeopleServiceOptions options;
    std::string next = "abcdef00-0000-4000-8000-000000000001";
    options.new_id = [&next] { return next; };
    const PeopleService service(options);
    const auto created_id = [&service](const char* body) {
        return post(service, "/people", body).body.substr(7, 36);
    };
    BOOST_TEST(created_id(R"({"userId":"u1"})") == next);
    BOOST_TEST(created_id(R"({"userId":"u2"})") == id(1));
    next = "not a uuid";
    BOOST_TEST(created_id(R"({"userId":"u3"})") == id(2));
}

BOOST_AUTO_TEST_CASE(merges_traits_and_removes_nulls_in_an_update) {
    const PeopleService service = with_three_people();
    const std::string path = "/workspaces/ws_default/people/" + id(1);
    const std::string expected =
        R"(200 {"id":"00000000-0000-4000-8000-000000000001","workspace_id":"ws_default",)"
        R"("userId":"u1","email":"jane@acme.com",)"
        R"("traits":{"last_name":"Doe","plan":{"a":null},"x":[1,2]},)"
        R"("created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-15T10:30:03Z"})";
    BOOST_TEST(text(put(service, path, R"({"traits":
        {"first_name":null,"plan":{"a":null},"x":[1,2],"never":null}})")) == expected);
    BOOST_TEST(text(get(service, path)) == expected);
    BOOST_TEST(put(service, path, R"({})").status == 200);
    BOOST_TEST(put(service, "/people/u1", R"({"traits":{"plan":{"b":1}}})")
                   .body.find(R"("plan":{"b":1})") != std::string::npos);
    BOOST_TEST(text(put(service, "/people/u9", R"({"traits":{}})")) == not_found);
    BOOST_TEST(text(put(service, path, R"({"traits":[]})")) ==
               bad_request(R"({"field":"traits","message":"must be an object"})"));
}

BOOST_AUTO_TEST_CASE(upserts_by_userId_first_and_by_email_then) {
    const PeopleService service = with_three_people();
    const HttpResponse created = post(service, "/people/upsert", R"({"userId":"u4"})");
    BOOST_TEST(text(created) ==
               R"(200 {"id":"00000000-0000-4000-8000-000000000004","workspace_id":"ws_default",)"
               R"("userId":"u4","traits":{},)"
               R"("created_at":"2024-01-15T10:30:03Z","updated_at":"2024-01-15T10:30:03Z",)"
               R"("was_created":true})");
    BOOST_TEST(text(post(service, "/people/upsert",
                         R"({"userId":"u1","phone":"1","traits":{"plan":null,"n":1}})")) ==
               R"(200 {"id":"00000000-0000-4000-8000-000000000001","workspace_id":"ws_default",)"
               R"("userId":"u1","email":"jane@acme.com","phone":"1",)"
               R"("traits":{"first_name":"Jane","last_name":"Doe","n":1},)"
               R"("created_at":"2024-01-15T10:30:00Z","updated_at":"2024-01-15T10:30:04Z",)"
               R"("was_created":false})");
    BOOST_TEST(
        text(post(service, "/people/upsert", R"({"userId":"new","email":"bob@example.com"})")) ==
        R"(200 {"id":"00000000-0000-4000-8000-000000000002","workspace_id":"ws_default",)"
        R"("userId":"new","email":"bob@example.com","phone":"+1-555-0123",)"
        R"("traits":{},)"
        R"("created_at":"2024-01-15T10:30:01Z","updated_at":"2024-01-15T10:30:05Z",)"
        R"("was_created":false})");
    BOOST_TEST(text(get(service, "/people/u2")) == not_found);
    BOOST_TEST(users(get(service, "/people/new")) == "200: new");
}

BOOST_AUTO_TEST_CASE(upserts_a_batch_with_counts) {
    const PeopleService service = with_three_people();
    const HttpResponse response = post(service, "/workspaces/ws_default/people/batch",
                                       R"({"people":[{"userId":"u1"},{"userId":"u4"},
                                           {"userId":"u4","traits":{"a":1}}]})");
    BOOST_TEST(users(response) == "200: u1 u4 u4");
    BOOST_TEST(response.body.find(R"(],"created_count":1,"updated_count":2})") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(refuses_a_whole_batch_for_one_entry) {
    const PeopleService service;
    BOOST_TEST(text(post(service, "/people/batch",
                         R"({"people":[{"userId":"a"},{"userId":""},7,
                             {"userId":"b","email":"b","phone":1}]})")) ==
               bad_request(R"({"field":"people[1].userId","message":"must not be empty"},)"
                           R"({"field":"people[2]","message":"must be an object"},)"
                           R"({"field":"people[3].email","message":"Invalid email format"},)"
                           R"({"field":"people[3].phone","message":"must be a string"})"));
    BOOST_TEST(text(get(service, "/people")) ==
               R"(200 {"people":[],"total":0,"limit":50,"offset":0})");
}

BOOST_AUTO_TEST_CASE(takes_one_to_a_hundred_people_in_a_batch) {
    const auto batch = [](int count) {
        std::string body = R"({"people":[)";
        for (int i = 0; i != count; ++i) {
            body += (i == 0 ? R"({"userId":")" : R"(,{"userId":")") + std::to_string(i) + R"("})";
        }
        return post(PeopleService(), "/people/batch", body + "]}");
    };
    const std::string refused =
        bad_request(R"({"field":"people","message":"must have 1 to 100 elements"})");
    BOOST_TEST(text(batch(0)) == refused);
    BOOST_TEST(batch(100).status == 200);
    BOOST_TEST(text(batch(101)) == refused);
}

BOOST_AUTO_TEST_CASE(deletes_a_person_and_its_events) {
    PeopleService service = with_three_people();
    BOOST_TEST(service.add_event("ws_default", "u1", "login"));
    const HttpResponse response = erase(service, "/workspaces/ws_default/people/" + id(1));
    BOOST_TEST(response.status == 204);
    BOOST_TEST(response.body == "");
    BOOST_TEST(header(response, "Content-Type") == "(absent)");
    BOOST_TEST(text(erase(service, "/people/u1")) == not_found);
    BOOST_TEST(text(erase(service, "/workspaces/ws_default/people/" + id(1))) == not_found);
    BOOST_TEST(text(get(service, "/people/jane@acme.com")) == not_found);
    BOOST_TEST(erase(service, "/people/bob@example.com").status == 204);
    post(service, "/people", R"({"userId":"u1"})");
    BOOST_TEST(text(get(service, "/people/u1/events")) == R"(200 {"events":[],"total":0})");
}

BOOST_AUTO_TEST_SUITE_END()
