#ifndef FLAMEUP_FLOW_MOMENT_HPP
#define FLAMEUP_FLOW_MOMENT_HPP

#include "flameup/http/http.hpp"
#include "flameup/value/timestamp.hpp"

#include <chrono>
#include <cstdint>
#include <optional>

FLAMEUP_BEGIN_NAMESPACE

/// What a flow is told of the world at each step; nothing else reaches it.
struct Moment {
    std::chrono::milliseconds time{0}; ///< On a clock that never goes back; its zero is any.
    std::uint64_t random = 0;          ///< Even in all bits, and new at each step of each flow.
    std::optional<Timestamp> date{};   ///< The time of day, where there is a clock that knows it.
};

/// What a flow wants next.
struct Step {
    enum class Kind {
        send,     ///< That the request is sent, and `receive` is told what came of it.
        wait,     ///< To be asked again at a time, or earlier.
        yield,    ///< That its user takes what is there, or gives what it lacks.
        finished, ///< Nothing more.
    };

    Kind kind = Kind::finished;
    HttpRequest* request = nullptr;     ///< To be sent; it is the sender's, until `receive`.
    std::chrono::milliseconds until{0}; ///< When to be asked again, on the clock of `Moment::time`.
};

FLAMEUP_END_NAMESPACE

#endif
