#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_INPUT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_INPUT_HPP

// The input of an import: it is opened, compared with what an earlier run read, and read line by
// line or row by row.

#include "../lines/csv_person.hpp"
#include "../lines/line_reader.hpp"
#include "../lines/person_line.hpp"
#include "../options/options.hpp"
#include "../running/host.hpp"
#include "../system/checksum.hpp"
#include "../system/file.hpp"
#include "../terminal/output.hpp"
#include "import_state.hpp"
#include "input_format.hpp"

#include <flameup/value/limits.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace people_tool {

class ImportInput {
  public:
    using Got = LineReader::Got;

    ImportInput(const Arguments& arguments, const flameup::Limits& limits)
        : name_(arguments.words[1]), limits_(limits), skip_(arguments.skip),
          limit_(arguments.limit) {}

    /// Reads the options of the format; returns what is wrong with them, or an empty text.
    std::string read_options(const Arguments& arguments) {
        format_ = input_format(arguments);
        CsvArguments csv{arguments.separator, arguments.empty, arguments.map, arguments.type,
                         arguments.infer};
        const bool has_any =
            csv.separator || csv.empty || csv.infers || !csv.map.empty() || !csv.type.empty();
        if (format_ == InputFormat::csv) return read_csv_options(csv, options_);
        if (!has_any) return {};
        return "--separator, --map, --type, --infer and --empty are for CSV; the input is of this "
               "format if its name ends with .csv, or with --format csv";
    }

    /// Opens the input; `state` says what earlier runs read of it, if there were any.
    std::optional<Problem> open(Host& host, const StateFile& file,
                                const std::optional<ImportState>& state) {
        file_ = &file;
        if (state) returned_ = state->counts.lines;
        const std::int64_t read = state ? state->offset : 0;
        Descriptor input = name_ == "-" ? Descriptor(STDIN_FILENO) : open_file(name_, O_RDONLY);
        if (!input.is_open()) return cannot_read();
        facts_ = regular_file(input.number());
        if (facts_ && name_ == "-") { // standard input may be at any offset
            const auto position = seek(STDIN_FILENO, 0, SEEK_CUR);
            facts_->size = (std::max)(facts_->size - position, std::int64_t{0});
        }
        const std::int64_t size = facts_ ? facts_->size : read;
        if (size < read || (state && was_at_end(*state) && size > read)) {
            return changed(std::to_string(size) + " bytes", std::to_string(read) + " bytes");
        }
        std::optional<CsvRowEnds> rows;
        if (format_ == InputFormat::csv) rows.emplace(options_.separator);
        reader_.emplace(
            std::move(input), [&host] { return host.is_stopped(); }, longest_line, rows);
        return std::nullopt;
    }

    /// Reads the header row, if the format has one.
    std::optional<Problem> read_header(LeftOut& left_out) {
        if (format_ != InputFormat::csv) return std::nullopt;
        people_.emplace(options_, limits_);
        InputLine row;
        const Got got = reader_->next(row);
        if (got == Got::failed) return cannot_read();
        if (got == Got::stopped) return stopped("the header row was read");
        if (got == Got::end) return wrong_columns("it is empty, and needs a header row");
        const std::string_view format = other_format(row.text, format_);
        if (!format.empty()) return wrong_format(format);
        const std::string why = people_->read_header(row);
        if (!why.empty()) return wrong_columns(why);
        for (const std::string& each : people_->header().of_server()) left_out.note(each);
        rows_before_ = 1;
        return std::nullopt;
    }

    /// Skips what earlier runs read, and refuses an input whose content has changed.
    std::optional<Problem> pass_over(const ImportState& state) {
        const std::int64_t read = state.offset;
        if (read < offset()) {
            return changed("a header row of " + std::to_string(offset()) + " bytes",
                           std::to_string(read) + " bytes");
        }
        Got got = reader_->skip(read);
        if (got == Got::failed) return cannot_read();
        if (got == Got::end) {
            return changed(std::to_string(offset()) + " bytes",
                           std::to_string(read) + " bytes or more");
        }
        const std::string found = reader_->checksum().text();
        if (got == Got::line && found != state.checksum) {
            return changed("the checksum " + found + " of its first " + std::to_string(read) +
                               " bytes",
                           state.checksum);
        }
        if (got == Got::line && was_at_end(state)) {
            got = reader_->peek();
            if (got == Got::line) return changed("more bytes", std::to_string(read) + " bytes");
        }
        if (got == Got::stopped) return stopped("the input was compared with the state");
        rows_before_ += skip_;
        return std::nullopt;
    }

    /// Skips the lines that `--skip` says, before the first one.
    std::optional<Problem> skip_lines() {
        InputLine line;
        for (std::int64_t i = 0; i != skip_; ++i) {
            const Got got = reader_->next(line);
            if (got == Got::failed) return cannot_read();
            if (got == Got::stopped) return stopped("the first line was read");
            if (got == Got::end) break;
        }
        rows_before_ += skip_;
        return std::nullopt;
    }

    /// Reads the next line, as the JSON of a person, until a time if it has to wait.
    Got next(InputLine& line, LineReader::Clock::time_point until) {
        if (is_at_limit(returned_)) return Got::end;
        const Got got = reader_->next(line, until);
        if (got != Got::line) return got;
        ++returned_;
        if (people_) people_->read(line);
        return got;
    }

    /// Returns what is wrong if the first line that is not blank belongs to another format.
    std::optional<Problem> check_format(std::string_view line) const {
        if (people_) return std::nullopt;
        std::string format(other_format(line));
        if (format.empty()) format = hint_of_csv(line);
        if (format.empty()) return std::nullopt;
        return wrong_format(format);
    }

    Problem cannot_read() const {
        return problem("input", "unreadable_input", "cannot read " + name_ + ": " + reason());
    }

    /// The input, if it is a regular file.
    const std::optional<FileFacts>& facts() const noexcept { return facts_; }
    std::int64_t offset() const noexcept { return reader_->offset(); }
    const Checksum& checksum() const noexcept { return reader_->checksum(); }

    /// Returns the number in the input of a line that `next` returned.
    std::int64_t number(std::int64_t line) const noexcept { return line + rows_before_; }
    const char* thing() const noexcept { return format_ == InputFormat::csv ? "row" : "line"; }

  private:
    bool is_at_limit(std::int64_t lines) const noexcept { return limit_ >= 0 && lines >= limit_; }

    /// Whether earlier runs read the input to its end, and not only to the limit.
    bool was_at_end(const ImportState& state) const noexcept {
        return state.flow.is_closed && !is_at_limit(state.counts.lines);
    }

    Problem changed(const std::string& now, const std::string& before) const {
        return file_->refuse("the input has changed: it has " + now + ", and had " + before);
    }

    static Problem stopped(const std::string& before) {
        return problem("input", "stopped", "stopped before " + before);
    }

    Problem wrong_format(std::string_view format) const {
        return problem("input", "wrong_format",
                       (name_ == "-" ? "standard input" : name_) + " is " + std::string(format) +
                           "; nothing was sent, as " +
                           (people_ ? "it has to be CSV in UTF-8"
                                    : "each line has to be the JSON of a person"));
    }

    Problem wrong_columns(const std::string& why) const {
        return problem("input", "wrong_columns", name_ + ": " + why + "; nothing was sent");
    }

    std::string name_;
    flameup::Limits limits_;
    InputFormat format_ = InputFormat::ndjson;
    CsvOptions options_;
    const StateFile* file_ = nullptr;
    std::optional<FileFacts> facts_;
    std::optional<LineReader> reader_;
    std::optional<CsvPeople> people_;
    std::int64_t skip_;
    std::int64_t limit_;           // -1: none
    std::int64_t rows_before_ = 0; // the first line: the header row, and those that are skipped
    std::int64_t returned_ = 0;
};

} // namespace people_tool

#endif
