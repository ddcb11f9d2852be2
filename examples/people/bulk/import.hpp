#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_HPP

// `people import`: upserts the people of a file, one a line of JSON or a row of CSV.

#include "../options/executors.hpp"
#include "../running/host.hpp"
#include "../running/patience.hpp"
#include "../running/rejected_file.hpp"
#include "../running/requests.hpp"
#include "dry_run.hpp"
#include "import_input.hpp"
#include "import_lines.hpp"
#include "import_state.hpp"
#include "import_summary.hpp"
#include "lanes.hpp"
#include "traffic.hpp"
#include "verify.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
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
          input_(arguments, config.limits), lines_(input_, config.limits, progress_),
          origin_(import_origin(arguments, config)) {}

    int run() {
        const std::string wrong = input_.read_options(arguments_);
        if (!wrong.empty()) return usage_error(wrong);
        if (arguments_.dry_run && file_.is_kept())
            return usage_error("a dry run has no --state: it does not begin anything");
        if (arguments_.verify && (arguments_.dry_run || arguments_.words[1] == "-"))
            return usage_error("--verify needs an import from a file, which is read again");
        if (static_cast<std::size_t>(arguments_.concurrency) > Requests::most)
            return usage_error("this program was built without threads: --concurrency is 1");
        if (const auto problem = prepare()) return report(*problem);
        const StopOnSignal signals(host_, file_.is_kept());
        if (arguments_.dry_run) rejected_.show_at_most(21);
        rejected_.count_in(input_.thing());
        if (const auto problem = lines_.begin(state_)) return report(*problem);
        const auto saved_size = state_ ? std::optional(state_->rejected_size) : std::nullopt;
        if (const auto problem = rejected_.open(arguments_, saved_size, input_.facts())) {
            return report(*problem);
        }
        begin_lanes();
        progress_.begin(reached());
        // Saved before a line is rejected: the next run sees by it which lines this run added.
        if (saved_size || save()) {
            while (goes_on() && !lanes_->are_over()) take_turn();
        }
        traffic_->finish([this](Lane& lane) { record(lane); }, [this] { save_changes(); });
        return finish();
    }

  private:
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
        }
        return input_.open(host_, file_, state_);
    }

    void begin_lanes() {
        // What is not a server answers at once, to one request at a time.
        const bool is_server =
            !arguments_.dry_run && !arguments_.reply && !is_in_memory(arguments_);
        const auto count = static_cast<std::size_t>(is_server ? arguments_.concurrency : 1);
        std::vector<network::Executor> executors;
        while (executors.size() != count) {
            executors.push_back(arguments_.dry_run ? network::Executor(&answer_without_sending)
                                                   : choose_executor(arguments_, config_, [this] {
                                                         return host_.gives_up();
                                                     }));
        }
        flameup::BatchesOptions options;
        options.max_body = longest_person;
        options.retry = patience();
        if (!arguments_.dry_run) budget_ = budget_of(arguments_.requests_per_minute);
        options.budget = budget_;
        if (budget_ && state_) budget_->restore(state_->budget, host_.now());
        lanes_.emplace(config_, options, count, state_ ? *std::move(state_) : ImportState(),
                       host_.now());
        traffic_.emplace(*lanes_, std::move(executors), host_, progress_, counts_);
    }

    bool goes_on() const { return !error_ && !problem_ && !host_.is_stopped(); }

    /// Takes the answers, adds the next people, saves the state, and sends what is to be sent.
    void take_turn() {
        traffic_->take_answers([this](Lane& lane) { record(lane); });
        if (!input_.facts()) { // reading may wait for a pipe
            save_changes();
            advance();
        }
        feed();
        if (lines_.is_at_end()) lanes_->close();
        save_changes();
        advance();
        progress_.show(reached());
        const bool reads = !lines_.is_at_end() && !lines_.next() && lanes_->filling() != nullptr;
        if (goes_on() && !reads && !is_changed_ && !lanes_->are_over()) traffic_->rest();
    }

    void advance() {
        traffic_->advance([this](Lane& lane) { record(lane); }, [this] { return goes_on(); });
    }

    /// Reads lines while lanes have room.
    void feed() {
        constexpr int most = 2000; // lines at a time: bad lines do not fill a lane
        for (int i = 0; i != most && goes_on() && !lines_.is_at_end(); ++i) {
            Lane* const lane = lanes_->filling();
            if (lane == nullptr || !look()) return;
            const ReadLine& next = *lines_.next();
            if (next.person && lanes_->has_to_wait(*next.person)) return;
            add(lines_.take());
            record(*lane);
        }
    }

    /// Reads a line; returns false if there is none now.
    bool look() {
        using Clock = Lanes::Clock;
        constexpr std::chrono::milliseconds longest{50}; // without a look at the other lanes
        auto until = lanes_->send_at();
        if (lanes_->are_busy()) until = (std::min)(until, Clock::now() + longest);
        const auto got = lines_.look(until);
        if (got == LineReader::Got::idle && lanes_->send_at() <= Clock::now()) lanes_->flush();
        if (got == LineReader::Got::failed) fail(*lines_.problem());
        return got == LineReader::Got::line;
    }

    void add(ReadLine read) {
        ++counts_.lines;
        is_changed_ = true;
        if (read.is_blank) {
            ++counts_.blank;
        } else if (read.person) {
            lanes_->add(std::move(read.line), *std::move(read.person));
        } else {
            lanes_->refuse(std::move(read.line), read.person.error());
        }
    }

    /// Takes a lane's outcomes.
    void record(Lane& lane) {
        if (lane.flow.error()) { // its people are left to the next run
            if (!error_) error_ = lane.flow.error();
            return;
        }
        bool has_stored = false;
        for (const flameup::PersonOutcome& outcome : lane.flow.take()) {
            is_changed_ = true;
            counts_.count(outcome.fate);
            const auto line = lane.lines.extract(outcome.index);
            has_stored |= is_stored(outcome.fate);
            if (!is_stored(outcome.fate) && !line.empty()) {
                if (is_refused(outcome)) refused_.push_back(line.mapped().line);
                rejected_.add(rejection(line.mapped(), outcome));
            }
        }
        if (!has_stored) return;
        for (Lane& other : lanes_->all()) {
            if (&other == &lane) continue;
            other.flow.note_stored();
            record(other);
        }
    }

    void save_changes() {
        if (!is_changed_) return;
        counts_.seconds = seconds();
        save();
    }

    bool save() {
        is_changed_ = false;
        const flameup::Moment now = host_.now();
        if (auto problem = rejected_.flush(file_.is_kept())) return fail(*std::move(problem));
        if (!file_.is_kept()) return true;
        ImportState state;
        state.origin = origin_;
        state.offset = lines_.offset();
        state.checksum = lines_.checksum().text();
        state.rejected_size = rejected_.size();
        state.counts = counts_;
        state.refused = refused_;
        if (budget_) state.budget = budget_->save(now);
        lanes_->save(state, now);
        state.flow.is_closed = lines_.is_at_end();
        if (auto problem = file_.save(state)) return fail(*std::move(problem));
        lanes_->keep(std::move(state.flow));
        return true;
    }

    bool fail(Problem problem) {
        if (!problem_) problem_ = std::move(problem);
        return false;
    }

    Reached reached() const {
        return people_tool::reached(
            counts_, lines_.offset(),
            input_.facts() ? std::optional(input_.facts()->size) : std::nullopt, arguments_.limit);
    }

    double seconds() const { return to_milliseconds(earlier_seconds_ + progress_.seconds()); }

    int finish() {
        const bool is_finished = lanes_->are_over() && !error_ && !problem_;
        if (!is_finished) {
            counts_.seconds = seconds();
            save();
        }
        const bool is_done = lines_.is_at_end() && !lanes_->have_lines();
        const bool is_whole = is_done && !error_ && !problem_;
        if (!is_whole) count_left();
        progress_.end(reached());
        const bool is_verified = !arguments_.verify || (is_whole && verify());
        if (!is_whole && !(problem_ && counts_.lines == 0)) {
            progress_.print(how_to_continue(arguments_.dry_run, file_.is_kept()));
        }
        const int printed = print(import_summary(counts_, arguments_.dry_run));
        if (problem_) return report(*problem_);
        if (error_) return report(*error_), failed;
        const bool is_good = is_whole && counts_.rejected == 0 && counts_.failed == 0;
        return is_good && is_verified ? printed : failed;
    }

    /// Counts the people who are left to the next run.
    void count_left() {
        for (Lane& lane : lanes_->all()) {
            lane.flow.cancel();
            for (const auto& outcome : lane.flow.take()) counts_.count(outcome.fate);
        }
    }

    /// Reads all people back; returns whether they are as they were sent.
    bool verify() {
        progress_.remark("people: reading people back");
        Verification verification(arguments_, config_, host_, progress_, rejected_, refused_);
        const double before = seconds();
        const auto count = [this](const flameup::HttpRequest& request) {
            return count_request(counts_, progress_, traffic_->executor(), request);
        };
        auto problem = verification.run(count, budget_, lines_.checksum().text(), counts_);
        counts_.seconds = to_milliseconds(before + progress_.seconds());
        if (!problem) problem = rejected_.flush(file_.is_kept());
        return problem ? fail(*std::move(problem)) : counts_.differing == 0;
    }

    const Arguments& arguments_;
    const flameup::Config& config_;
    StateFile file_;
    Progress progress_;
    Host host_{progress_};
    ImportInput input_;
    ImportLines lines_;
    RejectedFile rejected_{progress_, "line"};
    Origin origin_;
    std::optional<ImportState> state_; // of an earlier run
    std::shared_ptr<flameup::RateBudget> budget_;
    ImportCounts counts_;
    std::vector<std::int64_t> refused_; // numbers of lines, for `verify`
    double earlier_seconds_ = 0;
    bool is_changed_ = false; // since it was saved
    std::optional<flameup::Error> error_;
    std::optional<Problem> problem_;
    std::optional<Lanes> lanes_;
    std::optional<Traffic> traffic_; // which is destroyed first: it uses all others
};

inline int run_import(const Arguments& arguments, const flameup::Config& config) {
    return Import(arguments, config).run();
}

} // namespace people_tool

#endif
