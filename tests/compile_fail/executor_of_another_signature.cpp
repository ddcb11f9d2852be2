// expect: flameup: an executor is callable as
// lines: 15
#include "flameup/client/client.hpp"

struct Executor {
#ifdef FLAMEUP_FAIL
    std::string operator()(const std::string& url) const { return url; }
#else
    flameup::HttpResponse operator()(const flameup::HttpRequest&) const { return {}; }
#endif
};

flameup::Client<Executor> client() { return {flameup::Config(), Executor()}; }
