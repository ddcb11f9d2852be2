#ifndef FLAMEUP_FLOW_PEOPLE_BATCHES_HPP
#define FLAMEUP_FLOW_PEOPLE_BATCHES_HPP

#include "flameup/describe/findings.hpp"
#include "flameup/flow/batch_answer.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/person_outcome.hpp"
#include "flameup/flow/saved_error.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/json/writer.hpp"
#include "flameup/message/build_impl.hpp"
#include "flameup/message/check_rules.hpp"
#include "flameup/message/config.hpp"
#include "flameup/message/decode_impl.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// A person that waits to be sent, with its place in the input.
template <class Traits> struct PendingPerson {
    std::int64_t index = 0;
    bool was_sent = false; ///< In a request that was not confirmed, or not yet.
    PersonInput<Traits> person{};
    FLAMEUP_DESCRIBE(PendingPerson, (), (index, was_sent, person))
};

/// Where a `PeopleBatches` is, to be written as JSON and read back.
template <class Traits> struct PeopleBatchesState {
    std::int64_t added = 0; ///< People given so far: the input goes on behind them.
    std::vector<PendingPerson<Traits>> pending{};
    std::vector<PersonOutcome> outcomes{}; ///< Not taken yet.
    std::int64_t suspects = 0; ///< The first of those pending, one of whom the server refused.
    bool is_refusing = false;  ///< Nobody was stored since one of them was found.
    std::optional<std::int64_t> max_body{}; ///< Where the server refused larger bodies.
    bool is_closed = false;
    std::optional<SavedError> error{};
    SendingState sending{};
    FLAMEUP_DESCRIBE(PeopleBatchesState, (),
                     (added, pending, outcomes, suspects, is_refusing, max_body, is_closed, error,
                      sending))
};

/// How people are sent.
struct BatchesOptions : FlowOptions {
    std::size_t max_people = 100; ///< In a request, at most 100 (page "People API").
    std::size_t max_body = std::size_t{512} << 10; ///< Bytes of a request's body.
};

/// Upserts any number of people, in requests of as many as go together.
///
/// A flow that is given its people: where it yields, take what is in `take()`, and `add` people
/// while `wants_more()`, or `close()` it. Each person is accounted for by one outcome. One that
/// breaks a rule, or that the server refuses, is left out and the rest is sent; people are sent in
/// their order. What cannot be sent at all, as by a wrong key or an outage that outlasts the
/// retries, ends the flow, with `error()` saying why.
template <class Traits = boost::json::object> class PeopleBatches {
  public:
    using State = PeopleBatchesState<Traits>;

    explicit PeopleBatches(Config config, BatchesOptions options = {})
        : config_(std::move(config)), options_(std::move(options)) {
        options_.max_people = std::clamp(options_.max_people, std::size_t{1}, std::size_t{100});
        max_body_ = options_.max_body;
    }

    /// Goes on where a saved flow was; the next person to add is the one behind `state.added`.
    PeopleBatches(Config config, State state, const Moment& now, BatchesOptions options = {})
        : PeopleBatches(std::move(config), std::move(options)) {
        added_ = std::clamp(state.added, std::int64_t{0}, most_people);
        outcomes_ = std::move(state.outcomes);
        if (state.max_body && *state.max_body > 0) {
            max_body_ = (std::min)(max_body_, static_cast<std::size_t>(*state.max_body));
        }
        for (PendingPerson<Traits>& pending : state.pending) take_in(std::move(pending));
        suspects_ = static_cast<std::size_t>(std::clamp(
            state.suspects, std::int64_t{0}, static_cast<std::int64_t>(pending_.size())));
        is_refusing_ = state.is_refusing;
        is_closed_ = state.is_closed;
        if (state.error) stop(detail::restore_error(*std::move(state.error)));
        is_sending_ =
            !pending_.empty() && (state.sending.in_flight || !state.sending.attempts.empty());
        if (is_sending_) sending_ = detail::Sending(state.sending, now);
    }

    /// Saves a flow, at any step.
    ///
    /// To write it as JSON takes limits that are one level deeper than the configuration's.
    State save(const Moment& now) const {
        State state;
        state.added = added_;
        for (const Entry& entry : pending_) state.pending.push_back(entry.waiting);
        state.outcomes = outcomes_;
        state.suspects = static_cast<std::int64_t>(suspects_);
        state.is_refusing = is_refusing_;
        if (max_body_ < options_.max_body) state.max_body = static_cast<std::int64_t>(max_body_);
        state.is_closed = is_closed_;
        if (error_) state.error = detail::save_error(*error_);
        if (is_sending_) state.sending = sending_.save(now);
        return state;
    }

    /// Tells whether people may be added now.
    bool wants_more() const noexcept {
        return !is_closed_ && !error_ && !is_sending_ && suspects_ == 0 &&
               pending_.size() < options_.max_people &&
               (pending_.empty() || pending_bytes_ < max_body_);
    }

    /// Adds the next person of the input, where more are wanted.
    ///
    /// One that is added after an error is not sent, and accounted for.
    void add(PersonInput<Traits> person) { take_in({added_++, false, std::move(person)}); }

    /// Counts a person of the input that is refused before it comes this far.
    void refuse(std::string code, std::string message) {
        outcomes_.push_back({added_++, PersonFate::rejected, 0, detail::writable(std::move(code)),
                             detail::writable(std::move(message))});
    }

    /// Says that no more people come.
    void close() noexcept { is_closed_ = true; }

    /// Gives up, and accounts for all who were added; `error()` is then one of kind `cancelled`.
    ///
    /// What comes of a request that is on its way is ignored.
    void cancel() {
        if (!error_) stop(make_error(ErrorKind::cancelled, "cancelled", "the flow was cancelled"));
    }

    /// Takes the outcomes that are there.
    std::vector<PersonOutcome> take() { return std::exchange(outcomes_, {}); }

    /// Why the flow ended before all was sent; nothing if it did not.
    const std::optional<Error>& error() const noexcept { return error_; }

    /// The failed attempts at the batch that is being sent.
    const std::vector<Attempt>& attempts() const noexcept { return sending_.attempts(); }

    Step next(const Moment& now) {
        if (!outcomes_.empty() || wants_more()) return {Step::Kind::yield, nullptr, {}};
        if (pending_.empty()) return {};
        const Result<Step> step = sending_.step(
            route, options_, now, [this](HttpRequest& request) { return build_batch(request); });
        if (!step) {
            stop(step.error());
            return {Step::Kind::yield, nullptr, {}};
        }
        is_sending_ = true;
        if (step->kind == Step::Kind::send) {
            for (std::size_t i = 0; i != count_; ++i) pending_[i].waiting.was_sent = true;
        }
        return *step;
    }

    /// Takes what came of the request that was sent last; ignores what comes without one.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        if (error_) return;
        auto received = sending_.receive(std::move(executed), route, config_, options_, now);
        if (!received) return;
        if (!*received) return stop((*received).error());
        const HttpResponse& response = **received;
        auto result = decode<BatchUpsert<Traits>>(config_, response);
        if (result) {
            confirm(*result);
        } else if (response.status == 413) {
            split(std::move(result).error());
        } else if (detail::is_one_of_the_people(response.status)) {
            leave_out(result.error());
        } else {
            return stop(result.error());
        }
        is_sending_ = false;
        sending_.restart();
    }

  private:
    static constexpr const Route& route = BatchUpsert<Traits>::route;
    static constexpr std::int64_t most_people = std::int64_t{1} << 62;
    static constexpr std::size_t frame = sizeof(R"({"people":[]})") - 1;

    struct Entry {
        PendingPerson<Traits> waiting;
        std::size_t bytes; // of its JSON, with a comma
    };

    void take_in(PendingPerson<Traits> pending) {
        if (error_) return account(pending, PersonFate::unsent, *error_, {});
        Limits limits = config_.limits; // a batch is nested two levels deeper
        limits.max_depth = limits.depth() - (std::min)(limits.depth(), std::size_t{2});
        detail::Findings findings;
        detail::RuleChecker(!config_.workspace_id.empty(), limits.depth(), findings)
            .check(pending.person);
        const bool is_writable =
            detail::JsonWriter(text_, limits.depth()).write_document(pending.person);
        if (!findings.empty() || !is_writable) {
            Error error;
            if (findings.empty())
                error = to_json(pending.person, limits).error();
            else
                detail::set_validation_error(error, findings);
            account(pending, PersonFate::rejected, error, {});
        } else if (text_.size() > options_.max_body || frame > options_.max_body - text_.size()) {
            account(pending, PersonFate::rejected,
                    transport_error("takes more bytes than a request may have", "too_large"), {});
        } else {
            pending_.push_back({std::move(pending), text_.size() + 1});
            pending_bytes_ += text_.size() + 1;
        }
    }

    // Half of those among whom the server refused somebody, or as many as fit.
    Result<void> build_batch(HttpRequest& request) {
        std::size_t most = (std::min)(options_.max_people, pending_.size());
        if (suspects_ != 0) most = (std::min)(most, (suspects_ + 1) / 2);
        std::size_t bytes = frame - 1; // the last one has no comma
        for (count_ = 0; count_ != most; ++count_) {
            bytes += pending_[count_].bytes;
            if (count_ != 0 && bytes > max_body_) break;
        }
        batch_.people.resize(count_);
        for (std::size_t i = 0; i != count_; ++i) batch_.people[i] = pending_[i].waiting.person;
        Result<void> built = build(config_, batch_, request, Checks::off); // each was checked
        sent_bytes_ = request.body.size();
        return built;
    }

    void account(const PendingPerson<Traits>& pending, PersonFate fate, const Error& error,
                 std::string words) {
        if (words.empty()) words = detail::words_of(error);
        outcomes_.push_back({pending.index, fate, error.status, detail::writable(error.code),
                             detail::writable(std::move(words))});
    }

    void drop(std::size_t position) {
        pending_bytes_ -= pending_[position].bytes;
        pending_.erase(pending_.begin() + static_cast<std::ptrdiff_t>(position));
    }

    void reject(std::size_t position, const Error& error, std::string words = {}) {
        account(pending_[position].waiting, PersonFate::rejected, error, std::move(words));
        drop(position);
    }

    void confirm(const BatchResult<Traits>& result) {
        const Error unconfirmed =
            transport_error("the server did not confirm this person", "unconfirmed");
        for (std::size_t i = 0; i != count_; ++i) {
            const PendingPerson<Traits>& pending = pending_.front().waiting;
            const PersonFate fate = detail::fate_of(pending.person.userId, count_, result);
            if (fate == PersonFate::failed) {
                account(pending, fate, unconfirmed, {});
            } else {
                outcomes_.push_back({pending.index, fate, 0, {}, {}});
            }
            drop(0);
        }
        suspects_ -= (std::min)(suspects_, count_);
        is_refusing_ = false;
    }

    // The body was too large: what comes next is half as large, or this person cannot be sent.
    void split(Error error) {
        if (count_ > 1) {
            max_body_ = (std::max)(sent_bytes_ / 2, std::size_t{1});
        } else {
            error.code = "too_large"; // as it says of those who are too large here
            reject(0, error);
            suspects_ = 0;
        }
    }

    // Leaves out those whom the server names, or looks for whom it means by halves.
    void leave_out(const Error& error) {
        const auto guilty = detail::people_named(error, count_);
        for (auto each = guilty.rbegin(); each != guilty.rend(); ++each) {
            reject(each->first, error, each->second);
        }
        if (!guilty.empty()) {
            suspects_ = 0;
        } else if (count_ > 1) {
            suspects_ = count_;
        } else {
            // Where nobody is stored between two such finds, people go one by one from there on: a
            // server that refuses all gets one request for each of them.
            reject(0, error);
            suspects_ = is_refusing_ && !pending_.empty() ? 1 : 0;
            is_refusing_ = true;
        }
    }

    void stop(const Error& error) {
        for (const Entry& entry : pending_) {
            const bool was_sent = entry.waiting.was_sent;
            account(entry.waiting, was_sent ? PersonFate::failed : PersonFate::unsent, error, {});
        }
        pending_.clear();
        pending_bytes_ = suspects_ = 0;
        is_closed_ = true;
        is_sending_ = false;
        error_ = error;
    }

    Config config_;
    BatchesOptions options_;
    std::int64_t added_ = 0;
    std::deque<Entry> pending_;
    std::size_t pending_bytes_ = 0;
    std::vector<PersonOutcome> outcomes_;
    std::size_t suspects_ = 0;
    std::size_t max_body_ = 0;
    bool is_refusing_ = false;
    bool is_closed_ = false;
    bool is_sending_ = false; // from the first step of a request to its end
    std::size_t count_ = 0;   // of the people in that request
    std::size_t sent_bytes_ = 0;
    detail::Sending sending_;
    std::optional<Error> error_;
    BatchUpsert<Traits>
        batch_; // the last one sent, and a person's JSON: their memory is used again
    std::string text_;
};

FLAMEUP_END_NAMESPACE

#endif
