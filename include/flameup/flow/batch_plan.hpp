#ifndef FLAMEUP_FLOW_BATCH_PLAN_HPP
#define FLAMEUP_FLOW_BATCH_PLAN_HPP

#include "flameup/flow/batch_answer.hpp"
#include "flameup/flow/people_batches_state.hpp"
#include "flameup/flow/person_outcome.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/validate.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Decides which people are sent in the next request, and keeps what became of each.
///
/// People are sent and settled in the order of the input. Whatever the server answers, each person
/// is settled by one outcome.
template <class Traits> class BatchPlan {
  public:
    using State = PeopleBatchesState<Traits>;

    /// Sends at most so many people and bytes of a body in a request.
    BatchPlan(std::size_t max_people, std::size_t max_body)
        : max_people_(max_people), given_max_body_(max_body), max_body_(max_body) {}

    /// Goes on where a saved plan was; takes its part of the state.
    void restore(const Config& config, State& state) {
        outcomes_ = std::move(state.outcomes);
        if (state.max_body && *state.max_body > 0) {
            max_body_ = (std::min)(max_body_, static_cast<std::size_t>(*state.max_body));
        }
        for (PendingPerson<Traits>& pending : state.pending) add(config, std::move(pending));
        suspects_ = static_cast<std::size_t>(std::clamp(
            state.suspects, std::int64_t{0}, static_cast<std::int64_t>(pending_.size())));
        is_refusing_ = state.is_refusing;
    }

    /// Writes its part of the state.
    void save(State& state) const {
        for (const Entry& entry : pending_) state.pending.push_back(entry.waiting);
        state.outcomes = outcomes_;
        state.suspects = static_cast<std::int64_t>(suspects_);
        state.is_refusing = is_refusing_;
        if (max_body_ < given_max_body_) state.max_body = static_cast<std::int64_t>(max_body_);
    }

    /// Tells whether nobody waits to be sent.
    bool is_empty() const noexcept { return pending_.empty(); }

    /// Tells whether the next request has room for one more person.
    bool has_room() const noexcept {
        return suspects_ == 0 && pending_.size() < max_people_ &&
               (pending_.empty() || pending_bytes_ < max_body_);
    }

    /// The outcomes that are not taken yet.
    std::vector<PersonOutcome>& outcomes() noexcept { return outcomes_; }

    /// Adds a person behind the others, or rejects one who breaks a rule or is too large.
    void add(const Config& config, PendingPerson<Traits> pending) {
        std::size_t max_depth = config.limits.depth(); // a batch is nested two levels deeper
        max_depth -= (std::min)(max_depth, std::size_t{2});
        const auto error =
            detail::write_checked(pending.person, !config.workspace_id.empty(), max_depth, text_);
        if (error) {
            settle(pending, PersonFate::rejected, *error);
        } else if (text_.size() > given_max_body_ || frame > given_max_body_ - text_.size()) {
            settle(pending, PersonFate::rejected,
                   make_error(ErrorKind::validation, "too_large",
                              "is larger than the body of a request may be"));
        } else {
            pending_.push_back({std::move(pending), text_.size() + 1});
            pending_bytes_ += text_.size() + 1;
        }
    }

    /// Settles a person who is not, or no longer, among those who wait.
    void settle(const PendingPerson<Traits>& pending, PersonFate fate, const Error& error,
                std::string words = {}) {
        if (words.empty()) words = message_of(error);
        outcomes_.push_back(
            {pending.index, fate, error.status, writable(error.code), writable(std::move(words))});
    }

    /// Builds the next request: as many people as fit, but half of those whom the server refused
    /// together.
    Result<void> build(const Config& config, HttpRequest& request) {
        std::size_t most = (std::min)(max_people_, pending_.size());
        if (suspects_ != 0) most = (std::min)(most, (suspects_ + 1) / 2);
        std::size_t bytes = frame - 1; // the last one has no comma
        for (count_ = 0; count_ != most; ++count_) {
            bytes += pending_[count_].bytes;
            if (count_ != 0 && bytes > max_body_) break;
        }
        batch_.people.resize(count_);
        for (std::size_t i = 0; i != count_; ++i) batch_.people[i] = pending_[i].waiting.person;
        Result<void> built =
            flameup::build(config, batch_, request, Checks::off); // each was checked
        sent_bytes_ = request.body.size();
        return built;
    }

    /// Notes that the request that was built last is sent.
    void mark_sent() {
        for (std::size_t i = 0; i != count_; ++i) pending_[i].waiting.was_sent = true;
    }

    /// Settles the people of the last request, which the server took.
    void confirm(const BatchResult<Traits>& result) {
        const Error unconfirmed =
            make_error(ErrorKind::decode, "unconfirmed", "the server did not confirm this person");
        for (std::size_t i = 0; i != count_; ++i) {
            const PendingPerson<Traits>& pending = pending_.front().waiting;
            const PersonFate fate = fate_of(pending.person.userId, count_, result);
            if (fate == PersonFate::failed) {
                settle(pending, fate, unconfirmed);
            } else {
                outcomes_.push_back({pending.index, fate, 0, {}, {}});
            }
            drop(0);
        }
        suspects_ -= (std::min)(suspects_, count_);
        is_refusing_ = false;
    }

    /// Makes requests half as large as the last one, which the server found too large; rejects a
    /// person who was alone in it.
    void split(Error error) {
        if (count_ > 1) {
            max_body_ = (std::max)(sent_bytes_ / 2, std::size_t{1});
        } else {
            error.code = "too_large"; // as `add` says of such a person
            reject(0, error);
            suspects_ = 0;
        }
    }

    /// Rejects those of the last request whom the server's refusal names; where it names nobody,
    /// looks for them in halves of the request.
    void leave_out(const Error& error) {
        const auto named = people_named(error, count_);
        for (auto each = named.rbegin(); each != named.rend(); ++each) {
            reject(each->first, error, each->second);
        }
        if (!named.empty()) {
            suspects_ = 0;
        } else if (count_ > 1) {
            suspects_ = count_;
        } else {
            // If nobody was stored since the last person who was refused alone, people go one by
            // one from here on: a server that refuses all gets one request for each of them.
            reject(0, error);
            suspects_ = is_refusing_ && !pending_.empty() ? 1 : 0;
            is_refusing_ = true;
        }
    }

    /// Settles all who wait, as the flow ends with an error.
    void settle_all(const Error& error) {
        for (const Entry& entry : pending_) {
            const bool was_sent = entry.waiting.was_sent;
            settle(entry.waiting, was_sent ? PersonFate::failed : PersonFate::unsent, error);
        }
        pending_.clear();
        pending_bytes_ = suspects_ = 0;
    }

  private:
    static constexpr std::size_t frame = sizeof(R"({"people":[]})") - 1;

    struct Entry {
        PendingPerson<Traits> waiting;
        std::size_t bytes; // of its JSON, with a comma
    };

    void drop(std::size_t position) {
        pending_bytes_ -= pending_[position].bytes;
        pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(position));
    }

    void reject(std::size_t position, const Error& error, std::string words = {}) {
        settle(pending_[position].waiting, PersonFate::rejected, error, std::move(words));
        drop(position);
    }

    std::size_t max_people_;
    std::size_t given_max_body_;
    std::size_t max_body_; // the given one, or less where the server refused larger bodies
    std::deque<Entry> pending_;
    std::size_t pending_bytes_ = 0;
    std::vector<PersonOutcome> outcomes_;
    std::size_t suspects_ = 0;
    bool is_refusing_ = false;
    std::size_t count_ = 0; // of the people in the request that was built last
    std::size_t sent_bytes_ = 0;
    BatchUpsert<Traits> batch_; // that request's, and one person's JSON: kept for their memory
    std::string text_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
