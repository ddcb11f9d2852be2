#ifndef FLAMEUP_SRC_HPP
#define FLAMEUP_SRC_HPP

// What a program compiles once: include this in exactly one translation unit, and nowhere else.
//
// It holds Boost.JSON's sources, so that the program links no Boost library, and what
// `src_typed.hpp` holds. With Boost before 1.83 that unit needs exceptions; all others may be built
// without.

#include "flameup/macros_begin.hpp"

#include "flameup/platform.hpp"

#include <boost/version.hpp>

static_assert(FLAMEUP_HAS_EXCEPTIONS || BOOST_VERSION >= 108300,
              "flameup: with Boost before 1.83, the unit with flameup/src.hpp needs exceptions");

#include "flameup/src_typed.hpp"

#include <boost/json/src.hpp>

#include "flameup/macros_end.hpp"

#endif
