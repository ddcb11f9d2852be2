// Tests what your code does when the API fails or refuses, against the in-memory service.
#include <flameup.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

int main() {
    flameup::testing::PeopleServiceOptions options;
    options.dialect = flameup::testing::Dialect::reference;
    options.keys = {{"reader", "ws_default", {"people:read"}}};
    options.requests_per_minute = 0; // no limit; 120 by default
    flameup::testing::PeopleService service(options);
    service.fail_next(503);

    flameup::Config config;
    config.api_key = "reader";
    const flameup::Client people(config, service);
    const auto unavailable = people.send(flameup::GetStatistics{});
    const auto refused = people.send(flameup::DeletePerson{"user_12345"});
    if (unavailable || refused) return 1;
    std::cout << unavailable.error().status << ", then " << refused.error().status
              << " for want of " << refused.error().missing_permission << '\n';
    return refused.error().missing_permission == "people:delete" ? 0 : 1;
}
