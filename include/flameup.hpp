#ifndef FLAMEUP_HPP
#define FLAMEUP_HPP

// The operations, the client and the codec; `flameup/flows.hpp` has what goes beyond one request.
// What few units need is theirs to include: `flameup/timestamp_chrono.hpp`, `flameup/to_curl.hpp`
// and `flameup/match_route.hpp`.

#include "flameup/client.hpp"
#include "flameup/core.hpp"

#endif
