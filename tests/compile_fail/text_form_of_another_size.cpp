// expect: flameup: a TextForm has char* to_text(const T&, char (&)[longest])
#include "flameup/json/to_json.hpp"

struct Id {
    int number = 0;
};

template <> struct flameup::TextForm<Id> {
    static constexpr std::string_view name = "id";
#ifdef FLAMEUP_FAIL
    static constexpr std::size_t longest = 5;
#else
    static constexpr std::size_t longest = 4;
#endif
    static const char* from_text(std::string_view, Id&) { return "never"; }
    static char* to_text(const Id&, char (&out)[4]) { return out; }
};

flameup::Result<std::string> text(const Id& id) { return flameup::to_json(id); }
