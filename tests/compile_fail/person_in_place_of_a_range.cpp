// expect: flameup: upsert_all() needs a range of PersonInput<Traits>
// names: RangeOfUpsertAll<const flameup::
// lines: 15
#include "flameup/flows.hpp"

#include <vector>

#ifdef FLAMEUP_FAIL
using People = flameup::PersonInput<>;
#else
using People = std::vector<flameup::PersonInput<>>;
#endif

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

bool store(const flameup::Config& config, Executor executor, const People& people) {
    return upsert_all(config, executor, people, [](const flameup::PersonOutcome&) {}).has_value();
}
