// expect: flameup: a TextForm has a name
#include "flameup/json/to_json.hpp"

struct Id {
    int number = 0;
};

template <> struct flameup::TextForm<Id> {
#ifdef FLAMEUP_FAIL
#else
    static constexpr std::string_view name = "id";
#endif
    static constexpr std::size_t longest = 4;
    static const char* from_text(std::string_view, Id&) { return "never"; }
    static char* to_text(const Id&, char (&out)[4]) { return out; }
};

flameup::Result<std::string> text(const Id& id) { return flameup::to_json(id); }
