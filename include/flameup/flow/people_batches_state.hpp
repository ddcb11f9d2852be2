#ifndef FLAMEUP_FLOW_PEOPLE_BATCHES_STATE_HPP
#define FLAMEUP_FLOW_PEOPLE_BATCHES_STATE_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/validate.hpp"
#include "flameup/model/person.hpp"
#include "flameup/value/error.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// What became of one person of a batch.
enum class PersonFate {
    created,  ///< The server created the person.
    updated,  ///< The server had the person, and updated it.
    stored,   ///< Created or updated: the server did not say which.
    rejected, ///< Breaks a rule of the library or the server, or makes the server fail: do
              ///< not send the person again unchanged.
    failed,   ///< Was sent and not confirmed: the server may have stored the person, or not.
    unsent,   ///< Not sent, or only in requests that the server refused, and so not stored.
};
FLAMEUP_DESCRIBE_ENUM(PersonFate, created, updated, stored, rejected, failed, unsent)

/// Tells whether the server confirmed that it has the person.
constexpr bool is_stored(PersonFate fate) noexcept {
    return fate == PersonFate::created || fate == PersonFate::updated || fate == PersonFate::stored;
}

/// What became of one person of the input.
struct PersonOutcome {
    std::int64_t index = 0;               ///< The place in the input, from 0.
    PersonFate fate = PersonFate::unsent; ///< What became of the person.
    int status = 0;                       ///< As in `Error`; 0 if stored.
    std::string code;                     ///< As in `Error`; empty if stored.
    std::string message; ///< In words: what is wrong, with a member or with the request.

    friend bool operator==(const PersonOutcome& a, const PersonOutcome& b) {
        return a.index == b.index && a.fate == b.fate && a.status == b.status && a.code == b.code &&
               a.message == b.message;
    }
    friend bool operator!=(const PersonOutcome& a, const PersonOutcome& b) { return !(a == b); }
    FLAMEUP_DESCRIBE(PersonOutcome, (), (index, fate, status, code, message))
};

/// A person who waits to be sent.
template <class Traits> struct PendingPerson {
    std::int64_t index = 0;       ///< The place in the input, from 0.
    bool was_sent = false;        ///< In a request that the server may have processed.
    PersonInput<Traits> person{}; ///< As it was added.
    /// Why a request for this person alone was refused or failed; nobody was stored since.
    std::optional<SavedError> refusal{};
    FLAMEUP_DESCRIBE(PendingPerson, (), (index, was_sent, person, refusal))
};

/// The state of a `PeopleBatches`, to be written as JSON and read back.
template <class Traits> struct PeopleBatchesState {
    std::int64_t added = 0;                       ///< The number of people added so far.
    std::vector<PendingPerson<Traits>> pending{}; ///< In the order of the input.
    std::vector<PersonOutcome> outcomes{};        ///< Not taken yet.
    /// How many people the server refused together without naming one: the first of `pending` that
    /// have no `refusal`.
    std::int64_t suspects = 0;
    bool stored_since = false; ///< Somebody was stored since the search for them began.
    bool has_stored = false;   ///< Somebody was stored at any time.
    std::optional<std::int64_t> max_body{}; ///< Bytes, where the server refused larger bodies.
    bool is_closed = false;                 ///< Nobody else is added.
    std::optional<SavedError> error{};      ///< Why the flow ended, if it has failed.
    SendingState sending{};                 ///< Of the request for the next batch.
    FLAMEUP_DESCRIBE(PeopleBatchesState, (),
                     (added, pending, outcomes, suspects, stored_since, has_stored, max_body,
                      is_closed, error, sending))
};

namespace detail {

/// The bytes of a batch's body beside its people.
inline constexpr std::size_t batch_frame = sizeof(R"({"people":[]})") - 1;

/// Writes a person as the element of a batch, in place of `text`; returns an error for one who
/// breaks a rule, or is too large for a body of so many bytes.
template <class Traits>
std::optional<Error> write_element(const Config& config, const PersonInput<Traits>& person,
                                   std::size_t max_body, std::string& text) {
    std::size_t max_depth = config.limits.depth(); // a batch is nested two levels deeper
    max_depth -= (std::min)(max_depth, std::size_t{2});
    auto error = write_checked(person, !config.workspace_id.empty(), max_depth, text);
    if (!error && (text.size() > max_body || batch_frame > max_body - text.size())) {
        error = make_error(ErrorKind::validation, "too_large",
                           "is larger than the body of a request may be");
    }
    return error;
}

/// Tells whether a state's places in the input are consistent: no place is out of bounds or there
/// twice, and the people who wait are in order.
template <class Traits> bool is_sound(const PeopleBatchesState<Traits>& state) {
    constexpr std::int64_t most_people = std::int64_t{1} << 62;
    if (state.added < 0 || state.added > most_people) return false;
    std::vector<std::int64_t> places;
    for (const PendingPerson<Traits>& pending : state.pending) {
        if (!places.empty() && pending.index <= places.back()) return false;
        places.push_back(pending.index);
    }
    for (const PersonOutcome& outcome : state.outcomes) places.push_back(outcome.index);
    std::sort(places.begin(), places.end());
    if (std::adjacent_find(places.begin(), places.end()) != places.end()) return false;
    return places.empty() || (places.front() >= 0 && places.back() < state.added);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
