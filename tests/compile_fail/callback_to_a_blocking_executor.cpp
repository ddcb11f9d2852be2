// expect: flameup: send(operation, done) needs an executor that is callable as
// lines: 15
#include "flameup/client/client.hpp"
#include "flameup/model.hpp"

#ifdef FLAMEUP_FAIL
using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);
#else
using Executor = void (*)(flameup::HttpRequest, flameup::Completion);
#endif

flameup::Call send(const flameup::Client<Executor>& client) {
    return client.send(flameup::GetStatistics{},
                       [](const flameup::Result<flameup::Statistics>&) {});
}
