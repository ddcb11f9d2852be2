// expect: flameup: this type cannot be written as JSON
#include "flameup/json/to_json.hpp"

struct Thing {
    std::string name;
#ifndef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(Thing, (), (name))
#endif
};

flameup::Result<std::string> text(const Thing& thing) { return flameup::to_json(thing); }
