// expect: flameup: upsert_all() needs a range of PersonInput<Traits>
// names: Player
// lines: 15
#include "flameup/flows.hpp"

#include <vector>

struct Player {
    std::string userId;
    FLAMEUP_DESCRIBE(Player, (), (userId))
};

#ifdef FLAMEUP_FAIL
using Input = Player;
#else
using Input = flameup::PersonInput<>;
#endif

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

bool store(const flameup::Config& config, Executor executor, const std::vector<Input>& people) {
    return upsert_all(config, executor, people, [](const flameup::PersonOutcome&) {}).has_value();
}
