#ifndef FLAMEUP_TESTS_TRANSPORTS_ALL_OPERATIONS_HPP
#define FLAMEUP_TESTS_TRANSPORTS_ALL_OPERATIONS_HPP

// Performs every operation through an executor, to compare what it gives with the service in
// memory.

#include "flameup/client/client.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"

#include "suite.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transports_test {

namespace json = boost::json;
using Client = flameup::Client<Execute>;

/// Replaces ids and times, which differ between runs.
inline void blank(json::value& value) {
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
inline std::vector<std::string> perform_all(const Client& client) {
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

/// Makes the configuration of a test's client.
inline flameup::Config config(std::string_view base_url, std::string_view workspace) {
    flameup::Config config;
    config.api_key = "ws_test_0123456789";
    config.base_url = base_url;
    config.workspace_id = workspace;
    return config;
}

} // namespace transports_test

#endif
