// expect: flameup: an executor is callable as
// names: AnyExecutor
// lines: 15
#include "flameup.hpp"

flameup::Result<flameup::Statistics> count(const flameup::Config& config) {
#ifdef FLAMEUP_FAIL
    const auto executor = [](const std::string& url) { return url; };
#else
    const auto executor = [](const flameup::HttpRequest&) { return flameup::HttpResponse(); };
#endif
    return flameup::Client(config, executor).send(flameup::GetStatistics());
}
