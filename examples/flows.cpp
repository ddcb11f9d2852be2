// What a program needs in production: retries within a rate budget, any number of people, all
// pages.
#include <flameup.hpp>
#include <flameup/flows.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

int main() {
    flameup::testing::PeopleService service; // in memory: put your own transport in its place
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    flameup::SystemHost host; // clocks, sleep and chance; your own may take its place

    flameup::BatchesOptions options;
    options.budget = std::make_shared<flameup::RateBudget>(); // shared by all that use the key
    std::vector<flameup::PersonInput<>> everybody(250);
    for (std::size_t i = 0; i != everybody.size(); ++i) {
        everybody[i].userId = "user_" + std::to_string(i);
    }
    everybody[7].email = "no address";
    const auto report = [](const flameup::PersonOutcome& outcome) { // one for each, in the end
        if (is_stored(outcome.fate)) return;
        std::cout << "person " << outcome.index << ": " << outcome.message << '\n';
    };
    service.fail_next(500);
    const auto stored = upsert_all(config, service, everybody, report, options, host);
    if (!stored) return 1;

    flameup::CallFlow call(config, flameup::GetStatistics{}, options);
    service.fail_next(500);
    run(call, service, host); // again, until it is answered or has failed for good
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
