#ifndef FLAMEUP_HPP
#define FLAMEUP_HPP

// The operations, the client and the codec; `flameup/flows.hpp` has what goes beyond one request.
// Not included, because few source files need them: `flameup/value/timestamp_chrono.hpp`,
// `flameup/http/to_curl.hpp` and `flameup/describe/match_route.hpp`.

#include "flameup/macros_begin.hpp"

#include "flameup/client/client.hpp"
#include "flameup/core.hpp"

#include "flameup/macros_end.hpp"

#endif
