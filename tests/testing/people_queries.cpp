#include "flameup/testing/people_queries.hpp"

#include "requests.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

using namespace requests;
using flameup::PersonStatus;

BOOST_AUTO_TEST_SUITE(testing_people_queries)

BOOST_AUTO_TEST_CASE(lists_with_filters_and_pages) {
    PeopleService service = with_three_people();
    service.set_status("ws_default", "u2", PersonStatus::bounced);
    const auto listed = [&service](const char* query) {
        return users(get(service, std::string("/workspaces/ws_default/people") + query));
    };
    BOOST_TEST(listed("") == "200: u1 u2 u3");
    BOOST_TEST(listed("?limit=500") == "200: u1 u2 u3");
    BOOST_TEST(listed("?limit=2") == "200: u1 u2");
    BOOST_TEST(listed("?limit=2&offset=2") == "200: u3");
    BOOST_TEST(listed("?offset=9223372036854775807") == "200: ");
    BOOST_TEST(listed("?status=active") == "200: u1 u3");
    BOOST_TEST(listed("?status=bounced") == "200: u2");
    BOOST_TEST(listed("?search=aCmE") == "200: u1 u3");
    BOOST_TEST(listed("?search=jane+doe") == "200: u1");
    BOOST_TEST(listed("?search=u1") == "200: ");
    BOOST_TEST(listed("?search=") == "200: u1 u2 u3");
    BOOST_TEST(listed("?search=%20") == "200: u1");
    BOOST_TEST(listed("?created_since=2024-01-15T10:30:01Z") == "200: u2 u3");
    BOOST_TEST(listed("?created_since=2024-01-15T11:30:01.5%2B01:00") == "200: u3");
    BOOST_TEST(listed("?updated_since=2024-01-15T10:30:03Z") == "200: u2");
    BOOST_TEST(listed("?status=active&search=acme&limit=1&offset=1&unknown=1") == "200: u3");
    BOOST_TEST(text(get(service, "/people?limit=1&offset=5&status=active")) ==
               R"(200 {"people":[],"total":2,"limit":1,"offset":5})");
    BOOST_TEST(text(get(service, "/workspaces/empty/people")) ==
               R"(200 {"people":[],"total":0,"limit":50,"offset":0})");
}

BOOST_AUTO_TEST_CASE(refuses_a_list_with_all_that_is_wrong) {
    const PeopleService service;
    BOOST_TEST(
        text(get(service, "/people?limit=501&offset=-1&status=gone&search=%FF"
                          "&created_since=today&updated_since=")) ==
        bad_request(R"({"field":"limit","message":"must be at most 500"},)"
                    R"({"field":"offset","message":"must be at least 0"},)"
                    R"({"field":"status","message":"must be active, unsubscribed or bounced"},)"
                    R"({"field":"search","message":"must be UTF-8"},)"
                    R"({"field":"created_since","message":"must be an RFC 3339 timestamp"},)"
                    R"({"field":"updated_since","message":"must be an RFC 3339 timestamp"})"));
}

BOOST_AUTO_TEST_CASE(searches_by_what_is_given) {
    const PeopleService service = with_three_people();
    const auto found = [&service](const char* query) {
        return users(get(service, std::string("/people/search") + query));
    };
    BOOST_TEST(found("?q=ACME") == "200: u1 u3");
    BOOST_TEST(found("?q=acme&limit=1") == "200: u1");
    BOOST_TEST(found("?q=U2") == "200: u2");
    BOOST_TEST(found("?q=555") == "200: u2");
    BOOST_TEST(found("?email=jane@acme.com") == "200: u1");
    BOOST_TEST(found("?email=acme.com") == "200: ");
    BOOST_TEST(found("?userId=u3") == "200: u3");
    BOOST_TEST(found("?userId=u3&q=jane") == "200: ");
    BOOST_TEST(text(get(service, "/workspaces/empty/people/search?q=x")) == R"(200 {"people":[]})");
    BOOST_TEST(text(get(service, "/people/search?limit=3")) ==
               bad_request(R"({"field":"q","message":"is required, or email or userId"})"));
    BOOST_TEST(text(get(service, "/people/search?q=x&limit=0")) ==
               bad_request(R"({"field":"limit","message":"must be at least 1"})"));
}

BOOST_AUTO_TEST_CASE(finds_ten_people_by_default) {
    const PeopleService service;
    for (int i = 0; i != 12; ++i) {
        post(service, "/people", R"({"userId":"user)" + std::to_string(i) + R"("})");
    }
    BOOST_TEST(users(get(service, "/people/search?q=user")) ==
               "200: user0 user1 user2 user3 user4 user5 user6 user7 user8 user9");
}

BOOST_AUTO_TEST_CASE(lists_events_with_the_newest_first) {
    PeopleService service = with_three_people();
    BOOST_TEST(service.add_event("ws_default", "u1", "login"));
    BOOST_TEST(service.add_event("ws_default", id(1), "buy", {{"price", 5}}));
    BOOST_TEST(!service.add_event("ws_default", "u9", "login"));
    BOOST_TEST(!service.add_event("other", "u1", "login"));
    const std::string newest =
        R"({"id":"00000000-0000-4000-8000-000000000005","workspace_id":"ws_default",)"
        R"("person_id":"00000000-0000-4000-8000-000000000001","event":"buy",)"
        R"("parameters":{"price":5},"timestamp":"2024-01-15T10:30:04Z",)"
        R"("created_at":"2024-01-15T10:30:04Z"})";
    const std::string oldest =
        R"({"id":"00000000-0000-4000-8000-000000000004","workspace_id":"ws_default",)"
        R"("person_id":"00000000-0000-4000-8000-000000000001","event":"login",)"
        R"("parameters":{},"timestamp":"2024-01-15T10:30:03Z",)"
        R"("created_at":"2024-01-15T10:30:03Z"})";
    BOOST_TEST(text(get(service, "/people/u1/events")) ==
               R"(200 {"events":[)" + newest + "," + oldest + R"(],"total":2})");
    BOOST_TEST(text(get(service, "/workspaces/ws_default/people/" + id(1) + "/events?limit=1")) ==
               R"(200 {"events":[)" + newest + R"(],"total":2})");
    BOOST_TEST(text(get(service, "/people/u1/events?limit=0")) ==
               bad_request(R"({"field":"limit","message":"must be at least 1"})"));
}

BOOST_AUTO_TEST_CASE(counts_people_by_status_and_recent_ones) {
    PeopleServiceOptions options;
    std::int64_t now = 1705314600;
    options.clock = [&now] { return flameup::Timestamp{now, 0}; };
    PeopleService service(options);
    post(service, "/people", R"({"userId":"u1"})");
    now += 1;
    post(service, "/people", R"({"userId":"u2"})");
    post(service, "/people", R"({"userId":"u3"})");
    BOOST_TEST(service.set_status("ws_default", "u2", PersonStatus::unsubscribed));
    BOOST_TEST(service.set_status("ws_default", id(3), PersonStatus::bounced));
    BOOST_TEST(!service.set_status("ws_default", "u9", PersonStatus::bounced));
    now += 7 * 24 * 60 * 60;
    BOOST_TEST(text(get(service, "/workspaces/ws_default/people/stats")) ==
               R"(200 {"total":3,"active":1,"unsubscribed":1,"bounced":1,"recent":2})");
    BOOST_TEST(text(get(service, "/workspaces/empty/people/stats")) ==
               R"(200 {"total":0,"active":0,"unsubscribed":0,"bounced":0,"recent":0})");
}

BOOST_AUTO_TEST_CASE(finds_texts_in_names_and_emails) {
    flameup::testing::StoredPerson person;
    person.email = "jane@acme.com";
    person.traits = {{"first_name", "Jane"}, {"last_name", "Doe"}, {"plan", "gold"}};
    using flameup::testing::has_name_or_email;
    BOOST_TEST(has_name_or_email(person, "jane doe"));
    BOOST_TEST(has_name_or_email(person, "ACME"));
    BOOST_TEST(!has_name_or_email(person, "gold"));
    BOOST_TEST(!has_name_or_email(person, "doe jane"));
    person.traits.erase("first_name");
    person.email.reset();
    BOOST_TEST(has_name_or_email(person, "doe"));
    BOOST_TEST(!has_name_or_email(person, " doe"));
    BOOST_TEST(!has_name_or_email(person, "acme"));
}

BOOST_AUTO_TEST_SUITE_END()
