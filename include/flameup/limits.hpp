#ifndef FLAMEUP_LIMITS_HPP
#define FLAMEUP_LIMITS_HPP

#include "flameup/platform.hpp"

#include <cstddef>

FLAMEUP_BEGIN_NAMESPACE

/// Bounds on what is read and written, so that neither a server nor a caller can exhaust memory.
struct Limits {
    std::size_t max_body = std::size_t{64} << 20; ///< Bytes of a response's body.
    std::size_t max_depth = 32;                   ///< Nested objects and arrays, at most 256.
};

FLAMEUP_END_NAMESPACE

#endif
