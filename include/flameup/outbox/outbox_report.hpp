#ifndef FLAMEUP_OUTBOX_OUTBOX_REPORT_HPP
#define FLAMEUP_OUTBOX_OUTBOX_REPORT_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/flow/people_batches_state.hpp"
#include "flameup/model/person.hpp"

#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// A person who left an `Outbox` and is not stored, or a part of its journal that cannot be read.
///
/// The outcome's `fate` is `rejected` where the person breaks a rule of the library or the server;
/// `failed` where the server may have stored the person, and `unsent` where it has not. Its `code`
/// is the server's or the rule's, or `unconfirmed` (several answers did not tell what became of the
/// person), `outbox_full` (the outbox had no room), `unreadable_record` (a record is not what these
/// traits are written as) or `damaged_journal` (lines are not what was stored). Its `index` is the
/// number of the entry in the journal.
template <class Traits = boost::json::object> struct OutboxReport {
    PersonInput<Traits> person{}; ///< As merged; empty where the journal cannot be read.
    PersonOutcome outcome{};      ///< Why.
    std::string record{};         ///< What cannot be read: the line, or the first of them.
    FLAMEUP_DESCRIBE(OutboxReport, (), (person, outcome, record))
};

FLAMEUP_END_NAMESPACE

#endif
