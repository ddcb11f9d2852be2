// expect: flameup: a rule names no described member
#include "flameup/message/build_impl.hpp"

struct AddThing {
    static constexpr flameup::Route route{"add", flameup::Method::post, "/things"};
    std::string name;
#ifdef FLAMEUP_FAIL
    static constexpr flameup::Rule rules[] = {flameup::Rule::length("title", 1, 10)};
#else
    static constexpr flameup::Rule rules[] = {flameup::Rule::length("name", 1, 10)};
#endif
    FLAMEUP_DESCRIBE(AddThing, (), (name))
};

flameup::Result<flameup::HttpRequest> request(const AddThing& operation) {
    return flameup::build(flameup::Config(), operation);
}
