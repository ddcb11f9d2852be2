// The one unit in which the program's operations are compiled.
#include "player_traits.hpp"

#include <flameup/instantiate.hpp>

FLAMEUP_INSTANTIATE(flameup::UpsertPerson<PlayerTraits>);
FLAMEUP_INSTANTIATE(flameup::ListPeople<PlayerTraits>);
