// expect: flameup: this type cannot be read from JSON
#include "flameup/json/from_json.hpp"

struct Thing {
    std::string name;
#ifndef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(Thing, (), (name))
#endif
};

flameup::Result<Thing> thing(std::string_view text) { return flameup::from_json<Thing>(text); }
