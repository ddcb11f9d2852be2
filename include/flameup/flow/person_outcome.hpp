#ifndef FLAMEUP_FLOW_PERSON_OUTCOME_HPP
#define FLAMEUP_FLOW_PERSON_OUTCOME_HPP

#include "flameup/describe/describe.hpp"

#include <cstdint>
#include <string>

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

FLAMEUP_END_NAMESPACE

#endif
