#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_LINES_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_LINES_HPP

// The lines of an import, each of which is looked at before it is taken.

#include "../lines/left_out.hpp"
#include "../lines/person_line.hpp"
#include "../lines/rejected_line.hpp"
#include "../running/progress.hpp"
#include "../system/checksum.hpp"
#include "import_input.hpp"
#include "import_state.hpp"

#include <flameup/flow/people_batches_state.hpp>
#include <flameup/value/limits.hpp>
#include <flameup/value/result.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace people_tool {

/// A line, and the person in it, or why there is none.
struct ReadLine {
    PendingLine line;
    bool is_blank = false;
    flameup::Result<Person> person{Person()};
};

/// Returns the report of a line whose person was not stored.
inline RejectedLine rejection(const PendingLine& line, const flameup::PersonOutcome& outcome) {
    RejectedLine rejected;
    rejected.line = line.line;
    rejected.code = outcome.code;
    // One message for two cases: the line is too large, or the JSON of the request is.
    const bool is_ours = outcome.code == "too_large" && outcome.status == 0;
    rejected.message = is_ours ? too_large : outcome.message;
    set_bytes(rejected, line.text, line.is_cut);
    return rejected;
}

class ImportLines {
  public:
    using Got = LineReader::Got;

    ImportLines(ImportInput& input, const flameup::Limits& limits, Progress& progress)
        : input_(input), limits_(limits), progress_(progress) {}

    /// Reads the open input up to where this run begins: behind what the state has.
    std::optional<Problem> begin(const std::optional<ImportState>& state) {
        if (auto problem = input_.read_header(left_out_)) return problem;
        say_left_out();
        if (auto problem = state ? input_.pass_over(*state) : input_.skip_lines()) return problem;
        if (state) {
            is_at_end_ = state->flow.is_closed;
            count_ = state->counts.lines;
            blank_ = state->counts.blank;
        }
        offset_ = state ? state->offset : input_.offset();
        checksum_ = input_.checksum();
        return std::nullopt;
    }

    /// Reads the next line, until a time if it has to wait; `line` if there is one that was not
    /// taken yet. After `failed`, there is a `problem`.
    Got look(LineReader::Clock::time_point until) {
        if (next_) return Got::line;
        InputLine line;
        const Got got = input_.next(line, until);
        is_at_end_ = got == Got::end;
        if (got == Got::failed) problem_ = input_.cannot_read();
        if (got == Got::line && count_ == blank_) problem_ = input_.check_format(line.text);
        if (problem_) return Got::failed;
        if (got == Got::line) read(std::move(line));
        return got;
    }

    /// The line that was read, and not taken.
    const std::optional<ReadLine>& next() const noexcept { return next_; }

    /// Takes that line; only then it counts as read.
    ReadLine take() {
        ReadLine line = *std::exchange(next_, std::nullopt);
        ++count_;
        if (line.is_blank) ++blank_;
        offset_ = input_.offset();
        checksum_ = input_.checksum();
        return line;
    }

    const std::optional<Problem>& problem() const noexcept { return problem_; }

    /// The bytes of the lines that were taken, with all before them, and their checksum.
    std::int64_t offset() const noexcept { return offset_; }
    const Checksum& checksum() const noexcept { return checksum_; }

    /// Tells whether there are no more lines.
    bool is_at_end() const noexcept { return is_at_end_; }

  private:
    void read(InputLine line) {
        ReadLine& next = next_.emplace();
        next.is_blank = !line.problem && line.text.find_first_not_of(" \t\r") == std::string::npos;
        if (!next.is_blank) {
            next.person = read_line(line, limits_, left_out_);
            say_left_out();
        }
        next.line.line = input_.number(count_ + 1);
        next.line.text = std::move(line.text);
        next.line.is_cut = line.is_too_long;
    }

    void say_left_out() {
        const std::string line = left_out_.take_line();
        if (!line.empty()) progress_.remark(line);
    }

    ImportInput& input_;
    flameup::Limits limits_;
    Progress& progress_;
    LeftOut left_out_;
    std::optional<ReadLine> next_;
    std::optional<Problem> problem_;
    std::int64_t count_ = 0, blank_ = 0; // of the lines that were taken
    std::int64_t offset_ = 0;
    Checksum checksum_;
    bool is_at_end_ = false;
};

} // namespace people_tool

#endif
