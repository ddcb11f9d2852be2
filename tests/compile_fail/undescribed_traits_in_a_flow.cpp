// expect: flameup: this type has no form in JSON: describe a struct with
// names: PlayerTraits, ::traits
// lines: 15
#include "flameup/flows.hpp"

struct PlayerTraits {
    std::optional<std::string> plan;
#ifndef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(PlayerTraits, (), (plan))
#endif
};

using Pages = flameup::PeoplePages<PlayerTraits>;

bool list(Pages& pages, flameup::HttpResponse (*executor)(const flameup::HttpRequest&)) {
    flameup::SystemHost host;
    return flameup::run(pages, executor, host, [](Pages& flow) { flow.take(); });
}
