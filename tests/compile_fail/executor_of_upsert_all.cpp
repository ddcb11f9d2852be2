// expect: flameup: upsert_all() needs an executor that is callable as
// names: ExecutorOfUpsertAll
// lines: 15
#include "flameup/flows.hpp"

#include <vector>

bool store(const flameup::Config& config, const std::vector<flameup::PersonInput<>>& people) {
    const auto report = [](const flameup::PersonOutcome&) {};
#ifdef FLAMEUP_FAIL
    const auto executor = [](flameup::HttpRequest, flameup::Completion) {};
#else
    const auto executor = [](const flameup::HttpRequest&) { return flameup::HttpResponse(); };
#endif
    return upsert_all(config, executor, people, report).has_value();
}
