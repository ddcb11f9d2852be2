// expect: flameup: an optional of an optional has no form in JSON
#include "flameup/json/from_json.hpp"

struct Thing {
#ifdef FLAMEUP_FAIL
    std::optional<flameup::Nullable<int>> size;
#else
    flameup::Nullable<int> size;
#endif
    FLAMEUP_DESCRIBE(Thing, (), (size))
};

flameup::Result<Thing> thing(std::string_view text) { return flameup::from_json<Thing>(text); }
