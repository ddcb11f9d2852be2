// expect: flameup: an operation is a struct that is described with FLAMEUP_DESCRIBE, and
// names: PersonInput
// lines: 15
#include "flameup.hpp"

#ifdef FLAMEUP_FAIL
using Upsert = flameup::PersonInput<>;
#else
using Upsert = flameup::UpsertPerson<>;
#endif

void execute(flameup::HttpRequest request, flameup::Completion completion);

void send() {
    const flameup::Client client(flameup::Config(), execute);
    client.send(Upsert{"ada"}, [](auto /*result*/) {});
}
