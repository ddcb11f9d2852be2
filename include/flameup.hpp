#ifndef FLAMEUP_HPP
#define FLAMEUP_HPP

// The operations, the client and the codec; `flameup/flows.hpp` has what goes beyond one request.
// Not included, because few source files need them: `flameup/value/timestamp_chrono.hpp`,
// `flameup/http/to_curl.hpp` and `flameup/describe/match_route.hpp`.

#include "flameup/macros_begin.hpp"

// The checks of types come first: with an error, compilers list the includes that led to its
// header.
#include "flameup/describe/describe.hpp"
#include "flameup/describe/fits.hpp"

#include "flameup/message/check_operation.hpp"

#include "flameup/client/check_send.hpp"

#include "flameup/client/client.hpp"
#include "flameup/core.hpp"

#include "flameup/macros_end.hpp"

#endif
