// expect: flameup: on_outcome is callable as void(const PersonOutcome&)
// names: lambda
// lines: 15
#include "flameup/flows.hpp"

#include <vector>

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);
using People = std::vector<flameup::PersonInput<>>;

bool store(const flameup::Config& config, Executor executor, const People& people) {
#ifdef FLAMEUP_FAIL
    const auto report = [](const flameup::Result<flameup::Person<>>&) {};
#else
    const auto report = [](const flameup::PersonOutcome&) {};
#endif
    return upsert_all(config, executor, people, report).has_value();
}
