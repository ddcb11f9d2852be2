// expect: flameup: a route's brace fills a whole segment
#ifdef FLAMEUP_FAIL
#define THING_PATH "/things/{id}.json"
#else
#define THING_PATH "/things/{id}"
#endif
#include "read_thing.hpp"
