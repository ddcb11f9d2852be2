#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_VERIFY_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_VERIFY_HPP

// `people import --verify`: reads the people back and compares them with what was sent.
//
// The input is read twice more: before the list of all people, to know what was sent, and after it,
// to name the lines that differ.

#include "../lines/left_out.hpp"
#include "../lines/person_line.hpp"
#include "../lines/sent_facts.hpp"
#include "../running/host.hpp"
#include "../running/patience.hpp"
#include "../running/rejected_file.hpp"
#include "export_state.hpp"
#include "import_input.hpp"

#include <flameup/drive/blocking.hpp>
#include <flameup/flow/people_pages.hpp>
#include <flameup/message/validate.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace people_tool {

class Verification {
  public:
    Verification(const Arguments& arguments, const flameup::Config& config, Host& host,
                 Progress& progress, RejectedFile& rejected,
                 const std::vector<std::int64_t>& refused)
        : arguments_(arguments), config_(config), host_(host), progress_(progress),
          rejected_(rejected), refused_(refused.begin(), refused.end()) {}

    /// Compares all people of an input that had this checksum, and counts its lines: those of
    /// earlier runs too, and without those that are rejected already.
    template <class Executor>
    std::optional<Problem> run(const Executor& executor,
                               std::shared_ptr<flameup::RateBudget> budget,
                               const std::string& checksum, ImportCounts& counts) {
        progress_.begin({});
        std::int64_t sent = 0, differing = 0;
        auto problem = read_input(
            checksum, [&](const InputLine&, std::int64_t, const people_tool::Person& person) {
                facts_.add(person);
                ++sent;
            });
        if (problem) return problem;
        facts_.close();
        flameup::PagesOptions options;
        options.once = true;
        options.retry = patience();
        options.budget = std::move(budget);
        Pages flow(config_, Query(), options);
        std::int64_t listed = 0;
        const bool is_finished = flameup::run(flow, executor, host_, [&](Pages& pages) {
            for (const auto& person : pages.take()) {
                facts_.see(person);
                ++listed;
            }
            pages.take_odd(); // they count as missing
            progress_.show({listed});
            return !host_.is_stopped();
        });
        if (flow.error()) return Problem{to_string(flow.error()->kind), *flow.error()};
        if (!is_finished) return stopped();
        problem = read_input(checksum, [&](const InputLine& line, std::int64_t number,
                                           const people_tool::Person& person) {
            const std::string message = difference(person);
            if (message.empty()) return;
            ++differing;
            RejectedLine rejected;
            rejected.line = number;
            rejected.code = "differs";
            rejected.message = message;
            set_bytes(rejected, line.text, false);
            rejected_.add(rejected);
        });
        if (problem) return problem;
        counts.verified = sent - differing;
        counts.differing = differing;
        return std::nullopt;
    }

  private:
    static Problem stopped() {
        return problem("input", "stopped", "stopped before all people were compared");
    }

    /// Calls `use` for each person of the input whom an import sends.
    template <class Use>
    std::optional<Problem> read_input(const std::string& checksum, const Use& use) {
        const StateFile none{std::nullopt};
        ImportInput input(arguments_, config_.limits);
        LeftOut ignored;
        input.read_options(arguments_);
        if (auto problem = input.open(host_, none, std::nullopt)) return problem;
        if (auto problem = input.read_header(ignored)) return problem;
        if (auto problem = input.skip_lines()) return problem;
        InputLine line;
        for (std::int64_t number = 1;; ++number) {
            const auto got = input.next(line, (LineReader::Clock::time_point::max)());
            if (got == ImportInput::Got::failed) return input.cannot_read();
            if (got == ImportInput::Got::stopped) return stopped();
            if (got != ImportInput::Got::line) break;
            const auto person = read_line(line, config_.limits, ignored);
            if (!person) continue;
            if (!flameup::validate(config_, *person)) continue; // it was not sent
            if (refused_.count(input.number(number)) != 0) continue;
            use(line, input.number(number), *person);
        }
        if (input.checksum().text() == checksum) return std::nullopt;
        return problem("input", "changed_input",
                       "the input has changed since it was sent: nothing is known of its people");
    }

    /// Says how the server's person differs; empty if it does not.
    std::string difference(const people_tool::Person& person) const {
        std::string others, missing;
        bool is_there = true;
        for_each_fact(person, [&](const std::string& name, const Fact& fact) {
            const auto found = facts_.found(fact);
            if (found == SentFacts::Found::other) others += " " + name;
            if (found != SentFacts::Found::nothing) return;
            is_there = is_there && name != "userId";
            missing += " " + name;
        });
        if (!is_there) return "the server does not have this person";
        std::string text;
        if (!others.empty()) text = "the server has another value of" + others;
        if (!missing.empty()) {
            text += (text.empty() ? "the server does not have" : "; it does not have") + missing;
        }
        return text;
    }

    const Arguments& arguments_;
    const flameup::Config& config_;
    Host& host_;
    Progress& progress_;
    RejectedFile& rejected_;
    std::unordered_set<std::int64_t> refused_; // numbers of lines
    SentFacts facts_;
};

} // namespace people_tool

#endif
