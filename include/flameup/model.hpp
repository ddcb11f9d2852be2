#ifndef FLAMEUP_MODEL_HPP
#define FLAMEUP_MODEL_HPP

// Every type of the People API, cheap to include: no JSON, no URLs, no I/O.

#include "flameup/macros_begin.hpp"

#include "flameup/model/event.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/model/person.hpp"
#include "flameup/model/statistics.hpp"
#include "flameup/value/nullable.hpp"

#include "flameup/macros_end.hpp"

#endif
