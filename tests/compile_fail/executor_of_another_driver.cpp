// expect: flameup: run() needs an executor that is callable as
// names: ExecutorOfRun
// lines: 15
#include "flameup/flows.hpp"

bool count(const flameup::Config& config) {
    flameup::SystemHost host;
    flameup::CallFlow flow(config, flameup::GetStatistics{});
#ifdef FLAMEUP_FAIL
    return run(
        flow, [](flameup::HttpRequest, flameup::Completion) {}, host);
#else
    return run(
        flow, [](const flameup::HttpRequest&) { return flameup::HttpResponse(); }, host);
#endif
}
