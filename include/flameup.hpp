#ifndef FLAMEUP_HPP
#define FLAMEUP_HPP

// The operations, the client and the codec; `flameup/flows.hpp` has what goes beyond one request.
// What few units need is theirs to include: `flameup/value/timestamp_chrono.hpp`,
// `flameup/http/to_curl.hpp` and `flameup/describe/match_route.hpp`.

#include "flameup/client/client.hpp"
#include "flameup/core.hpp"

#endif
