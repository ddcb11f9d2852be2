// Compiles the program's operations: the one file of the program that does.
#include "player_traits.hpp"

#include <flameup/instantiate.hpp>

FLAMEUP_INSTANTIATE(flameup::UpsertPerson<PlayerTraits>);
FLAMEUP_INSTANTIATE(flameup::ListPeople<PlayerTraits>);
