// expect: flameup: an operation has a type Response, into which the response is read
// names: GetThing
// lines: 15
#include "flameup.hpp"

struct GetThing {
    static constexpr flameup::Route route{"get_thing", flameup::Method::get, "/things"};
#ifndef FLAMEUP_FAIL
    using Response = flameup::Person<>;
#endif
    std::string name;
    FLAMEUP_DESCRIBE(GetThing, (), (name))
};

bool succeeds(const flameup::HttpResponse& response) {
    return flameup::decode<GetThing>(flameup::Config(), response).has_value();
}
