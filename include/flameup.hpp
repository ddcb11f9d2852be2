#ifndef FLAMEUP_HPP
#define FLAMEUP_HPP

// The operations, the client and the codec; `flameup/flows.hpp` has what goes beyond one request.

#include "flameup/client.hpp"
#include "flameup/core.hpp"
#include "flameup/timestamp_chrono.hpp"

#endif
