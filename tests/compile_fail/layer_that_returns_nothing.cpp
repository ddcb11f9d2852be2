// expect: flameup: a layer returns a function of the outcome
#include "flameup/client/layered.hpp"

struct Layer {
#ifdef FLAMEUP_FAIL
    void operator()(const flameup::HttpRequest&) const {}
#else
    auto operator()(const flameup::HttpRequest&) const {
        return [](flameup::Result<flameup::HttpResponse>&) {};
    }
#endif
};

flameup::HttpResponse respond(const flameup::HttpRequest&) { return {204, {}, {}}; }

auto executor = flameup::layered(&respond, Layer());
