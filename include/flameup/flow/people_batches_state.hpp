#ifndef FLAMEUP_FLOW_PEOPLE_BATCHES_STATE_HPP
#define FLAMEUP_FLOW_PEOPLE_BATCHES_STATE_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/person_outcome.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/model/person.hpp"

#include <cstdint>
#include <optional>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// A person who waits to be sent.
template <class Traits> struct PendingPerson {
    std::int64_t index = 0;       ///< The place in the input, from 0.
    bool was_sent = false;        ///< In a request that was not confirmed, or not yet.
    PersonInput<Traits> person{}; ///< As it was added.
    FLAMEUP_DESCRIBE(PendingPerson, (), (index, was_sent, person))
};

/// Where a `PeopleBatches` is, to be written as JSON and read back.
template <class Traits> struct PeopleBatchesState {
    std::int64_t added = 0; ///< People added so far: the input goes on behind them.
    std::vector<PendingPerson<Traits>> pending{}; ///< In the order of the input.
    std::vector<PersonOutcome> outcomes{};        ///< Not taken yet.
    /// How many of `pending`, from the first one on, the server refused together without a name.
    std::int64_t suspects = 0;
    bool is_refusing = false; ///< Nobody was stored since the server refused a single person.
    std::optional<std::int64_t> max_body{}; ///< Bytes, where the server refused larger bodies.
    bool is_closed = false;                 ///< Nobody else is added.
    std::optional<SavedError> error{};      ///< Why the flow ended, if it has failed.
    SendingState sending{};                 ///< Of the request for the next batch.
    FLAMEUP_DESCRIBE(PeopleBatchesState, (),
                     (added, pending, outcomes, suspects, is_refusing, max_body, is_closed, error,
                      sending))
};

FLAMEUP_END_NAMESPACE

#endif
