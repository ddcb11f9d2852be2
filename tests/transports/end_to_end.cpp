// Every operation in both scopes has the same result over sockets as in memory.
#include "flameup/client/client.hpp"

#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"
#include "flameup/testing/people_service.hpp"

#include "server_process.hpp"
#include "suite.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace json = boost::json;
using namespace std::chrono_literals;
using transports_test::ServerProcess;

using Client = flameup::Client<transports_test::Execute>;

/// Replaces ids and times, which differ between runs.
void blank(json::value& value) {
    if (json::array* const array = value.if_array()) {
        for (json::value& element : *array) blank(element);
    } else if (json::object* const object = value.if_object()) {
        for (auto& member : *object) {
            const std::string_view key(member.key().data(), member.key().size());
            const bool varies = key == "id" || key == "person_id" || key == "timestamp" ||
                                (key.size() > 3 && key.substr(key.size() - 3) == "_at");
            if (varies && member.value().is_string()) {
                member.value() = "*";
            } else {
                blank(member.value());
            }
        }
    }
}

template <class T> std::string text(const flameup::Result<T>& result) {
    if (!result) {
        const flameup::Error& error = result.error();
        std::string line = std::string(to_string(error.kind)) + ' ' + std::to_string(error.status) +
                           ' ' + error.code + ": " + error.message;
        for (const auto& field : error.fields) line += "; " + field.path + ' ' + field.message;
        return line + (error.request_id.empty() ? "" : " (identified)");
    }
    json::value value = json::parse(flameup::to_json(*result).value());
    blank(value);
    return json::serialize(value);
}

/// Performs every operation, and some that fail; returns a line for each.
std::vector<std::string> perform_all(const Client& client) {
    const auto with_traits = [](flameup::PersonInput<json::object> person, json::object traits) {
        person.traits = std::move(traits);
        return person;
    };
    flameup::CreatePerson<> create;
    create.userId = "ada/1";
    create.email = "ada+list@example.com";
    create.phone = "+44 20 7946 0001";
    create.traits = json::object{{"first_name", "Ada"}, {"plan", "pro"}, {"naïve", "\u0001é\"\\"}};
    flameup::UpsertPerson<> upsert;
    upsert.userId = "grace";
    upsert.traits = json::object{{"first_name", "Grace"}, {"seats", 3}};
    flameup::BatchUpsert<> batch;
    for (int i = 0; i != 100; ++i) {
        flameup::PersonInput<json::object> person;
        person.userId = "batch_" + std::to_string(i);
        batch.people.push_back(
            with_traits(person, {{"number", i}, {"long", std::string(500, 'x')}}));
    }
    flameup::ListPeople<> list;
    list.limit = 60;
    list.offset = 1;
    list.created_since = flameup::Timestamp{1, 0};
    flameup::SearchPeople<> search;
    search.email = "ada+list@example.com";

    const auto created = client.send(create);
    const bool scoped = !client.config().workspace_id.empty();
    const std::string ada = scoped && created ? created->id.value() : "ada/1";
    const std::string nobody = "00000000-0000-4000-8000-0000000000ff";
    flameup::UpdatePerson<> update{ada, {{"plan", nullptr}, {"level", 2.5}}};

    std::vector<std::string> lines{text(created)};
    lines.push_back(text(client.send(create)));
    lines.push_back(text(client.send(upsert)));
    lines.push_back(text(client.send(flameup::GetPerson<>{ada})));
    lines.push_back(text(client.send(flameup::GetPerson<>{nobody})));
    lines.push_back(text(client.send(update)));
    lines.push_back(text(client.send(batch)));
    lines.push_back(text(client.send(list)));
    lines.push_back(text(client.send(search)));
    lines.push_back(text(client.send(flameup::GetPersonEvents<>{ada})));
    lines.push_back(text(client.send(flameup::GetStatistics{})));
    lines.push_back(text(client.send(flameup::BatchUpsert<>{}, {flameup::Checks::off})));
    lines.push_back(client.send(flameup::DeletePerson{ada}) ? "deleted" : "not deleted");
    lines.push_back(text(client.send(flameup::GetPerson<>{ada})));
    return lines;
}

flameup::Config config(std::string_view base_url, std::string_view workspace) {
    flameup::Config config;
    config.api_key = "ws_test_0123456789";
    config.base_url = base_url;
    config.workspace_id = workspace;
    return config;
}

BOOST_AUTO_TEST_SUITE(end_to_end)

BOOST_AUTO_TEST_CASE(every_operation_in_both_scopes_gives_what_it_gives_in_memory) {
    using flameup::testing::Dialect;
    for (const Dialect dialect : {Dialect::overview, Dialect::reference}) {
        ServerProcess server({"--rate-limit", "0", "--dialect",
                              dialect == Dialect::overview ? "overview" : "reference"});
        BOOST_TEST_REQUIRE(!server.base_url().empty());
        const auto execute = transports_test::make_executor({10s, ""});
        flameup::testing::PeopleServiceOptions options;
        options.dialect = dialect;
        options.requests_per_minute = 0;
        const flameup::testing::PeopleService memory(options);
        for (const char* workspace : {"", "workspace_2"}) {
            const auto over_network = perform_all({config(server.base_url(), workspace), execute});
            const auto in_memory =
                perform_all({config("https://api.flameup.ai/api/v1", workspace), memory});
            BOOST_TEST(over_network == in_memory, boost::test_tools::per_element());
        }
        BOOST_TEST(server.stop() == 0);
    }
}

BOOST_AUTO_TEST_CASE(rate_limits_and_request_ids_come_with_the_response) {
    ServerProcess server({"--rate-limit", "2"});
    const Client client(config(server.base_url(), ""), transports_test::make_executor({10s, ""}));
    flameup::HttpResponse response;
    for (const std::int64_t left : {1, 0}) {
        BOOST_TEST(client.send(flameup::GetStatistics{}, response).has_value());
        BOOST_TEST(flameup::rate_limit(response.headers).remaining.value() == left);
        BOOST_TEST(!flameup::request_id(response.headers).empty());
    }
    const auto refused = client.send(flameup::GetStatistics{});
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().status == 429);
    BOOST_TEST(refused.error().retry_after.value().seconds.value() <= 60);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_gone_is_an_error_of_the_transport) {
    ServerProcess server({});
    const Client client(config(server.base_url(), ""), transports_test::make_executor({2s, ""}));
    BOOST_TEST(client.send(flameup::GetStatistics{}).has_value());
    BOOST_TEST(server.stop() == 0);
    const auto gone = client.send(flameup::GetStatistics{});
    BOOST_TEST_REQUIRE(gone.has_error());
    BOOST_TEST((gone.error().kind == flameup::ErrorKind::transport));
    BOOST_TEST(gone.error().status == 0);
    const std::string code = client.send(flameup::GetStatistics{}).error().code;
    BOOST_TEST((code == "refused" || code == "connect_failed"), code);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
