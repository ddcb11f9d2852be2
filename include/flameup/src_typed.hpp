#ifndef FLAMEUP_SRC_TYPED_HPP
#define FLAMEUP_SRC_TYPED_HPP

// What a program without values of Boost.JSON's own types compiles once, in place of `src.hpp`: all
// its traits, parameters and other members are of its own described types.
//
// It defines what units without exceptions call in place of a `throw`, which aborts. A host that
// has its own `boost::throw_exception` defines `FLAMEUP_NO_THROW_EXCEPTION` for this unit. A
// program whose units all have exceptions does without.

#include "flameup/macros_begin.hpp"

#include "flameup/platform.hpp"

#include <boost/assert/source_location.hpp>
#include <boost/config.hpp>

#include <cstdlib>
#include <exception>

namespace boost {
FLAMEUP_DEFINE_THROW_EXCEPTION(const std::exception&)
FLAMEUP_DEFINE_THROW_EXCEPTION(const std::exception&, const source_location&)
} // namespace boost

#include "flameup/macros_end.hpp"

#endif
