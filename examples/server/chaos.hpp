#ifndef FLAMEUP_EXAMPLES_SERVER_CHAOS_HPP
#define FLAMEUP_EXAMPLES_SERVER_CHAOS_HPP

// Chooses the requests that fail, and how. One seed makes the same choices on every machine.

#include <chrono>
#include <cstdint>
#include <random>

namespace people_server {

/// What happens to a request.
enum class Fault {
    none,
    rate_limited,        ///< 429, `Retry-After: 1`.
    internal_error,      ///< 500.
    unavailable,         ///< 503 without `Retry-After`.
    unavailable_briefly, ///< 503, `Retry-After: 1`.
    slow,                ///< Answered late.
    close_before,        ///< The connection is closed; the request was not performed.
    reset_before,        ///< The connection is reset; the request was not performed.
    close_after, ///< The request was performed; the connection is closed without a response.
    reset_after, ///< The request was performed; the connection is reset.
    truncated,   ///< The request was performed; its response is cut.
    outage       ///< All connections are reset, and for a while new ones are refused.
};

/// A fault and, for those that take time, its duration.
struct Draw {
    Fault fault = Fault::none;
    std::chrono::milliseconds duration{0};
};

/// Draws the fault of the next request. Three in four have none.
inline Draw draw(std::mt19937_64& generator) {
    constexpr struct {
        Fault fault;
        std::uint64_t per_mille, shortest, longest; // the last two in milliseconds
    } faults[] = {
        {Fault::rate_limited, 30, 0, 0}, {Fault::internal_error, 30, 0, 0},
        {Fault::unavailable, 25, 0, 0},  {Fault::unavailable_briefly, 25, 0, 0},
        {Fault::slow, 50, 20, 300},      {Fault::close_before, 20, 0, 0},
        {Fault::reset_before, 20, 0, 0}, {Fault::close_after, 20, 0, 0},
        {Fault::reset_after, 20, 0, 0},  {Fault::truncated, 25, 0, 0},
        {Fault::outage, 10, 100, 400},
    };
    // The standard defines the generator's numbers, but not those of its distributions.
    std::uint64_t ticket = generator() % 1000;
    const std::uint64_t length = generator();
    for (const auto& [fault, per_mille, shortest, longest] : faults) {
        if (ticket < per_mille) {
            return {fault, std::chrono::milliseconds(shortest + length % (longest - shortest + 1))};
        }
        ticket -= per_mille;
    }
    return {};
}

} // namespace people_server

#endif
