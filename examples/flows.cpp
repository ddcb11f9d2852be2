// Flows: retries within a rate budget, batches of any number of people, and all pages of a list.
#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

int main() {
    flameup::testing::PeopleService service; // in memory; your transport takes its place
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    flameup::SystemHost host; // clocks, sleep and random numbers; you can write your own

    flameup::BatchesOptions options;
    options.budget = std::make_shared<flameup::RateBudget>(); // one for all flows of an API key
    std::vector<flameup::PersonInput<>> everybody(250);
    for (std::size_t i = 0; i != everybody.size(); ++i) {
        everybody[i].userId = "user_" + std::to_string(i);
    }
    everybody[7].email = "no address";
    const auto report = [](const flameup::PersonOutcome& outcome) { // called once for each person
        if (is_stored(outcome.fate)) return;
        std::cout << "person " << outcome.index << ": " << outcome.message << '\n';
    };
    service.fail_next(500);
    const auto stored = upsert_all(config, service, everybody, report, options, host);
    if (!stored) return 1;

    flameup::CallFlow call(config, flameup::GetStatistics{}, options);
    service.fail_next(500);
    run(call, service, host); // repeats the call until it succeeds or must not be repeated
    for (const flameup::Attempt& attempt : call.attempts()) {
        std::cout << "attempt failed: " << attempt.status << ", again after a wait\n";
    }
    std::cout << "counted " << *call.outcome()->value().total << '\n';

    const flameup::Client people(config, service);
    std::size_t listed = 0;
    for (const auto& person : flameup::each_person(people, flameup::ListPeople<>{}, host)) {
        if (!person) return 1;
        ++listed;
    }
    std::cout << "listed  " << listed << '\n';
}
