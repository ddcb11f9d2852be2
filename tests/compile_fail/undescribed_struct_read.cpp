// expect: flameup: this type has no form in JSON
// names: FormInJson<Thing>
// lines: 15
#include "flameup/json/from_json.hpp"

struct Thing {
    std::string name;
#ifndef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(Thing, (), (name))
#endif
};

flameup::Result<Thing> thing(std::string_view text) { return flameup::from_json<Thing>(text); }
