// expect: flameup: an alias names no described member
#include "flameup/json/from_json.hpp"

struct Thing {
    std::string name;
#ifdef FLAMEUP_FAIL
    static constexpr flameup::Alias aliases[] = {{"title", "nmae"}};
#else
    static constexpr flameup::Alias aliases[] = {{"title", "name"}};
#endif
    FLAMEUP_DESCRIBE(Thing, (), (name))
};

flameup::Result<Thing> thing(std::string_view text) { return flameup::from_json<Thing>(text); }
