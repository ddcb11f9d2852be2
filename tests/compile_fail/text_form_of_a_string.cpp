// expect: flameup: this type has its form in JSON already, and takes no TextForm
#include "flameup/json/to_json.hpp"

#ifdef FLAMEUP_FAIL
template <> struct flameup::TextForm<std::string> {
    static constexpr std::string_view name = "text";
    static const char* from_text(std::string_view, std::string&) { return nullptr; }
    static bool to_text(const std::string&, std::string&) { return true; }
};
#endif

flameup::Result<std::string> text(const std::string& value) { return flameup::to_json(value); }
