// expect: flameup: an executor is callable as
// lines: 15
#include "flameup/client/client.hpp"

#ifdef FLAMEUP_FAIL
using Executor = int (*)(flameup::HttpRequest, flameup::Completion); // neither void nor a function
#else
using Executor = std::function<void()> (*)(flameup::HttpRequest, flameup::Completion);
#endif

flameup::Client<Executor> client(Executor executor) { return {flameup::Config(), executor}; }
