// expect: flameup: each_person() needs a client whose executor is callable as
// names: ExecutorOfRange
// lines: 15
#include "flameup/flows.hpp"

#ifdef FLAMEUP_FAIL
using Executor = void (*)(flameup::HttpRequest, flameup::Completion);
#else
using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);
#endif

int count(const flameup::Client<Executor>& people) {
    flameup::SystemHost host;
    int number = 0;
    for (const auto& person : each_person(people, flameup::ListPeople<flameup::NoContent>(), host))
        number += person.has_value();
    return number;
}
