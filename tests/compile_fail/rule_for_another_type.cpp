// expect: flameup: range is a rule for integers
#include "flameup/message/build_impl.hpp"

struct AddThing {
    static constexpr flameup::Route route{"add", flameup::Method::post, "/things"};
    std::string name;
    int size = 0;
#ifdef FLAMEUP_FAIL
    static constexpr flameup::Rule rules[] = {flameup::Rule::range("name", 1, 10)};
#else
    static constexpr flameup::Rule rules[] = {flameup::Rule::range("size", 1, 10)};
#endif
    FLAMEUP_DESCRIBE(AddThing, (), (name, size))
};

flameup::Result<flameup::HttpRequest> request(const AddThing& operation) {
    return flameup::build(flameup::Config(), operation);
}
