// expect: flameup: this executor calls back: use send(operation, done)
// lines: 15
#include "flameup/client/client.hpp"
#include "flameup/model.hpp"

#ifdef FLAMEUP_FAIL
using Executor = void (*)(flameup::HttpRequest, flameup::Completion);
#else
using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);
#endif

flameup::Result<flameup::Statistics> send(const flameup::Client<Executor>& client) {
    return client.send(flameup::GetStatistics{});
}
