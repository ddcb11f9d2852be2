// expect: flameup: a route's brace is unbalanced
#ifdef FLAMEUP_FAIL
#define THING_PATH "/things/{id"
#else
#define THING_PATH "/things/{id}"
#endif
#include "read_thing.hpp"
