// expect: flameup: JSON cannot be read into this type: a list to read into has emplace_back
// names: &Place::position
// lines: 15
#include "flameup.hpp"

#include <array>

struct Place {
#ifdef FLAMEUP_FAIL
    std::array<double, 2> position;
#else
    std::vector<double> position;
#endif
    FLAMEUP_DESCRIBE(Place, (), (position))
};

struct PlayerTraits {
    std::optional<Place> home;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (home))
};

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

auto send(const flameup::Client<Executor>& people) {
    return people.send(flameup::GetPerson<PlayerTraits>{"user_12345"});
}
