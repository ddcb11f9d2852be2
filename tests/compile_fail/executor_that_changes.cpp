// expect: flameup: an executor is callable as
// lines: 15
#include "flameup/client/client.hpp"

struct Executor {
    int calls = 0;
    flameup::HttpResponse operator()(const flameup::HttpRequest&) { return {++calls, {}, {}}; }
};

#ifdef FLAMEUP_FAIL
using Sender = Executor;
#else
using Sender = std::reference_wrapper<Executor>;
#endif

flameup::Client<Sender> client(Executor& executor) { return {flameup::Config(), Sender(executor)}; }
