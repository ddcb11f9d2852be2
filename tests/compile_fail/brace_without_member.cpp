// expect: flameup: a route's brace names no described member
// names: ReadThing, 't', 'h', 'i', 'n', 'g', '_', 'i', 'd'
#ifdef FLAMEUP_FAIL
#define THING_PATH "/things/{thing_id}"
#else
#define THING_PATH "/things/{id}"
#endif
#include "read_thing.hpp"
