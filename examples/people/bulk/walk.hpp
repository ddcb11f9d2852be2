#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_WALK_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_WALK_HPP

// An operation on one person, done for all whom `--where` finds.
//
// First the whole list is read, and the ids of those people are kept: nobody is missed, although
// the list may change with each step. Then each of them gets the operation, in a request of its
// own.

#include "../commands/command.hpp"
#include "../options/executors.hpp"
#include "../options/identity.hpp"
#include "../running/host.hpp"
#include "../running/patience.hpp"
#include "../running/rejected_file.hpp"
#include "../running/summary.hpp"
#include "export_state.hpp"
#include "walk_state.hpp"
#include "where.hpp"

#include <flameup/drive/blocking.hpp>
#include <flameup/flow/call_flow.hpp>
#include <flameup/flow/people_pages.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace people_tool {

template <class Operation, class = void> struct changes_a_person : std::false_type {};
template <class Operation>
struct changes_a_person<Operation, std::void_t<decltype(std::declval<Operation&>().person_id)>>
    : std::bool_constant<Operation::route.method != flameup::Method::get> {};

template <class Operation> class Walk {
  public:
    Walk(const Call& call, Operation operation)
        : arguments_(call.arguments), config_(call.config), operation_(std::move(operation)),
          name_(call.command.name), file_(call.arguments.state) {}

    int run() {
        if (const std::string wrong = check(); !wrong.empty()) return usage_error(wrong);
        if (const auto problem = check_identity(arguments_)) return report(*problem);
        if (const auto problem = prepare()) return report(*problem);
        executor_ = choose_executor(arguments_, config_, [this] { return host_.gives_up(); });
        budget_ = budget_of(arguments_.requests_per_minute);
        if (budget_ && state_) budget_->restore(state_->budget, host_.now());
        const StopOnSignal signals(host_, file_.is_kept());
        if (!state_) {
            if (const auto problem = list()) return report(*problem);
            if (arguments_.dry_run) return print(summary_line(counts_, STDOUT_FILENO));
        }
        if (counts_.left != 0 && !arguments_.yes && !is_confirmed()) return refused;
        const auto saved_size = state_ ? std::optional(state_->rejected_size) : std::nullopt;
        if (const auto problem = rejected_.open(arguments_, saved_size, {})) {
            return report(*problem);
        }
        progress_.begin(reached());
        earlier_seconds_ = counts_.seconds;
        if (state_ || save()) go();
        return finish();
    }

  private:
    std::string check() {
        if (!operation_.person_id.empty()) return "a person and --where are two ways to say who";
        if (arguments_.dry_run && file_.is_kept()) return "a dry run has no --state";
        const bool can_ask = is_terminal(STDIN_FILENO) && is_terminal(STDERR_FILENO);
        if (!arguments_.yes && !arguments_.dry_run && !can_ask) {
            return name_ + " --where asks before it begins; without a terminal it needs --yes, or "
                           "--dry-run to count the people; `people export --where` prints them";
        }
        return where_.read(arguments_.where);
    }

    std::optional<Problem> prepare() {
        Operation sample = operation_; // what is wrong with it is wrong for each person
        Operation empty;
        sample.person_id = empty.person_id =
            config_.workspace_id.empty() ? "user" : "00000000-0000-4000-8000-000000000000";
        const auto request = build(config_, sample);
        if (!request) return Problem{to_string(request.error().kind), request.error()};
        const auto of_nothing = build(config_, empty);
        if (of_nothing && !request->body.empty() && request->body == of_nothing->body) {
            return problem("usage", "nothing_to_change",
                           "there is nothing to change; people " + name_ +
                               " --help lists what can be changed");
        }
        origin_.task = name_;
        origin_.server = server_name(arguments_, config_);
        origin_.workspace = config_.workspace_id;
        for (const std::string& each : arguments_.where)
            origin_.subject += well_formed(each) + "\n";
        if (const auto text = flameup::to_json(operation_)) origin_.reading = *text;
        if (arguments_.rejected) origin_.rejected = well_formed(canonical(*arguments_.rejected));
        if (auto problem = file_.lock()) return problem;
        if (auto problem = file_.load(state_, &ids_)) return problem;
        if (!state_) return std::nullopt;
        const std::string why = is_sound(*state_, ids_.size())
                                    ? difference(state_->origin, origin_, "choice of people")
                                    : "its numbers contradict each other";
        if (!why.empty()) return file_.refuse(why);
        counts_ = state_->counts;
        return std::nullopt;
    }

    network::Executor counting() {
        return [this](const flameup::HttpRequest& request) {
            return count_request(counts_, progress_, executor_, request);
        };
    }

    /// Finds out whom the operation is for.
    std::optional<Problem> list() {
        flameup::PagesOptions options;
        options.once = true;
        options.retry = patience();
        options.budget = budget_;
        Pages flow(config_, where_.query(), options);
        progress_.begin({});
        std::int64_t listed = 0, odd = 0;
        const bool is_finished = flameup::run(flow, counting(), host_, [&](Pages& pages) {
            for (const auto& person : pages.take()) {
                ++listed;
                if (where_.holds(person, config_.limits)) ids_.push_back(id_of(person));
            }
            odd += static_cast<std::int64_t>(pages.take_odd().size());
            progress_.show({listed});
            return !host_.is_stopped();
        });
        if (flow.error()) return Problem{to_string(flow.error()->kind), *flow.error()};
        if (!is_finished) {
            return problem("input", "stopped",
                           "stopped before all people were listed; nobody was changed");
        }
        if (odd != 0) {
            progress_.print("people: " + std::to_string(odd) +
                            " people cannot be read, and are left as they are");
        }
        counts_.people = counts_.left = static_cast<std::int64_t>(ids_.size());
        counts_.seconds = to_milliseconds(progress_.seconds());
        return std::nullopt;
    }

    /// The id by which operations find a person; empty if there is none.
    std::string id_of(const Where::Person& person) const {
        if (!config_.workspace_id.empty()) return person.id.value_or("");
        if (person.userId && !person.userId->empty()) return *person.userId;
        return person.email.value_or("");
    }

    bool is_confirmed() {
        std::fprintf(stderr, "%s %lld people at %s? Type yes to go on: ", name_.c_str(),
                     static_cast<long long>(counts_.left), origin_.server.c_str());
        std::fflush(stderr);
        std::string answer;
        for (char byte = 0; byte != '\n' && !host_.is_stopped();) {
            if (!wait_to_read(STDIN_FILENO, 100)) continue;
            if (read_some(STDIN_FILENO, &byte, 1) != 1) break;
            if (byte != '\r' && byte != '\n') answer += byte;
        }
        if (answer == "yes" && !host_.is_stopped()) return true;
        std::fputs("people: nobody was changed\n", stderr);
        return false;
    }

    void go() {
        flameup::FlowOptions options;
        options.retry = patience();
        options.budget = budget_;
        // So that the time for saving grows in proportion to the people.
        const auto step = static_cast<std::int64_t>(ids_.size() / 500 + 1);
        while (counts_.left != 0 && !host_.is_stopped()) {
            Operation operation = operation_;
            operation.person_id = ids_[static_cast<std::size_t>(counts_.reached())];
            flameup::CallFlow<Operation> flow(config_, operation, options);
            flameup::run(flow, counting(), host_);
            if (!flow.outcome()) break; // stopped
            if (!take(*flow.outcome(), operation)) break;
            counts_.left = counts_.people - counts_.reached();
            counts_.seconds = seconds();
            if (counts_.reached() % step == 0 && !save()) break;
            progress_.show(reached());
        }
    }

    /// Counts an outcome; false if it is an error that is not one of this person.
    template <class Outcome> bool take(const Outcome& outcome, const Operation& operation) {
        constexpr int most = 32; // refusals in a row while nobody is accepted
        if (outcome) return ++counts_.done, refusals_ = 0, true;
        const flameup::Error& error = outcome.error();
        if (error.status == 404) return ++counts_.gone, true;
        const bool is_refusal = error.kind == flameup::ErrorKind::validation ||
                                error.status == 400 || error.status == 409 || error.status == 422;
        if (!is_refusal || (counts_.done == 0 && ++refusals_ >= most)) {
            error_ = error;
            return false;
        }
        ++counts_.rejected;
        RejectedLine rejected;
        rejected.line = counts_.reached();
        rejected.code = well_formed(error.code);
        rejected.message = well_formed(error.message);
        if (const auto text = flameup::to_json(operation)) rejected.text = *text;
        rejected_.add(rejected);
        return true;
    }

    bool save() {
        if (auto problem = rejected_.flush(file_.is_kept())) return fail(*std::move(problem));
        if (!file_.is_kept()) return true;
        WalkState state;
        state.origin = origin_;
        state.rejected_size = rejected_.size();
        state.counts = counts_;
        if (budget_) state.budget = budget_->save(host_.now());
        auto problem = file_.save(state, ids_);
        return problem ? fail(*std::move(problem)) : true;
    }

    bool fail(Problem problem) {
        if (!problem_) problem_ = std::move(problem);
        return false;
    }

    Reached reached() const {
        return {counts_.reached(), counts_.reached(), counts_.people, counts_.rejected};
    }
    double seconds() const { return to_milliseconds(earlier_seconds_ + progress_.seconds()); }

    int finish() {
        if (!problem_) save();
        progress_.end(reached());
        if (counts_.left != 0) {
            progress_.print(std::string("people: some people are left; ") +
                            (file_.is_kept() ? "" : "with --state FILE, ") +
                            "the same command continues from there");
        }
        const int printed = print(summary_line(counts_, STDOUT_FILENO));
        if (problem_) return report(*problem_);
        if (error_) return report(*error_), failed;
        return counts_.left == 0 && counts_.rejected == 0 ? printed : failed;
    }

    const Arguments& arguments_;
    const flameup::Config& config_;
    Operation operation_; // without a person
    std::string name_;
    StateFile file_;
    Progress progress_;
    Host host_{progress_};
    RejectedFile rejected_{progress_, "person"};
    Where where_;
    Origin origin_;
    std::optional<WalkState> state_; // of an earlier run
    std::vector<std::string> ids_;
    network::Executor executor_;
    std::shared_ptr<flameup::RateBudget> budget_;
    WalkCounts counts_;
    double earlier_seconds_ = 0;
    int refusals_ = 0;
    std::optional<flameup::Error> error_;
    std::optional<Problem> problem_;
};

} // namespace people_tool

#endif
