// expect: flameup: a TextForm has const char* from_text(std::string_view, T&)
#include "flameup/json/to_json.hpp"

struct Id {
    int number = 0;
};

template <> struct flameup::TextForm<Id> {
    static constexpr std::string_view name = "id";
    static constexpr std::size_t longest = 4;
#ifdef FLAMEUP_FAIL
    static bool from_text(std::string_view, Id&) { return false; }
#else
    static const char* from_text(std::string_view, Id&) { return "never"; }
#endif
    static char* to_text(const Id&, char (&out)[4]) { return out; }
};

flameup::Result<std::string> text(const Id& id) { return flameup::to_json(id); }
