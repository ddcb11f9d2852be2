#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_HPP

// `people import`: upserts the people of a file, one a line of JSON or a row of CSV.

#include "../lines/person_line.hpp"
#include "../options/executors.hpp"
#include "../work/host.hpp"
#include "../work/patience.hpp"
#include "../work/rejected_file.hpp"
#include "../work/summary.hpp"
#include "dry_run.hpp"
#include "import_input.hpp"
#include "import_state.hpp"
#include "verify.hpp"

#include <flameup/drive/blocking.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace people_tool {

class Import {
  public:
    Import(const Arguments& arguments, const flameup::Config& config)
        : arguments_(arguments), config_(config), file_(arguments.state),
          input_(arguments, config.limits), origin_(import_origin(arguments, config)) {}

    int run() {
        const std::string wrong = input_.read_options(arguments_);
        if (!wrong.empty()) return usage_error(wrong);
        if (arguments_.dry_run && file_.is_kept())
            return usage_error("a dry run has no --state: it does not begin anything");
        if (arguments_.verify && (arguments_.dry_run || arguments_.words[1] == "-"))
            return usage_error("--verify needs an import from a file, which is read again");
        if (const auto problem = prepare()) return report(*problem);
        const StopOnSignal signals(host_, file_.is_kept());
        if (const auto problem = begin_input()) return report(*problem);
        const auto saved_size = state_ ? std::optional(state_->rejected_size) : std::nullopt;
        if (const auto problem = rejected_.open(arguments_, saved_size, input_.facts())) {
            return report(*problem);
        }
        Batches flow = make_flow();
        executor_ = arguments_.dry_run
                        ? network::Executor(&answer_without_sending)
                        : choose_executor(arguments_, config_, [this] { return host_.gives_up(); });
        progress_.begin(reached());
        // Saved before a line is rejected: the next run sees by it which lines this run added.
        if (!state_ && !save(flow)) return finish(flow, false);
        const bool is_finished = flameup::run(
            flow, counting(), host_, [this](Batches& batches) { return take_turn(batches); });
        return finish(flow, is_finished);
    }

  private:
    network::Executor counting() {
        return [this](const flameup::HttpRequest& request) {
            return count_request(counts_, progress_, executor_, request);
        };
    }

    std::optional<Problem> prepare() {
        if (auto problem = file_.lock()) return problem;
        if (auto problem = file_.load(state_)) return problem;
        if (state_) {
            const std::string why = is_sound(*state_) ? difference(state_->origin, origin_, "input")
                                                      : "its numbers contradict each other";
            if (!why.empty()) return file_.refuse(why);
            counts_ = state_->counts;
            refused_ = state_->refused;
            earlier_seconds_ = counts_.seconds;
            offset_ = state_->offset;
            is_closed_ = state_->flow.is_closed;
        }
        return input_.open(host_, file_, state_);
    }

    /// Reads the input up to where this run begins.
    std::optional<Problem> begin_input() {
        if (auto problem = input_.read_header(left_out_)) return problem;
        rejected_.count_in(input_.thing());
        if (arguments_.dry_run) rejected_.show_at_most(21);
        say_left_out();
        if (state_) return input_.pass_over(*state_);
        auto problem = input_.skip_lines();
        offset_ = input_.offset();
        return problem;
    }

    void say_left_out() {
        const std::string line = left_out_.take_line();
        if (!line.empty()) progress_.remark(line);
    }

    Batches make_flow() {
        flameup::BatchesOptions options;
        options.max_body = longest_person;
        options.retry = patience();
        options.budget = budget_ =
            arguments_.dry_run ? nullptr : budget_of(arguments_.requests_per_minute);
        if (!state_) return Batches(config_, options);
        for (PendingLine& line : state_->lines) lines_.emplace(line.index, std::move(line));
        next_index_ = state_->flow.added;
        if (budget_) budget_->restore(state_->budget, host_.now());
        state_->flow.sending = {}; // a new run retries from the beginning
        state_->flow.suspects = 0;
        for (auto& pending : state_->flow.pending) pending.refusal.reset();
        return Batches(config_, std::move(state_->flow), host_.now(), options);
    }

    /// Takes the outcomes, adds the next people, and saves the state.
    bool take_turn(Batches& flow) {
        record(flow);
        if (flow.error()) return true; // the last saved state stays
        if (!input_.facts() && !save(flow))
            return false; // before reading, which may wait for a pipe
        const bool goes_on = feed(flow) && !host_.is_stopped();
        counts_.seconds = seconds();
        if (!save(flow)) return false;
        progress_.show(reached());
        return goes_on || (!problem_ && is_closed_ && lines_.empty());
    }

    /// Reads lines while the flow wants more; returns false if the import has to stop.
    bool feed(Batches& flow) {
        constexpr int most = 1000; // lines at a time: bad lines do not fill the batch
        InputLine line;
        for (int i = 0; i != most && flow.wants_more() && !host_.is_stopped(); ++i) {
            const auto forever = (LineReader::Clock::time_point::max)();
            const auto got = input_.next(line, lines_.empty() ? forever : send_at_);
            if (got == LineReader::Got::idle) {
                flow.flush();
                break;
            }
            if (got == LineReader::Got::stopped) return false;
            if (got == LineReader::Got::failed) return fail(input_.cannot_read());
            if (got == LineReader::Got::line && counts_.lines == counts_.blank) {
                if (auto problem = input_.check_format(line.text)) return fail(*std::move(problem));
            }
            offset_ = input_.offset();
            is_closed_ = got == LineReader::Got::end;
            is_closed_ ? flow.close() : add(line, flow);
            record(flow);
        }
        return true;
    }

    void add(InputLine& line, Batches& flow) {
        ++counts_.lines;
        if (!line.problem && line.text.find_first_not_of(" \t\r") == std::string::npos) {
            ++counts_.blank;
            return;
        }
        if (lines_.empty()) send_at_ = LineReader::Clock::now() + longest_pause;
        auto person = read_line(line, config_.limits, left_out_);
        say_left_out();
        const std::int64_t index = next_index_++;
        const std::int64_t number = input_.number(counts_.lines);
        lines_.emplace(index, PendingLine{index, number, line.text, line.is_too_long});
        person ? flow.add(*std::move(person))
               : flow.refuse(person.error().code, person.error().message);
    }

    void record(Batches& flow) {
        for (const flameup::PersonOutcome& outcome : flow.take()) {
            counts_.count(outcome.fate);
            const auto line = lines_.extract(outcome.index);
            // People that an error or a signal stopped are left to the next run.
            if (is_stored(outcome.fate) || flow.error() || line.empty()) continue;
            if (is_refused(outcome)) refused_.push_back(line.mapped().line);
            reject(line.mapped(), outcome);
        }
    }

    void reject(const PendingLine& line, const flameup::PersonOutcome& outcome) {
        RejectedLine rejected;
        rejected.line = line.line;
        rejected.code = outcome.code;
        // One message for two cases: the line is too large, or the JSON of the request is.
        const bool is_ours = outcome.code == "too_large" && outcome.status == 0;
        rejected.message = is_ours ? too_large : outcome.message;
        set_bytes(rejected, line.text, line.is_cut);
        rejected_.add(rejected);
    }

    bool save(const Batches& flow) {
        const flameup::Moment now = host_.now();
        if (auto problem = rejected_.flush(file_.is_kept())) return fail(*std::move(problem));
        if (!file_.is_kept()) return true;
        ImportState state;
        state.origin = origin_;
        state.offset = offset_;
        state.checksum = input_.checksum();
        state.rejected_size = rejected_.size();
        state.counts = counts_;
        state.refused = refused_;
        for (const auto& [index, line] : lines_) state.lines.push_back(line);
        if (budget_) state.budget = budget_->save(now);
        state.flow = flow.save(now);
        auto problem = file_.save(state);
        return problem ? fail(*std::move(problem)) : true;
    }

    bool fail(Problem problem) {
        if (!problem_) problem_ = std::move(problem);
        return false;
    }

    Reached reached() const {
        return people_tool::reached(
            counts_, offset_, input_.facts() ? std::optional(input_.facts()->size) : std::nullopt);
    }

    double seconds() const { return to_milliseconds(earlier_seconds_ + progress_.seconds()); }

    int finish(Batches& flow, bool is_finished) {
        record(flow); // a signal may come between an answer and the turn that takes it
        const auto error = flow.error();
        counts_.seconds = is_finished ? counts_.seconds : seconds();
        if (!is_finished && !error && !problem_) save(flow);
        const bool is_done = is_finished || (is_closed_ && lines_.empty());
        const bool is_whole = is_done && !error && !problem_;
        if (!is_whole) {
            flow.cancel();
            record(flow);
        }
        progress_.end(reached());
        const bool is_verified = !arguments_.verify || (is_whole && verify());
        if (!is_whole && !(problem_ && counts_.lines == 0)) say_how_to_continue();
        const int printed = print(import_summary(counts_, arguments_.dry_run));
        if (problem_) return report(*problem_);
        if (error) return report(*error), failed;
        const bool is_good = is_whole && counts_.rejected == 0 && counts_.failed == 0;
        return is_good && is_verified ? printed : failed;
    }

    /// Reads all people back; returns whether they are as they were sent.
    bool verify() {
        progress_.remark("people: reading people back");
        Verification verification(arguments_, config_, host_, progress_, rejected_, refused_);
        const double before = seconds();
        auto problem = verification.run(counting(), budget_, input_.checksum(), counts_);
        counts_.seconds = to_milliseconds(before + progress_.seconds());
        if (!problem) problem = rejected_.flush(file_.is_kept());
        return problem ? fail(*std::move(problem)) : counts_.differing == 0;
    }

    void say_how_to_continue() {
        if (arguments_.dry_run) return progress_.print("people: not all lines were read");

        progress_.print(std::string("people: not all lines were sent; ") +
                        (file_.is_kept() ? "" : "with --state FILE, ") +
                        "the same command continues from there");
    }

    // How long people from a pipe wait for others to be sent with.
    static constexpr std::chrono::seconds longest_pause{2};

    const Arguments& arguments_;
    const flameup::Config& config_;
    StateFile file_;
    Progress progress_;
    Host host_{progress_};
    ImportInput input_;
    RejectedFile rejected_{progress_, "line"};
    LeftOut left_out_;
    Origin origin_;
    network::Executor executor_;
    std::optional<ImportState> state_; // of an earlier run
    std::int64_t offset_ = 0;          // of the input, after the lines that were read
    bool is_closed_ = false;           // the input is at its end
    std::shared_ptr<flameup::RateBudget> budget_;
    std::map<std::int64_t, PendingLine> lines_;
    LineReader::Clock::time_point send_at_; // when to send them in any case
    std::int64_t next_index_ = 0;
    ImportCounts counts_;
    std::vector<std::int64_t> refused_; // numbers of lines, for `verify`
    double earlier_seconds_ = 0;
    std::optional<Problem> problem_;
};

inline int run_import(const Arguments& arguments, const flameup::Config& config) {
    return Import(arguments, config).run();
}

} // namespace people_tool

#endif
