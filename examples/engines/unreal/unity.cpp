// The whole program as one unit, as Unreal's unity builds compile a module.
#include "engine/double.cpp"

#include "flameup_module.cpp"
#include "flameup_source.cpp"

#include "game.cpp"
