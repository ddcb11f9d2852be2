// expect: flameup: two operations of one document have the same method and path
#include "flameup/openapi.hpp"

struct ReadThing {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"read", flameup::Method::get, "/things/{id}"};
    std::string id;
    FLAMEUP_DESCRIBE(ReadThing, (), (id))
};

struct ReadAgain {
    using Response = flameup::NoContent;
#ifdef FLAMEUP_FAIL
    static constexpr flameup::Route route{"again", flameup::Method::get, "/things/{name}"};
#else
    static constexpr flameup::Route route{"again", flameup::Method::get, "/again/{name}"};
#endif
    std::string name;
    FLAMEUP_DESCRIBE(ReadAgain, (), (name))
};

flameup::Result<std::string> document() {
    return to_openapi(flameup::OperationList<ReadThing, ReadAgain>());
}
