// expect: flameup: an operation is a struct that is described with FLAMEUP_DESCRIBE, and
// names: GetThing
// lines: 15
#include "flameup/flows.hpp"

struct GetThing {
    static constexpr flameup::Route route{"get_thing", flameup::Method::get, "/things"};
    using Response = flameup::Person<>;
    std::string name;
#ifndef FLAMEUP_FAIL
    FLAMEUP_DESCRIBE(GetThing, (), (name))
#endif
};

flameup::Step step(const flameup::Moment& now) {
    return flameup::CallFlow(flameup::Config(), GetThing{"a"}).next(now);
}
