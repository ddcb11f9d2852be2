// expect: flameup: on_yield is callable as void(Flow&), or as bool(Flow&)
// lines: 15
#include "flameup/drive/blocking.hpp"
#include "flameup/drive/system_host.hpp"
#include "flameup/flow/people_pages.hpp"
#include "flameup/model.hpp"

using Flow = flameup::PeoplePages<flameup::NoContent>;

bool list(Flow& flow, flameup::HttpResponse (*executor)(const flameup::HttpRequest&)) {
    flameup::SystemHost host;
#ifdef FLAMEUP_FAIL
    return flameup::run(flow, executor, host, [](const flameup::PeoplePage<>&) {});
#else
    return flameup::run(flow, executor, host, [](Flow& pages) { pages.take(); });
#endif
}
