// expect: flameup: the in-memory service reads no bodies with such members
#include "flameup/testing/request_reader.hpp"

struct AddThing {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"add", flameup::Method::post, "/things"};
#ifdef FLAMEUP_FAIL
    double size = 0;
#else
    std::string size;
#endif
    FLAMEUP_DESCRIBE(AddThing, (), (size))
};

AddThing read(flameup::testing::BodyReader& reader, const boost::json::value& body) {
    return reader.read<AddThing>(body);
}
