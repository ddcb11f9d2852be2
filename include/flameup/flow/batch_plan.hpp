#ifndef FLAMEUP_FLOW_BATCH_PLAN_HPP
#define FLAMEUP_FLOW_BATCH_PLAN_HPP

#include "flameup/flow/batch_answer.hpp"
#include "flameup/flow/people_batches_state.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/config.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Decides which people are sent in the next request, and keeps the outcome of each.
///
/// People are sent in the order of the input. A person is accused if a request for that person
/// alone was refused or made the server fail, and rejected as soon as the server stores another.
template <class Traits> class BatchPlan {
  public:
    using State = PeopleBatchesState<Traits>;

    /// Makes an empty plan; a request has at most so many people, and bytes of its body.
    BatchPlan(std::size_t max_people, std::size_t max_body)
        : max_people_(max_people), given_max_body_(max_body), max_body_(max_body) {}

    /// Continues a saved plan; moves its members out of the state. Precondition: `is_sound(state)`.
    void restore(const Config& config, State& state) {
        outcomes_ = std::move(state.outcomes);
        if (state.max_body && *state.max_body > 0) {
            max_body_ = (std::min)(max_body_, static_cast<std::size_t>(*state.max_body));
        }
        for (PendingPerson<Traits>& pending : state.pending) add(config, std::move(pending));
        while (first_ != pending_.size() && pending_[first_].waiting.refusal) accuse();
        suspects_ = static_cast<std::size_t>(
            std::clamp(state.suspects, std::int64_t{0}, static_cast<std::int64_t>(waiting())));
        stored_since_ = state.stored_since;
        has_stored_ = state.has_stored;
    }

    /// Writes the plan's members of the state; `is_uncertain` tells whether the server may have
    /// stored the people of the last request.
    void save(State& state, bool is_uncertain) const {
        for (const Entry& entry : pending_) state.pending.push_back(entry.waiting);
        for (std::size_t i = 0; is_uncertain && i != count_; ++i) {
            state.pending[first_ + i].was_sent = true;
        }
        state.outcomes = outcomes_;
        state.suspects = static_cast<std::int64_t>(suspects_);
        state.stored_since = stored_since_;
        state.has_stored = has_stored_;
        if (max_body_ < given_max_body_) state.max_body = static_cast<std::int64_t>(max_body_);
    }

    /// Tells whether nobody waits to be sent.
    bool is_empty() const noexcept { return waiting() == 0; }

    /// Tells whether the next request has room for one more person.
    bool has_room() const noexcept {
        return suspects_ == 0 && waiting() < max_people_ &&
               (waiting() == 0 || pending_bytes_ < max_body_);
    }

    /// Tells whether the last request is part of a search for the people whom the server refuses.
    bool is_searching() const noexcept { return count_ > 1 && (suspects_ != 0 || first_ != 0); }

    /// The outcomes that the flow's user has not taken yet.
    std::vector<PersonOutcome>& outcomes() noexcept { return outcomes_; }

    /// Adds a person behind the others; rejects one who breaks a rule or is too large.
    void add(const Config& config, PendingPerson<Traits> pending) {
        const auto error = detail::write_element(config, pending.person, given_max_body_, text_);
        if (error) return settle(pending, PersonFate::rejected, *error);
        pending_.push_back({std::move(pending), text_.size() + 1});
        pending_bytes_ += text_.size() + 1;
    }

    /// Adds the outcome of a person; the caller removes the person from those who wait.
    void settle(const PendingPerson<Traits>& pending, PersonFate fate, const Error& error,
                std::string words = {}) {
        if (words.empty()) words = message_of(error);
        outcomes_.push_back(
            {pending.index, fate, error.status, writable(error.code), writable(std::move(words))});
    }

    /// Builds the next request, with as many people as fit; but with half of the suspects if the
    /// server refused several people together.
    Result<void> build(const Config& config, CallOptions call, HttpRequest& request) {
        std::size_t most = (std::min)(max_people_, waiting());
        if (suspects_ != 0) most = (std::min)(most, (suspects_ + 1) / 2);
        std::size_t bytes = batch_frame - 1; // the last one has no comma
        for (count_ = 0; count_ != most; ++count_) {
            bytes += pending_[first_ + count_].bytes;
            if (count_ != 0 && bytes > max_body_) break;
        }
        batch_.people.resize(count_);
        for (std::size_t i = 0; i != count_; ++i) {
            batch_.people[i] = pending_[first_ + i].waiting.person;
        }
        call.checks = Checks::off; // each was checked
        Result<void> built = flameup::build(config, batch_, request, call);
        sent_bytes_ = request.body.size();
        return built;
    }

    /// Notes that the server may have stored the people of the last request.
    void mark_sent() {
        for (std::size_t i = 0; i != count_; ++i) pending_[first_ + i].waiting.was_sent = true;
    }

    /// Settles the people of the last request by a 2xx response; `refusal` is the error that its
    /// body reports, or null.
    ///
    /// Returns false if the flow has to stop with that error.
    bool confirm(const BatchAnswer& answer, const Error* refusal) {
        std::vector<std::string_view> ids;
        for (const auto& person : batch_.people) ids.push_back(person.userId);
        NamedPeople named = refusal != nullptr ? people_named(*refusal, count_) : NamedPeople();
        add_refused(answer, ids, named);
        for (auto each = named.rbegin(); each != named.rend(); ++each) {
            ids.erase(ids.begin() + static_cast<std::ptrdiff_t>(each->first));
        }
        const std::vector<PersonFate> fates = fates_of(ids, answer);
        const bool is_any = std::any_of(fates.begin(), fates.end(), is_stored);
        if (refusal != nullptr && !is_any) return leave_out(*refusal, std::move(named));
        if (is_any) settle_accused();
        stored_since_ |= is_any;
        has_stored_ |= is_any;
        const Error against = refusal != nullptr ? *refusal : make_error({}, "unsuccessful", {});
        Error error = make_error({}, "unconfirmed", "the server did not confirm this person");
        if (refusal != nullptr) error.message += ": " + message_of(*refusal);
        auto fate = fates.begin();
        for (std::size_t i = 0; i != count_; ++i) {
            const auto& pending = pending_[first_].waiting;
            const auto said = named.find(i);
            if (said != named.end()) {
                settle(pending, PersonFate::rejected, against, said->second);
            } else if (*fate == PersonFate::failed) {
                settle(pending, *fate++, error);
            } else {
                outcomes_.push_back({pending.index, *fate++, 0, {}, {}});
            }
            drop(first_);
        }
        suspects_ -= (std::min)(suspects_, count_);
        count_ = 0;
        return true;
    }

    /// Halves the size of requests, as the server found the last one too large; accuses a person
    /// who was alone in it. Returns what `leave_out` returns.
    bool split(Error& error) {
        if (count_ > 1) {
            max_body_ = (std::max)(sent_bytes_ / 2, std::size_t{1});
            return true;
        }
        error.code = "too_large"; // the code that `add` gives such a person
        return leave_out(error);
    }

    /// Rejects the people of the last request whom an error names. If it names nobody, the request
    /// is sent again in halves, until a person who was sent alone is accused.
    ///
    /// Returns false if the flow has to stop with the error, as too many people were accused and
    /// none was stored since.
    bool leave_out(const Error& error, NamedPeople named = {}) {
        if (named.empty()) named = people_named(error, count_);
        for (auto each = named.rbegin(); each != named.rend(); ++each) {
            settle(pending_[first_ + each->first].waiting, PersonFate::rejected, error,
                   each->second);
            drop(first_ + each->first);
        }
        if (suspects_ == 0) stored_since_ = false; // a search begins
        suspects_ = named.empty() && count_ > 1 ? count_ : 0;
        const bool is_alone = named.empty() && count_ == 1;
        count_ = 0;
        if (!is_alone) return true;
        if (stored_since_) {
            settle(pending_[first_].waiting, PersonFate::rejected, error);
            drop(first_);
            return true;
        }
        Error reason = error;
        reason.message = message_of(error);
        pending_[first_].waiting.refusal = save_error(reason);
        accuse();
        // The next request has one person: if the server refuses all, halving would only cost time.
        if (first_ > 1 && !is_empty()) suspects_ = 1;
        std::size_t failures = 0;
        for (std::size_t i = 0; i != first_; ++i) {
            if (fails_at_a_person(pending_[i].waiting.refusal->status)) ++failures;
        }
        return failures < most_failures && first_ - failures < most_refusals;
    }

    /// Rejects those who are accused, as nobody else is left who could be stored.
    ///
    /// Returns instead an error with which the flow has to stop: the server's failure at one of
    /// them, or its one refusal of all people, at least two, who were ever sent.
    std::optional<Error> conclude() {
        for (const Entry& entry : pending_) {
            const SavedError& refusal = *entry.waiting.refusal;
            if (fails_at_a_person(refusal.status)) return restore_error(refusal);
        }
        const SavedError* const first = first_ > 1 ? &*pending_.front().waiting.refusal : nullptr;
        const bool is_same =
            std::all_of(pending_.begin(), pending_.end(), [first](const Entry& entry) {
                return first != nullptr && says_the_same(*entry.waiting.refusal, *first);
            });
        if (is_same && !has_stored_) return restore_error(*first);
        settle_accused();
        return std::nullopt;
    }

    /// Rejects those who are accused, as the server has stored somebody elsewhere.
    void note_stored() {
        settle_accused();
        stored_since_ = has_stored_ = true;
    }

    /// Tells whether somebody is accused.
    bool has_accused() const noexcept { return first_ != 0; }

    /// Adds the outcome of all who wait or are accused; the flow ends with this error.
    void settle_all(const Error& error) {
        for (const Entry& entry : pending_) {
            settle(entry.waiting, entry.waiting.was_sent ? PersonFate::failed : PersonFate::unsent,
                   error);
        }
        pending_.clear();
        first_ = pending_bytes_ = suspects_ = count_ = 0;
    }

  private:
    // At most so many are accused: after more refusals, or failures with all retries, the flow
    // ends.
    static constexpr std::size_t most_refusals = 32;
    static constexpr std::size_t most_failures = 3;

    struct Entry {
        PendingPerson<Traits> waiting;
        std::size_t bytes; // of its JSON, with a comma
    };

    std::size_t waiting() const noexcept { return pending_.size() - first_; }

    void drop(std::size_t position) {
        pending_bytes_ -= pending_[position].bytes;
        pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(position));
    }

    /// Moves the first of those who wait to the accused; the person's `refusal` is set.
    void accuse() { pending_bytes_ -= pending_[first_++].bytes; }

    void settle_accused() {
        for (; first_ != 0; --first_) {
            const auto& accused = pending_.front().waiting;
            settle(accused, PersonFate::rejected, restore_error(*accused.refusal));
            pending_.pop_front();
        }
    }

    std::size_t max_people_;
    std::size_t given_max_body_;
    std::size_t max_body_;          // the given one, or less where the server refused larger bodies
    std::deque<Entry> pending_;     // those who are accused, then those who wait
    std::size_t first_ = 0;         // of those who wait
    std::size_t pending_bytes_ = 0; // of those who wait
    std::vector<PersonOutcome> outcomes_;
    std::size_t suspects_ = 0;
    bool stored_since_ = false;
    bool has_stored_ = false;
    std::size_t count_ = 0; // of the people in the request that was built last
    std::size_t sent_bytes_ = 0;
    BatchUpsert<Traits> batch_; // of that request; it and `text_` are kept to reuse their memory
    std::string text_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
