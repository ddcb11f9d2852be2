#ifndef FLAMEUP_FLOW_MOMENT_HPP
#define FLAMEUP_FLOW_MOMENT_HPP

#include "flameup/http/http.hpp"
#include "flameup/value/timestamp.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

FLAMEUP_BEGIN_NAMESPACE

/// The time and the random bits that a flow gets with each call; it reads no clock itself.
struct Moment {
    std::chrono::milliseconds time{0}; ///< On a clock that never goes back, from any zero.
    std::uint64_t random = 0;          ///< 64 uniform random bits, fresh for every call.
    std::optional<Timestamp> date{};   ///< The time of day; nothing where no clock knows it.
};

/// The next step of a flow: `flow.next(now)` returns it, and a driver performs it.
struct Step {
    /// The kinds of steps.
    enum class Kind {
        send,     ///< Send `request`, and pass its result to `flow.receive(result, now)`.
        wait,     ///< Call `next` again at `until`; an earlier call is allowed.
        yield,    ///< Let the user take results and give input, then call `next` again.
        finished, ///< Do nothing: the flow is over.
    };

    Kind kind = Kind::finished;         ///< Which of these.
    HttpRequest* request = nullptr;     ///< Of `send`: the driver may move from it until `receive`.
    std::chrono::milliseconds until{0}; ///< Of `wait`, on the clock of `Moment::time`.

    /// Makes a step that sends a request, which the flow keeps until `receive`.
    static Step send(HttpRequest& request) noexcept { return {Kind::send, &request, {}}; }

    /// Makes a step that waits until a time on the clock of `Moment::time`.
    static Step wait_until(std::chrono::milliseconds time) noexcept {
        return {Kind::wait, nullptr, time};
    }

    /// Makes a step that waits for `receive`; until then, `next` returns the same step.
    static Step wait_for_response() noexcept {
        return wait_until((std::chrono::milliseconds::max)());
    }

    /// Makes a step that yields to the flow's user.
    static Step yield() noexcept { return {Kind::yield, nullptr, {}}; }

    /// Makes the step of a flow that is over.
    static Step finished() noexcept { return {}; }
};

FLAMEUP_END_NAMESPACE

#endif
