// expect: flameup: this response has views, which need its body
#include "flameup/core.hpp"

#ifdef FLAMEUP_FAIL
using Text = std::string_view;
#else
using Text = std::string;
#endif
using List = flameup::ListPeople<flameup::NoContent, Text>;

bool decode(const flameup::Config& config, const flameup::HttpResponse& response) {
    return flameup::decode<List>(config, response).has_value();
}
