#ifndef FLAMEUP_HPP
#define FLAMEUP_HPP

// Everything but the test doubles of `flameup/testing/`.

#include "flameup/client.hpp"
#include "flameup/core.hpp"
#include "flameup/timestamp_chrono.hpp"

#endif
