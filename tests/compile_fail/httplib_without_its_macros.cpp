// expect: httplib.hpp: define CPPHTTPLIB_OPENSSL_SUPPORT
#ifdef FLAMEUP_FAIL
#include "../../examples/transports/httplib.hpp"
#endif
