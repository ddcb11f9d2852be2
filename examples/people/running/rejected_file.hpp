#ifndef FLAMEUP_EXAMPLES_PEOPLE_RUNNING_REJECTED_FILE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_RUNNING_REJECTED_FILE_HPP

// Reports what was not imported or exported: to a file as JSON, or to standard error as text.

#include "../lines/rejected_line.hpp"
#include "../options/options.hpp"
#include "../system/file.hpp"
#include "../terminal/output.hpp"
#include "progress.hpp"
#include "state_file.hpp"

#include <flameup/json/to_json.hpp>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <system_error>
#include <unordered_set>

namespace people_tool {

/// The file of rejected lines: new lines are added behind the old ones, each line once.
class RejectedFile {
  public:
    /// `thing` is what `RejectedLine::line` counts.
    RejectedFile(Progress& progress, const char* thing) : progress_(progress), thing_(thing) {}

    void count_in(const char* thing) noexcept { thing_ = thing; }

    /// Shows only so many lines on standard error.
    void show_at_most(std::int64_t count) noexcept { room_ = count; }

    /// Opens the file that the arguments name, if they name one.
    ///
    /// `saved_size` is what it had when the state was saved, if there is one; `people` the file
    /// that people are read from or written to.
    std::optional<Problem> open(const Arguments& arguments, std::optional<std::int64_t> saved_size,
                                const std::optional<FileFacts>& people) {
        if (!arguments.rejected) return std::nullopt;
        const std::string& name = *arguments.rejected;
        if (arguments.state && canonical(*arguments.state) == canonical(name)) {
            return problem("usage", "usage", "--state and --rejected name the same file");
        }
        name_ = name;
        std::error_code error;
        const bool is_special = std::filesystem::exists(name, error) && !regular_file(name);
        file_ = open_file(name, (is_special ? O_WRONLY : O_RDWR) | O_CREAT | O_APPEND);
        if (!file_.is_open()) return cannot_write();
        if (const pid_t holder = lock_file(file_.number())) return in_use(name, holder);
        const auto facts = regular_file(file_.number());
        if (!facts) return std::nullopt;
        if (people && is_same(*facts, *people)) {
            return problem("usage", "usage", "--rejected names the same file as the people");
        }
        size_ = facts->size;
        if (size_ < saved_size.value_or(0)) {
            return problem("state", "unusable_state",
                           name + " has " + std::to_string(size_) + " bytes, and had " +
                               std::to_string(*saved_size) +
                               " when the state was saved; without the state, all starts over");
        }
        return saved_size ? read_end(*saved_size) : end_line();
    }

    /// Adds a line; the next `flush` reports an error of writing it.
    void add(const RejectedLine& line) {
        if (!file_.is_open()) {
            if (room_ == 0) return;
            if (--room_ == 0)
                return progress_.print("people: there is more; --rejected FILE gets all");
            return progress_.print(std::string("people: ") + thing_ + " " +
                                   std::to_string(line.line) + ": " + printable(line.message) +
                                   " (" + printable(line.code) + ")");
        }
        const auto text = flameup::to_json(line); // cannot fail: all texts are UTF-8
        if (!text || known_.erase(*text) != 0) return;
        buffer_ += *text + "\n";
        if (buffer_.size() >= (std::size_t{64} << 10)) write();
    }

    /// Writes all lines, and flushes them to the disk if a state is saved.
    std::optional<Problem> flush(bool is_counted_on) {
        write();
        if (is_good_ && is_dirty_ && is_counted_on && regular_file(file_.number())) {
            is_good_ = flush_to_disk(file_.number());
        }
        is_dirty_ = false;
        return is_good_ ? std::nullopt : std::optional<Problem>(cannot_write());
    }

    /// Returns the size of the file after the last flush, for the state. Lines that earlier runs
    /// wrote stay behind it until this run has rejected them all: it may be killed, too.
    std::int64_t size() const noexcept { return known_.empty() ? size_ : saved_size_; }

  private:
    /// Reads the lines that the last run wrote after it saved its state: this run rejects them
    /// again, and must not add them twice. A line that was written in part is cut off.
    std::optional<Problem> read_end(std::int64_t from) {
        std::string text(static_cast<std::size_t>(size_ - from), '\0');
        for (std::size_t at = 0; at != text.size();) {
            const ssize_t size = read_at(file_.number(), &text[at], text.size() - at,
                                         from + static_cast<std::int64_t>(at));
            if (size < 0 && errno == EINTR) continue;
            if (size <= 0)
                return problem("input", "unreadable_input",
                               "cannot read " + name_ + ": " + reason());
            at += static_cast<std::size_t>(size);
        }
        std::size_t at = 0;
        for (std::size_t end; (end = text.find('\n', at)) != text.npos; at = end + 1) {
            known_.insert(text.substr(at, end - at));
        }
        size_ = from + static_cast<std::int64_t>(at);
        saved_size_ = from;
        if (!truncate(file_.number(), size_)) return cannot_write();
        return std::nullopt;
    }

    /// Begins a new line behind what other runs wrote.
    std::optional<Problem> end_line() {
        char last = '\n';
        if (size_ != 0 && read_at(file_.number(), &last, 1, size_ - 1) != 1) return cannot_write();
        if (last != '\n') buffer_ = "\n";
        return std::nullopt;
    }

    Problem cannot_write() const {
        return problem("output", "write_failed", "cannot write to " + name_ + ": " + reason());
    }

    void write() {
        if (buffer_.empty() || !is_good_) return;
        is_good_ = write_all(file_.number(), buffer_);
        size_ += static_cast<std::int64_t>(buffer_.size());
        buffer_.clear();
        is_dirty_ = true;
    }

    Progress& progress_;
    const char* thing_;
    Descriptor file_;
    std::string name_, buffer_;
    std::unordered_set<std::string> known_; // lines behind the size that the state had
    std::int64_t size_ = 0, saved_size_ = 0;
    std::int64_t room_ = (std::numeric_limits<std::int64_t>::max)(); // for lines that are shown
    bool is_good_ = true, is_dirty_ = false;
};

} // namespace people_tool

#endif
