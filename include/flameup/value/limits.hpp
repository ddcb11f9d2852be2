#ifndef FLAMEUP_VALUE_LIMITS_HPP
#define FLAMEUP_VALUE_LIMITS_HPP

#include "flameup/platform.hpp"

#include <cstddef>

FLAMEUP_BEGIN_NAMESPACE

/// The deepest nesting that any configuration allows: readers and writers recurse.
inline constexpr std::size_t deepest_nesting = 256;

/// Bounds on responses, so that no server can exhaust memory or the stack, and on the nesting of
/// requests.
///
/// Objects that are read into Boost.JSON's own types have at most 4096 members each.
struct Limits {
    std::size_t max_body = std::size_t{16} << 20; ///< Bytes of a response's body.

    /// Bytes that the elements of a response's lists and maps, and of its values of Boost.JSON's
    /// own types, may take without their strings.
    ///
    /// Without it, a body of 16 MiB could make lists of gigabytes, as an element may be two bytes
    /// of JSON. While lists grow, they take up to three times as much.
    std::size_t max_elements = std::size_t{64} << 20;

    std::size_t max_depth = 32; ///< Nested objects and arrays, at most `deepest_nesting`.

    /// Returns limits for devices with little memory: 64 KiB of each, 8 levels.
    static constexpr Limits for_devices() noexcept {
        Limits limits;
        limits.max_body = limits.max_elements = std::size_t{64} << 10;
        limits.max_depth = 8;
        return limits;
    }

    /// Returns the depth that applies: `max_depth`, but at most `deepest_nesting`.
    constexpr std::size_t depth() const noexcept {
        return max_depth < deepest_nesting ? max_depth : deepest_nesting;
    }
};

FLAMEUP_END_NAMESPACE

#endif
