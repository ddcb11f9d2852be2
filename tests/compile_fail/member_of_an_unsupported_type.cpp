// expect: flameup: this type has no form in JSON
// names: &PlayerTraits::position, std::pair<int, int>
// lines: 15
#include "flameup.hpp"

#include <utility>

struct PlayerTraits {
    std::optional<std::string> plan;
#ifdef FLAMEUP_FAIL
    std::optional<std::pair<int, int>> position;
#else
    std::optional<int> position;
#endif
    FLAMEUP_DESCRIBE(PlayerTraits, (), (plan, position))
};

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

auto send(const flameup::Client<Executor>& people) {
    return people.send(flameup::UpsertPerson<PlayerTraits>{{"user_12345"}});
}
