#include "flameup/message/build_impl.hpp"

struct ReadThing {
    struct Response {
        FLAMEUP_DESCRIBE(Response, (), ())
    };
    static constexpr flameup::Route route{"read", flameup::Method::get, THING_PATH};
    std::string id;
    FLAMEUP_DESCRIBE(ReadThing, (), (id))
};

flameup::Result<flameup::HttpRequest> request(const ReadThing& operation) {
    return flameup::build(flameup::Config(), operation);
}
