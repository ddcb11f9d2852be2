// expect: flameup: a route's brace is unbalanced
#include "flameup/build.hpp"

struct ReadThing {
    struct Response {
        FLAMEUP_DESCRIBE(Response, (), ())
    };
#ifdef FLAMEUP_FAIL
    static constexpr flameup::Route route{"read", flameup::Method::get, "/things/{id"};
#else
    static constexpr flameup::Route route{"read", flameup::Method::get, "/things/{id}"};
#endif
    std::string id;
    FLAMEUP_DESCRIBE(ReadThing, (), (id))
};

flameup::Result<flameup::HttpRequest> request(const ReadThing& operation) {
    return flameup::build(flameup::Config(), operation);
}
