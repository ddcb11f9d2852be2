// expect: flameup: a route has a character that a path cannot have
#ifdef FLAMEUP_FAIL
#define THING_PATH "/things/{id}/all?deep=1"
#else
#define THING_PATH "/things/{id}"
#endif
#include "read_thing.hpp"
