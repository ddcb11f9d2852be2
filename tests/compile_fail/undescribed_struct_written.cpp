// expect: flameup: this type has no form in JSON
// names: FormInJson<Thing>
// lines: 15
#include "flameup/json/to_json.hpp"

struct Thing {
    std::string name;
#ifndef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(Thing, (), (name))
#endif
};

flameup::Result<std::string> text(const Thing& thing) { return flameup::to_json(thing); }
