#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_WALK_STATE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_WALK_STATE_HPP

// The state of an operation that is done for many people: whom it is for, and how far it is.

#include "../running/state_file.hpp"

#include <flameup/describe/describe.hpp>
#include <flameup/describe/rules.hpp>
#include <flameup/flow/rate_budget.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace people_tool {

/// The summary of all runs.
struct WalkCounts {
    std::int64_t people = 0; ///< The sum of the next four.
    std::int64_t done = 0;
    std::int64_t gone = 0;     ///< Whom the server did not have any more.
    std::int64_t rejected = 0; ///< Whom the server, or a rule, refused.
    std::int64_t left = 0;     ///< To whom the walk did not come.
    std::int64_t requests = 0, attempts_failed = 0;
    double seconds = 0;
    FLAMEUP_DESCRIBE(WalkCounts, (),
                     (people, done, gone, rejected, left, requests, attempts_failed, seconds))

    std::int64_t reached() const { return done + gone + rejected; }
};

/// The ids of all people are in the file behind this.
struct WalkState {
    Origin origin;
    std::int64_t rejected_size = 0;
    WalkCounts counts;
    flameup::RateBudgetState budget;

    static constexpr flameup::Rule rules[] = {flameup::Rule::required("origin"),
                                              flameup::Rule::required("counts")};
    FLAMEUP_DESCRIBE(WalkState, (), (origin, rejected_size, counts, budget))
};

/// Tells whether the numbers of a state are consistent, as this tool writes them.
inline bool is_sound(const WalkState& state, std::size_t ids) {
    const WalkCounts& counts = state.counts;
    constexpr std::int64_t most = std::int64_t{1} << 55; // so that sums do not overflow
    for (const std::int64_t count : {state.rejected_size, counts.done, counts.gone, counts.rejected,
                                     counts.left, counts.requests, counts.attempts_failed}) {
        if (count < 0 || count > most) return false;
    }
    return counts.people == static_cast<std::int64_t>(ids) &&
           counts.reached() + counts.left == counts.people;
}

} // namespace people_tool

#endif
