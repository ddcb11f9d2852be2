#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_EXPORT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_EXPORT_HPP

// `people export`: prints the people that a query finds, one a line of JSON or a row of CSV.

#include "../options/executors.hpp"
#include "../running/host.hpp"
#include "../running/patience.hpp"
#include "../running/rejected_file.hpp"
#include "../running/summary.hpp"
#include "export_format.hpp"
#include "export_state.hpp"
#include "where.hpp"

#include <flameup.hpp>
#include <flameup/drive/blocking.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace people_tool {

class Export {
  public:
    Export(const Arguments& arguments, const flameup::Config& config)
        : arguments_(arguments), config_(config), file_(arguments.state) {}

    int run() {
        const std::string wrong = writer_.read_options(arguments_);
        if (!wrong.empty()) return usage_error(wrong);
        const std::string unknown = where_.read(arguments_.where);
        if (!unknown.empty()) return usage_error(unknown);
        if (const auto code = read_query()) return *code;
        if (const auto problem = prepare()) return report(*problem);
        const auto saved_size = state_ ? std::optional(state_->rejected_size) : std::nullopt;
        if (const auto problem =
                rejected_.open(arguments_, saved_size, regular_file(STDOUT_FILENO))) {
            return report(*problem);
        }
        Pages flow = make_flow();
        const network::Executor executor =
            choose_executor(arguments_, config_, [this] { return host_.gives_up(); });
        const auto counting = [&](const flameup::HttpRequest& request) {
            auto executed = count_request(counts_, progress_, executor, request);
            if (executed && progress_.is_terminal()) learn_total(*executed);
            return executed;
        };
        const StopOnSignal signals(host_, file_.is_kept());
        if (is_terminal(STDOUT_FILENO)) progress_.be_quiet();
        progress_.begin(reached());
        // Saved before anything is printed, so that the next run can cut off a part of a page.
        if (!state_ && !save(flow)) return finish(flow, false);
        const bool is_finished =
            flameup::run(flow, counting, host_, [this](Pages& pages) { return take_turn(pages); });
        return finish(flow, is_finished);
    }

  private:
    /// Returns an exit code if the query is wrong.
    std::optional<int> read_query() {
        auto query = flameup::from_json<Query>(arguments_.query.value_or("{}"), config_.limits,
                                               flameup::Strictness::full());
        if (!query) {
            flameup::Error error = query.error();
            error.message = "in --query, " + error.message;
            return report(error, "usage");
        }
        query_ = arguments_.query ? *std::move(query) : where_.query();
        if (!query_.limit) {
            constexpr std::int64_t most = 500; // that a page may have
            const bool is_all = arguments_.limit < 0 || !arguments_.where.empty();
            query_.limit = std::clamp(is_all ? most : arguments_.limit, std::int64_t{1}, most);
        }
        if (arguments_.skip != 0) query_.offset = query_.offset.value_or(0) + arguments_.skip;
        const auto request = build(config_, query_);
        if (!request) return report(request.error());
        return std::nullopt;
    }

    std::optional<Problem> prepare() {
        origin_.task = "export";
        origin_.server = server_name(arguments_, config_);
        origin_.workspace = config_.workspace_id;
        if (const auto text = flameup::to_json(query_)) origin_.subject = *text;
        origin_.reading = export_options(arguments_);
        if (arguments_.rejected) origin_.rejected = well_formed(canonical(*arguments_.rejected));
        if (auto problem = file_.lock()) return problem;
        std::vector<std::string> ids;
        if (auto problem = file_.load(state_, &ids)) return problem;
        if (state_) state_->flow.seen = std::move(ids);
        if (!state_) return std::nullopt;
        const std::string why = difference(state_->origin, origin_, "query");
        if (!why.empty()) return file_.refuse(why);
        counts_ = state_->counts;
        has_head_ = state_->has_head;
        earlier_seconds_ = counts_.seconds;
        return cut_output();
    }

    // Cuts off what was printed after the state was saved: this run prints it again.
    std::optional<Problem> cut_output() {
        const auto facts = regular_file(STDOUT_FILENO);
        if (!facts || !state_->output) return std::nullopt;
        const OutputFile& output = *state_->output;
        if (facts->device != output.device || facts->inode != output.inode) {
            progress_.print(
                "people: the output is not the file of the last run: only the rest is written");
            return std::nullopt;
        }
        if (facts->size < output.size) {
            return file_.refuse("the output is shorter than after the last run; continue "
                                "it with `>> FILE`, as `> FILE` empties it");
        }
        if (truncate(STDOUT_FILENO, output.size) && seek(STDOUT_FILENO, 0, SEEK_END) >= 0) {
            return std::nullopt;
        }
        return cannot_write("the people");
    }

    Pages make_flow() {
        flameup::PagesOptions options;
        options.once = true;
        options.retry = patience();
        options.budget = budget_ = budget_of(arguments_.requests_per_minute);
        if (!state_) return Pages(config_, query_, options);
        if (budget_) budget_->restore(state_->budget, host_.now());
        state_->flow.sending = {}; // a new run retries from the beginning
        position_ = state_->flow.query.offset.value_or(0);
        return Pages(config_, std::move(state_->flow), host_.now(), options);
    }

    void learn_total(const flameup::HttpResponse& response) {
        const auto read = flameup::from_json<ListTotal>(response.body, config_.limits);
        if (read && read->total) total_ = read->total;
    }

    /// Prints a page and saves the state after it.
    bool take_turn(Pages& flow) {
        std::string text = has_head_ ? std::string() : writer_.head();
        auto people = flow.take();
        const std::size_t listed = people.size();
        const auto is_other = [&](const auto& person) {
            return !where_.holds(person, config_.limits);
        };
        if (!arguments_.where.empty())
            people.erase(std::remove_if(people.begin(), people.end(), is_other), people.end());
        if (people.size() > room()) people.resize(room());
        for (const auto& person : people) {
            if (const auto added = writer_.append(text, person); !added) {
                return fail({"output", added.error()});
            }
        }
        if (!write_result(text)) return fail(cannot_write("the people"));
        has_head_ = true;
        counts_.people += static_cast<std::int64_t>(people.size());
        const auto odd = flow.take_odd();
        for (const flameup::OddElement& person : odd) reject(person);
        ++counts_.pages;
        counts_.seconds = seconds();
        if (!save_sometimes(flow)) return false;
        position_ += static_cast<std::int64_t>(listed + odd.size());
        progress_.show(reached());
        return room() != 0 && !host_.is_stopped();
    }

    /// How many people may be printed by `--limit`.
    std::size_t room() const {
        if (arguments_.limit < 0) return (std::numeric_limits<std::size_t>::max)();
        return static_cast<std::size_t>(
            (std::max)(arguments_.limit - counts_.people, std::int64_t{0}));
    }

    void reject(const flameup::OddElement& person) {
        RejectedLine rejected;
        rejected.line = position_ + person.index + 1;
        rejected.code = person.code;
        rejected.message = "at " + person.path + ": " + person.message;
        rejected.text = person.json;
        rejected_.add(rejected);
        ++counts_.rejected;
    }

    // The state of a long list holds many ids. It is saved each time the list has grown by a tenth,
    // so that the time for saving grows in proportion to the list.
    bool save_sometimes(const Pages& flow) {
        if ((counts_.people - saved_people_) * 10 < counts_.people) return true;
        saved_people_ = counts_.people;
        return save(flow);
    }

    bool save(const Pages& flow) {
        if (auto problem = rejected_.flush(file_.is_kept())) return fail(*std::move(problem));
        if (!file_.is_kept()) return true;
        ExportState state;
        state.origin = origin_;
        state.rejected_size = rejected_.size();
        if (const auto facts = regular_file(STDOUT_FILENO)) {
            if (!flush_to_disk(STDOUT_FILENO)) return fail(cannot_write("the people"));
            state.output = OutputFile{facts->device, facts->inode, facts->size};
        }
        const flameup::Moment now = host_.now();
        state.counts = counts_;
        state.has_head = has_head_;
        if (budget_) state.budget = budget_->save(now);
        state.flow = flow.save_without_seen(now);
        auto problem = file_.save(state, flow.seen()); // without a copy of the ids
        return problem ? fail(*std::move(problem)) : true;
    }

    bool fail(Problem problem) {
        if (!problem_) problem_ = std::move(problem);
        return false;
    }

    static bool is_at_end(const Pages::State& state) {
        return state.is_over && state.people.empty();
    }

    Reached reached() const { return {counts_.people, position_, total_, counts_.rejected}; }

    void print_head() {
        if (!write_result(writer_.head())) fail(cannot_write("the people"));
        has_head_ = true;
    }

    double seconds() const { return to_milliseconds(earlier_seconds_ + progress_.seconds()); }

    int finish(const Pages& flow, bool is_finished) {
        // A signal may come between the last page and the turn that prints it.
        const bool is_over =
            is_finished || room() == 0 || is_at_end(flow.save_without_seen(host_.now()));
        if (is_over && !flow.error() && !has_head_) print_head(); // there is nobody
        const bool is_whole = is_over && !flow.error() && !problem_;
        const bool is_new =
            !state_ || state_->counts.requests != counts_.requests || state_->has_head != has_head_;
        if (is_new) counts_.seconds = seconds();
        if (!problem_ && is_new) save(flow);
        if (problem_ && is_closed_pipe(*problem_)) return progress_.leave(), closed_pipe;
        progress_.end(reached());
        if (!is_whole) {
            progress_.print(file_.is_kept()
                                ? "people: not all people were listed; the same command continues"
                                : "people: not all people were listed");
        }
        if (!printing().is_quiet) std::fputs(summary_line(counts_, STDERR_FILENO).c_str(), stderr);
        if (problem_) return report(*problem_);
        if (flow.error()) return report(*flow.error()), failed;
        return is_whole && counts_.rejected == 0 ? success : failed;
    }

    const Arguments& arguments_;
    const flameup::Config& config_;
    StateFile file_;
    Progress progress_;
    Host host_{progress_};
    RejectedFile rejected_{progress_, "person"};
    PersonWriter writer_{config_.limits};
    bool has_head_ = false; // is printed
    Query query_;
    Where where_;
    Origin origin_;
    std::optional<ExportState> state_; // of an earlier run
    std::shared_ptr<flameup::RateBudget> budget_;
    ExportCounts counts_;
    double earlier_seconds_ = 0;
    std::int64_t position_ = 0; // in the list
    std::optional<std::int64_t> total_;
    std::int64_t saved_people_ = 0; // at the last save
    std::optional<Problem> problem_;
};

inline int run_export(const Arguments& arguments, const flameup::Config& config) {
    return Export(arguments, config).run();
}

} // namespace people_tool

#endif
