// expect: flameup: range is a rule for integers
#include "flameup/message/build_impl.hpp"

struct Id {
    int number = 0;
};

template <> struct flameup::TextForm<Id> {
    static constexpr std::string_view name = "id";
    static const char* from_text(std::string_view, Id&) { return nullptr; }
    static bool to_text(const Id&, std::string&) { return true; }
};

struct AddThing {
    static constexpr flameup::Route route{"add", flameup::Method::post, "/things"};
    Id id;
#ifdef FLAMEUP_FAIL
    static constexpr flameup::Rule rules[] = {flameup::Rule::range("id", 1, 10)};
#else
    static constexpr flameup::Rule rules[] = {flameup::Rule::length("id", 1, 10)};
#endif
    FLAMEUP_DESCRIBE(AddThing, (), (id))
};

flameup::Result<flameup::HttpRequest> request(const AddThing& operation) {
    return flameup::build(flameup::Config(), operation);
}
