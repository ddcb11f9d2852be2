// expect: an Outbox keeps its people: use strings
#include <flameup.hpp>
#include <flameup/outbox/outbox.hpp>

#include <map>
#include <string>
#include <string_view>

#ifdef FLAMEUP_FAIL
using Text = std::string_view;
#else
using Text = std::string;
#endif

void keep(const flameup::Config& config) {
    flameup::Outbox<std::map<std::string, Text>> outbox(config);
    static_cast<void>(outbox.size());
}
