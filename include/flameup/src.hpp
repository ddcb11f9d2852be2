#ifndef FLAMEUP_SRC_HPP
#define FLAMEUP_SRC_HPP

// What a program compiles once: include this in exactly one translation unit, and nowhere else.
//
// It holds Boost.JSON's sources, so that the program links no Boost library. With Boost before
// 1.83 that unit needs exceptions; all others may be built without. It also defines what units
// without exceptions call in place of a `throw`, which aborts. A host that has its own
// `boost::throw_exception` defines `FLAMEUP_NO_THROW_EXCEPTION` for this unit.

#include "flameup/macros_begin.hpp"

#include "flameup/platform.hpp"

#include <boost/version.hpp>

static_assert(FLAMEUP_HAS_EXCEPTIONS || BOOST_VERSION >= 108300,
              "flameup: with Boost before 1.83, the unit with flameup/src.hpp needs exceptions");

#include <boost/assert/source_location.hpp>
#include <boost/config.hpp>
#include <boost/json/src.hpp>

#include <cstdlib>
#include <exception>

namespace boost {
FLAMEUP_DEFINE_THROW_EXCEPTION(const std::exception&)
FLAMEUP_DEFINE_THROW_EXCEPTION(const std::exception&, const source_location&)
} // namespace boost

#include "flameup/macros_end.hpp"

#endif
