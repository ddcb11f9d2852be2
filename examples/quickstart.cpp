#include <flameup.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

struct PlayerTraits {                      // your own type: its members are the keys
    std::optional<std::string> first_name; // absent or a value
    flameup::Nullable<std::string> plan;   // absent, null or a value
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (first_name, plan, level))
};

template <class T> T check(flameup::Result<T> result) { // every call returns a value or an Error
    if (result) return *std::move(result);
    std::cerr << result.error() << '\n';
    std::exit(1);
}

int main() {
    flameup::testing::PeopleService service; // in memory; your transport takes its place
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    flameup::Client people(config, service);

    flameup::CreatePerson<PlayerTraits> create;
    create.userId = "user_12345";
    create.email = "jane@example.com";
    create.traits = PlayerTraits{"Jane", "premium", 7};
    const auto jane = check(people.send(create));
    std::cout << "created   " << *jane.userId << ", Flameup id " << *jane.id << '\n';

    const auto again = check(people.send(flameup::UpsertPerson<PlayerTraits>{create}));
    std::cout << "upserted  " << *again.userId << (*again.was_created ? ", new" : ", known")
              << '\n';

    flameup::BatchUpsert<PlayerTraits> batch;
    for (const char* id : {"user_001", "user_002"}) {
        batch.people.emplace_back();
        batch.people.back().userId = id;
    }
    const auto stored = check(people.send(batch));
    std::cout << "batch     " << *stored.created_count << " created, " << *stored.updated_count
              << " updated\n";

    flameup::ListPeople<PlayerTraits> list;
    list.limit = 50;
    list.status = flameup::PersonStatus::active;
    const auto page = check(people.send(list));
    std::cout << "listed    " << page.people.size() << " of " << *page.total << " people\n";

    flameup::SearchPeople<PlayerTraits> search;
    search.email = "jane@example.com";
    const auto found = check(people.send(search)).people;
    std::cout << "found     " << found.at(0).traits.first_name.value_or("?") << '\n';

    flameup::UpdatePerson<PlayerTraits> update;
    update.person_id = "user_12345";
    update.traits.plan = flameup::null; // removes the trait
    update.traits.level = 8;            // first_name is absent: it stays as it is
    const auto updated = check(people.send(update));
    std::cout << "updated   plan is " << updated.traits.plan.value_or("gone") << ", level is "
              << *updated.traits.level << '\n';

    service.add_event("ws_default", "user_12345", "level_completed", {{"level", 7}});
    const auto events = check(people.send(flameup::GetPersonEvents<>{"user_12345"})).events;
    std::cout << "event     " << *events.at(0).event << ' ' << events.at(0).parameters << '\n';

    const auto statistics = check(people.send(flameup::GetStatistics{}));
    std::cout << "counted   " << *statistics.total << " people, " << *statistics.active
              << " active\n";

    check(people.send(flameup::DeletePerson{"user_12345"}));
    const auto gone = people.send(flameup::GetPerson<PlayerTraits>{"user_12345"});
    std::cout << "deleted   a second look says " << gone.error().status << '\n';
}
