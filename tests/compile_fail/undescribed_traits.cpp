// expect: flameup: this type has no form in JSON: describe a struct with
// names: PlayerTraits, ::traits
// lines: 15
#include "flameup.hpp"

struct PlayerTraits {
    std::optional<std::string> plan;
#ifndef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(PlayerTraits, (), (plan))
#endif
};

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

auto send(const flameup::Client<Executor>& people) {
    return people.send(flameup::UpsertPerson<PlayerTraits>{{"user_12345"}});
}
