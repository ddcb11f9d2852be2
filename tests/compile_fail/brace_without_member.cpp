// expect: flameup: a route's brace names no described member
#ifdef FLAMEUP_FAIL
#define THING_PATH "/things/{thing_id}"
#else
#define THING_PATH "/things/{id}"
#endif
#include "read_thing.hpp"
