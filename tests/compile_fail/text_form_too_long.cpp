// expect: flameup: the longest text of a TextForm has 1 to 1024 bytes
#include "flameup/json/to_json.hpp"

struct Id {
    int number = 0;
};

template <> struct flameup::TextForm<Id> {
#ifdef FLAMEUP_FAIL
    static constexpr std::size_t longest = 1025;
    static char* to_text(const Id&, char (&out)[1025]) { return out; }
#else
    static constexpr std::size_t longest = 4;
    static char* to_text(const Id&, char (&out)[4]) { return out; }
#endif
    static constexpr std::string_view name = "id";
    static const char* from_text(std::string_view, Id&) { return "never"; }
};

flameup::Result<std::string> text(const Id& id) { return flameup::to_json(id); }
