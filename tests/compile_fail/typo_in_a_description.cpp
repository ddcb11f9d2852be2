// expect: levle
// names: PlayerTraits
// lines: 30
#include "flameup.hpp"

struct PlayerTraits {
    std::optional<int> level;
#ifdef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(PlayerTraits, (), (levle))
#else
    FLAMEUP_DESCRIBE(PlayerTraits, (), (level))
#endif
};

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

auto send(const flameup::Client<Executor>& people) {
    return people.send(flameup::UpsertPerson<PlayerTraits>{{"user_12345"}});
}
