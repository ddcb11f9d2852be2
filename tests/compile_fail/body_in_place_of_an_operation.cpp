// expect: flameup: an operation is a struct that is described with FLAMEUP_DESCRIBE, and
// names: PersonInput
// lines: 15
#include "flameup.hpp"

#ifdef FLAMEUP_FAIL
using Upsert = flameup::PersonInput<>;
#else
using Upsert = flameup::UpsertPerson<>;
#endif

flameup::Result<flameup::HttpRequest> request() {
    return flameup::build(flameup::Config(), Upsert{"ada"});
}
