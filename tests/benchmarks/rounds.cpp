// What a call costs beside its transport: the request is built, the response decoded.
#include "harness.hpp"
#include "inputs.hpp"
#include "ours.hpp"

#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace benchmarks {
namespace {

constexpr char id[] = "550e8400-e29b-41d4-a716-446655440000";

using Traits = PlayerTraits;

/// Adds a round of one operation, with a request that is used again.
template <class Operation> void add_round(const Operation& operation, std::string body) {
    const int status = body.empty() ? 204 : 200;
    const auto response =
        std::make_shared<const flameup::HttpResponse>(flameup::HttpResponse{status, {}, body});
    const auto request = std::make_shared<flameup::HttpRequest>();
    const auto shared = std::make_shared<const Operation>(operation);
    build_ours(operation, *request);
    const Size size{1, request->body.size() + body.size(), 0};
    add(
        "round_" + std::string(Operation::route.name), "ours", size,
        [=] {
            build_ours(*shared, *request);
            return decode_ours<Operation>(*response);
        },
        [=](const auto& result) {
            return request->url + request->body + *flameup::to_json(*result);
        });
}

std::string events_body() {
    std::string body = R"({"events":[)";
    for (int i = 0; i != 50; ++i) {
        const std::string number = std::to_string(i);
        body += i == 0 ? "" : ",";
        body += R"({"id":"0d5f0c2e-6f4e-4a53-9d6b-8f2f3a0b1c)" + std::to_string(10 + i) +
                R"(","person_id":")" + id +
                R"(","event":"level_completed","properties":{"level":)" + number +
                R"(,"score":1234.5,"boss":true,"weapon":"bow"},"timestamp":)" +
                R"("2024-01-15T10:30:00.25Z","created_at":"2024-01-15T10:30:01Z"})";
    }
    return body + R"(],"total":50})";
}

std::string wrapped(const std::string& before, std::size_t count, const std::string& after) {
    std::string body = before;
    for (const std::string& person : person_bodies(count, Dialect::overview)) {
        body += (body.back() == '[' ? "" : ",") + person;
    }
    return body + after;
}

} // namespace

void add_rounds() {
    using namespace flameup;
    const PersonInput<Traits> input = typed_inputs(1)[0];
    const std::string person = person_bodies(1, Dialect::overview)[0];
    CreatePerson<Traits> create;
    static_cast<PersonInput<Traits>&>(create) = input;
    UpsertPerson<Traits> upsert;
    static_cast<PersonInput<Traits>&>(upsert) = input;
    ListPeople<Traits> list;
    list.limit = 50;
    list.status = PersonStatus::active;
    SearchPeople<Traits> search;
    search.email = input.email;

    add_round(create, person);
    add_round(GetPerson<Traits>{id}, person);
    add_round(UpdatePerson<Traits>{id, *input.traits}, person);
    add_round(upsert, person.substr(0, person.size() - 1) + R"(,"was_created":false})");
    add_round(list, page_body(50, Dialect::overview, Order::documented));
    add_round(search, wrapped(R"({"people":[)", 10, "]}"));
    add_round(BatchUpsert<Traits>{typed_inputs(100)},
              wrapped(R"({"people":[)", 100, R"(],"created_count":40,"updated_count":60})"));
    add_round(DeletePerson{id}, "");
    add_round(GetPersonEvents<>{id, 50}, events_body());
    add_round(GetStatistics{},
              R"({"total":12500,"active":11000,"unsubscribed":1200,"bounced":300,"recent":450})");
}

} // namespace benchmarks
