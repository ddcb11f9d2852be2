// Every operation through the client against the in-memory service: both scopes, both dialects.
#include "flameup/testing/people_service.hpp"

#include "flameup.hpp"

#include <boost/test/unit_test.hpp>

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace every_operation {

using namespace flameup;

struct Address {
    std::optional<std::string> city;
    FLAMEUP_DESCRIBE(Address, (), (city))
};

struct Traits {
    std::optional<std::string> first_name;
    Nullable<std::string> plan;
    std::optional<Address> address;
    std::vector<int> scores;
    FLAMEUP_DESCRIBE(Traits, (), (first_name, plan, address, scores))
};

struct Setting {
    const char* name;
    const char* workspace;
    testing::Dialect dialect;
};

std::ostream& operator<<(std::ostream& stream, const Setting& setting) {
    return stream << setting.name;
}

const Setting settings[] = {
    {"account-scoped, overview", "", testing::Dialect::overview},
    {"account-scoped, reference", "", testing::Dialect::reference},
    {"workspace-scoped, overview", "ws 1/2", testing::Dialect::overview},
    {"workspace-scoped, reference", "ws 1/2", testing::Dialect::reference},
};

template <class T> T value_of(const Result<T>& result) {
    if (result.has_error()) {
        BOOST_TEST_ERROR(result.error().message);
        return T{};
    }
    return *result;
}

BOOST_AUTO_TEST_SUITE(every_operation_suite)

BOOST_AUTO_TEST_CASE(works_in_both_scopes_and_both_dialects) {
    for (const Setting& setting : settings) {
        BOOST_TEST_CONTEXT(setting) {
            testing::PeopleServiceOptions options;
            options.dialect = setting.dialect;
            testing::PeopleService service(options);
            Config config;
            config.api_key = "k";
            config.workspace_id = setting.workspace;
            const Client client(config, service);
            const std::string workspace =
                config.workspace_id.empty() ? "ws_default" : config.workspace_id;
            const std::string odd_id = "a/b?c#d%e+f g\"h'\n\xC3\xA9";

            CreatePerson<Traits> create{{odd_id}};
            create.email = "jane@example.com";
            create.phone = "+1-555-0123";
            create.traits = Traits{"Jane", "premium", Address{"Oslo"}, {1, 2}};
            const auto created = value_of(client.send(create));
            BOOST_TEST(created.userId.value_or("") == odd_id);
            BOOST_TEST(created.email.value_or("") == "jane@example.com");
            BOOST_TEST(created.phone.value_or("") == "+1-555-0123");
            BOOST_TEST(created.workspace_id.value_or("") == workspace);
            BOOST_TEST(value_of(to_json(created.traits)) ==
                       R"({"first_name":"Jane","plan":"premium","address":{"city":"Oslo"},)"
                       R"("scores":[1,2]})");
            const std::string id = config.workspace_id.empty() ? odd_id : created.id.value_or("");

            const auto conflict = client.send(create);
            BOOST_REQUIRE(conflict.has_error());
            BOOST_TEST(conflict.error().status == 409);

            BOOST_TEST(value_of(to_json(value_of(client.send(GetPerson<Traits>{id})))) ==
                       value_of(to_json(created)));

            UpdatePerson<Traits> update{id};
            update.traits.plan = null;
            update.traits.scores = {3};
            BOOST_TEST(value_of(to_json(value_of(client.send(update)).traits)) ==
                       R"({"first_name":"Jane","address":{"city":"Oslo"},"scores":[3]})");

            UpsertPerson<Traits> upsert{{odd_id}};
            BOOST_TEST(value_of(client.send(upsert)).was_created.value_or(true) == false);
            upsert.userId = "other";
            BOOST_TEST(value_of(client.send(upsert)).was_created.value_or(false) == true);

            BatchUpsert<Traits> batch;
            batch.people = {{"other"}, {"third"}};
            const auto counts = value_of(client.send(batch));
            BOOST_TEST(counts.created_count.value_or(-1) == 1);
            BOOST_TEST(counts.updated_count.value_or(-1) == 1);
            BOOST_TEST(counts.people.size() == 2U);

            BOOST_TEST(service.set_status(workspace, "third", PersonStatus::bounced));
            ListPeople<Traits> list;
            list.status = PersonStatus::bounced;
            list.limit = 500;
            list.offset = 0;
            list.search = "";
            list.created_since = Timestamp{0, 0};
            list.updated_since = Timestamp{0, 1};
            const auto page = value_of(client.send(list));
            BOOST_TEST(page.total.value_or(-1) == 1);
            BOOST_REQUIRE(page.people.size() == 1U);
            BOOST_TEST(page.people[0].userId.value_or("") == "third");
            if (setting.dialect == testing::Dialect::reference) { // the other has no status
                BOOST_TEST((page.people[0].status == OpenEnum(PersonStatus::bounced)));
            }

            SearchPeople<Traits> search;
            search.userId = odd_id;
            search.email = "jane@example.com";
            search.q = "jane";
            search.limit = 1;
            BOOST_TEST(value_of(client.send(search)).people.size() == 1U);

            BOOST_TEST(service.add_event(workspace, odd_id, "played", {{"level", 7}}));
            GetPersonEvents<> events{id};
            events.limit = 1;
            const auto played = value_of(client.send(events));
            BOOST_REQUIRE(played.events.size() == 1U);
            BOOST_TEST(played.events[0].event.value_or("") == "played");
            BOOST_TEST(boost::json::serialize(played.events[0].parameters) == R"({"level":7})");

            BOOST_TEST(value_of(to_json(value_of(client.send(GetStatistics{})))) ==
                       R"({"total":3,"active":2,"unsubscribed":0,"bounced":1,"recent":3})");

            BOOST_TEST(client.send(DeletePerson{id}).has_value());
            const auto gone = client.send(GetPerson<Traits>{id});
            BOOST_REQUIRE(gone.has_error());
            BOOST_TEST(gone.error().status == 404);
        }
    }
}

BOOST_AUTO_TEST_CASE(names_the_missing_permission) {
    testing::PeopleServiceOptions options;
    options.keys = {{"reader", "ws_default", {"people:read"}}};
    Config config;
    config.api_key = "reader";
    const Client client(config, testing::PeopleService(options));
    BOOST_TEST(client.send(GetStatistics{}).has_value());
    BOOST_TEST(client.send(UpsertPerson<>{{"u"}}).error().missing_permission == "people:write");
    BOOST_TEST(client.send(DeletePerson{"u"}).error().missing_permission == "people:delete");
}

BOOST_AUTO_TEST_CASE(gives_back_rate_limits_and_request_ids) {
    testing::PeopleServiceOptions options;
    options.requests_per_minute = 1;
    options.clock = [] { return Timestamp{1700000000, 0}; };
    Config config;
    config.api_key = "k";
    const Client client(config, testing::PeopleService(options));
    HttpResponse response;
    BOOST_TEST(client.send(GetStatistics{}, response).has_value());
    BOOST_TEST(rate_limit(response.headers).remaining.value_or(-1) == 0);
    const auto refused = client.send(GetStatistics{});
    BOOST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().status == 429);
    BOOST_TEST(refused.error().rate_limit.limit.value_or(-1) == 1);
    BOOST_TEST(refused.error().retry_after.has_value());
    BOOST_TEST(!refused.error().request_id.empty());
}

BOOST_AUTO_TEST_CASE(refuses_events_that_json_cannot_hold) {
    testing::PeopleService service;
    Config config;
    config.api_key = "k";
    const Client client(config, service);
    BOOST_TEST(client.send(UpsertPerson<>{{"u"}}).has_value());
    const double infinite = std::numeric_limits<double>::infinity();
    BOOST_TEST(!service.add_event("ws_default", "u", "\xFF"));
    BOOST_TEST(!service.add_event("ws_default", "u", "e", {{"x", infinite}}));
    BOOST_TEST(!service.add_event("ws_default", "u", "e", {{"x", "\xFF"}}));
    BOOST_TEST(value_of(client.send(GetPersonEvents<>{"u"})).events.empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace every_operation
