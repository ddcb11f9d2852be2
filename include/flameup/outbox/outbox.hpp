#ifndef FLAMEUP_OUTBOX_OUTBOX_HPP
#define FLAMEUP_OUTBOX_OUTBOX_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/describe/kinds.hpp"
#include "flameup/flow/batch_answer.hpp"
#include "flameup/flow/moment.hpp"
#include "flameup/flow/people_batches.hpp"
#include "flameup/flow/people_batches_state.hpp"
#include "flameup/http/http.hpp"
#include "flameup/message/config.hpp"
#include "flameup/model/person.hpp"
#include "flameup/outbox/entries.hpp"
#include "flameup/outbox/journal.hpp"
#include "flameup/outbox/merge.hpp"
#include "flameup/outbox/outbox_report.hpp"
#include "flameup/outbox/read_journal.hpp"
#include "flameup/outbox/schedule.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// Keeps people until the server has stored them, also without a connection and across runs.
///
/// `put` takes a person at any time. What is put for one userId is merged as the server would, as
/// long as it is not on its way: the last value of a trait counts, lists too, null removes a
/// trait, what is absent stays. The flow never ends until `close()`. When it yields, take its
/// reports, then store its next write: it sends nothing before that is stored, so that the journal
/// always has everybody who is not confirmed. If nothing is taken it yields again at once: where a
/// write fails, stop the driver for a while. In the next run, make an outbox of the journal.
///
/// People are sent in batches, the oldest first, when there are `send_at` of them, one has waited
/// for `send_after`, or after `flush()`; of one userId, one after the other. Whoever may have been
/// sent before a crash, or without an answer, is sent again. Where the bounds are exceeded, the
/// oldest who is not on the way leaves the outbox, with a report. So does a person whom the server
/// refuses, and one at whom alone it failed three times, or of whom three answers did not tell what
/// became. After any other failure the people wait for the next try, after a pause as `retry` has
/// it; `error()` says why. So they do where the server refuses all people alike and has stored
/// nobody.
///
/// It is moved, and not copied, as it has one journal. Drivers that take flows get a `FlowRef`.
template <class Traits = boost::json::object> class Outbox {
    static_assert(!detail::holds_views<Traits>(),
                  "flameup: an Outbox keeps its people: use strings");

  public:
    /// What `take_reports` returns.
    using Report = OutboxReport<Traits>;

    /// Continues from a journal; an empty text is a new one.
    ///
    /// The text may be anything. A last line that is torn is dropped, as its write did not end;
    /// what else cannot be read is reported. All people in it are sent without delay.
    explicit Outbox(Config config, std::string_view journal = {}, OutboxOptions options = {})
        : config_(std::move(config)), options_(std::move(options)), journal_(journal.size()) {
        detail::JournalReader<Traits> reader(config_, journal);
        last_number_ = reader.last_number;
        reports_ = std::move(reader.reports);
        if (!reader.is_whole) rewrite();
        for (auto& entry : reader.entries) {
            const auto wrong =
                detail::write_element(config_, entry.person, options_.max_body, text_);
            entry.bytes = text_.size();
            if (wrong) {
                report(std::move(entry),
                       {0, PersonFate::rejected, 0, wrong->code, detail::message_of(*wrong)});
            } else {
                entries_.push(std::move(entry));
            }
        }
        keep_bounds();
        flush();
    }

    /// Takes a person; the next write has it.
    ///
    /// Errors: `ErrorKind::validation` for a person who breaks a rule or does not fit in a request.
    Result<void> put(PersonInput<Traits> person) {
        if (auto wrong = detail::write_element(config_, person, options_.max_body, text_)) {
            return *std::move(wrong);
        }
        detail::OutboxEntry<Traits>* const entry = entries_.find(person);
        // Merged, they are at most as large as both.
        if (entry != nullptr &&
            detail::batch_frame + entry->bytes + text_.size() <= options_.max_body) {
            journal_.note_put(entry->number, text_);
            detail::merge_person(entry->person, std::move(person));
            entries_.resize(*entry, measure(entry->person));
        } else {
            journal_.note_put(++last_number_, text_);
            entries_.push({last_number_, std::move(person), text_.size()});
        }
        keep_bounds();
        journal_.shorten(size(), bytes());
        return {};
    }

    /// Sends all who are in it now as soon as possible.
    void flush() noexcept { schedule_.flush(last_number_); }

    /// Sends all, and ends the flow when nobody is left, or at a time on the clock of
    /// `Moment::time`; requests that begin from now on end by then.
    ///
    /// Whoever is left is in the journal. People may still be put, and the outbox may be closed
    /// again with another time.
    void close(std::chrono::milliseconds until) noexcept { schedule_.close(until); }

    /// Says whether there is a connection; at first there is one. Without it, nothing is sent; when
    /// it returns, all pauses end.
    void set_online(bool is_online) {
        if (schedule_.set_online(is_online) && !in_flight_) stop_batch();
    }

    /// Tells whether there is something to store.
    bool has_write() const noexcept {
        // A replacement has nobody who left: their reports are taken first.
        return !journal_.is_empty() && (!journal_.replaces() || reports_.empty());
    }

    /// Returns what is to be stored next, and counts it as stored.
    ///
    /// Where it could not be stored, or not all of it, call `rewrite()`.
    JournalWrite take_write() {
        if (!has_write()) return {};
        return journal_.take([this](std::string& bytes) {
            for (const auto* list : {&entries_.on_way(), &entries_.waiting()}) {
                for (const Entry& entry : *list) {
                    measure(entry.person);
                    detail::append_put(bytes, entry.number, text_);
                }
            }
        });
    }

    /// Makes the next write replace the whole journal.
    void rewrite() noexcept { journal_.rewrite(); }

    /// Returns who left the outbox since the last call without being stored; each is returned once
    /// in a run, and again in the next one if the write behind this call was not stored.
    std::vector<Report> take_reports() {
        std::vector<std::int64_t> numbers;
        for (const Report& report : reports_) {
            if (report.outcome.index != 0) numbers.push_back(report.outcome.index);
        }
        journal_.note_done(numbers);
        return std::exchange(reports_, {});
    }

    /// Counts the people in it, with those on their way.
    std::size_t size() const noexcept { return entries_.size(); }
    /// The size of these people as JSON, without the rest of the journal.
    std::size_t bytes() const noexcept { return entries_.bytes(); }

    /// Why the last try failed; nothing after one that did not.
    const std::optional<Error>& error() const noexcept { return error_; }

    /// Returns the next step.
    Step next(const Moment& now) {
        for (;;) {
            const bool has_news = !reports_.empty() || has_write();
            if (has_news && schedule_.may_yield(now)) return Step::yield();
            if (!batch_ && schedule_.is_due(entries_.waiting(), options_, now)) begin_batch(now);
            if (!batch_ || schedule_.is_over(now)) {
                return schedule_.idle(size() == 0, options_, now);
            }
            const Step step = batch_->next(now);
            switch (step.kind) {
            case Step::Kind::send: in_flight_ = true; return step;
            case Step::Kind::wait: return schedule_.wait_until(step.until);
            case Step::Kind::yield: settle(); break;
            case Step::Kind::finished: end_batch(now); break;
            }
        }
    }

    /// Takes the result of the request that was sent last; does nothing if none is in flight.
    void receive(Result<HttpResponse> executed, const Moment& now) {
        if (!std::exchange(in_flight_, false)) return;
        batch_->receive(std::move(executed), now);
        settle();
        if (!schedule_.is_online()) stop_batch();
    }

  private:
    using Entry = detail::OutboxEntry<Traits>;

    static constexpr std::size_t most_unclear = 3;

    /// Writes a person who was checked before to `text_`, and returns the size.
    std::size_t measure(const PersonInput<Traits>& person) {
        static_cast<void>(detail::write_element(config_, person, options_.max_body, text_));
        return text_.size();
    }

    void report(Entry entry, PersonOutcome outcome) {
        outcome.index = entry.number;
        reports_.push_back({std::move(entry.person), std::move(outcome), {}});
    }

    void keep_bounds() {
        while (!entries_.waiting().empty() &&
               (size() > options_.max_entries || bytes() > options_.max_bytes)) {
            Entry entry = entries_.pop_first();
            const auto fate = entry.was_sent ? PersonFate::failed : PersonFate::unsent;
            report(std::move(entry), {0, fate, 0, "outbox_full", "the outbox had no room"});
        }
    }

    void begin_batch(const Moment& now) {
        batch_.emplace(config_, learned_, now, schedule_.batch_options(options_, now));
        const auto& waiting = entries_.waiting();
        std::set<std::string_view> ids; // one entry of each, as the server might mix them up
        while (!waiting.empty() && batch_->wants_more() &&
               ids.insert(waiting.front().person.userId).second) {
            sent_.push_back(entries_.send_first());
            batch_->add(sent_.back()->person);
        }
        batch_->close();
    }

    /// Lets those leave of whom the batch tells what became; the others stay on their way.
    void settle() {
        std::vector<std::int64_t> stored;
        for (PersonOutcome& outcome : batch_->take()) {
            const auto at = sent_[static_cast<std::size_t>(outcome.index)];
            const bool is_failed = outcome.fate == PersonFate::failed;
            const bool is_rejected = outcome.fate == PersonFate::rejected;
            // Answers after which the person may be stored, or the server may be at fault.
            const bool is_unclear =
                is_rejected ? detail::fails_at_a_person(outcome.status)
                            : is_failed && outcome.status == 0 && outcome.code == "unconfirmed";
            at->was_sent |= is_failed;
            if (is_stored(outcome.fate)) {
                stored.push_back(entries_.arrive(at).number);
            } else if (is_unclear ? ++at->unclear == most_unclear : is_rejected) {
                report(entries_.arrive(at), std::move(outcome));
            }
        }
        journal_.note_done(stored);
        journal_.shorten(size(), bytes());
    }

    /// Lets those wait again of whom the batch did not tell.
    void stop_batch() {
        if (!batch_) return;
        batch_->cancel();
        settle();
        const PeopleBatchesState<Traits> left = batch_->save({});
        learned_.has_stored = left.has_stored;
        learned_.max_body = left.max_body;
        entries_.take_back();
        sent_.clear();
        batch_.reset();
    }

    void end_batch(const Moment& now) {
        error_ = batch_->error();
        if (!error_ && !entries_.on_way().empty()) {
            error_ = make_error(ErrorKind::decode, "unconfirmed",
                                "the server did not confirm everybody");
        }
        stop_batch();
        schedule_.note_end(error_.has_value(), options_, now);
    }

    Config config_;
    OutboxOptions options_;
    detail::OutboxSchedule schedule_;
    // The journal has everybody in `entries_`, and in the reports that nobody took: `put` notes who
    // comes, and nothing notes that an entry is over but `settle`, for those whom the server has,
    // and `take_reports`, for the others.
    detail::JournalWriter journal_;
    detail::OutboxEntries<Traits> entries_;
    std::vector<Report> reports_;
    std::int64_t last_number_ = 0; // of the entries
    std::optional<Error> error_;
    std::optional<PeopleBatches<Traits>> batch_;                         // of those on their way
    std::vector<typename detail::OutboxEntries<Traits>::Iterator> sent_; // by their place in it
    PeopleBatchesState<Traits> learned_; // what batches before tell of the server, and nobody
    bool in_flight_ = false;
    std::string text_; // of the person at hand; kept to reuse its memory
};

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
