#ifndef FLAMEUP_EXAMPLES_PEOPLE_REJECTED_FILE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_REJECTED_FILE_HPP

// Reports the lines that were not stored: to a file as JSON, or to standard error as text.

#include "file.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "state_file.hpp"

#include <flameup/describe/describe.hpp>
#include <flameup/json/to_json.hpp>
#include <flameup/text/utf8.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace people_tool {

/// A line of the input that was not stored, and why.
struct RejectedLine {
    std::int64_t line = 0;
    std::string code, message, text;
    FLAMEUP_DESCRIBE(RejectedLine, (), (line, code, message, text))
};

/// Returns the first 4 KiB of a line as UTF-8; other bytes become U+FFFD.
inline std::string excerpt_of_line(std::string_view line) {
    constexpr std::size_t longest = 4096;
    std::string text;
    while (!line.empty()) {
        const std::size_t size = flameup::utf8_sequence(line.data(), line.data() + line.size());
        const std::string_view next = size == 0 ? "\xEF\xBF\xBD" : line.substr(0, size);
        if (text.size() + next.size() > longest) break;
        text += next;
        line.remove_prefix((std::max)(size, std::size_t{1}));
    }
    return text;
}

class RejectedFile {
  public:
    explicit RejectedFile(Progress& progress) : progress_(progress) {}

    /// Opens the file and truncates it to the size that the state has.
    std::optional<Problem> open(const std::string& name, std::int64_t size,
                                const std::optional<FileFacts>& input) {
        name_ = name;
        file_ = open_file(name, O_WRONLY | O_CREAT | O_APPEND);
        if (!file_.is_open()) return cannot_write();
        if (const pid_t holder = lock_file(file_.number())) return in_use(name, holder);
        size_ = size;
        const auto facts = regular_file(file_.number());
        if (!facts) return std::nullopt;
        if (input && is_same(*facts, *input)) {
            return problem("usage", "usage", "--rejected would overwrite the input");
        }
        if (facts->size < size) {
            return problem("state", "unusable_state",
                           name + " is shorter than when the state was saved; without the state, "
                                  "the import starts over");
        }
        if (::ftruncate(file_.number(), static_cast<off_t>(size)) != 0) return cannot_write();
        return std::nullopt;
    }

    /// Adds a line; the next `flush` reports an error of writing it.
    void add(const RejectedLine& line) {
        if (!file_.is_open()) {
            return progress_.print("people: line " + std::to_string(line.line) + ": " +
                                   printable(line.message) + " (" + printable(line.code) + ")");
        }
        const auto text = flameup::to_json(line);
        if (text) buffer_ += *text + "\n"; // cannot fail: all texts are UTF-8
        if (buffer_.size() >= (std::size_t{64} << 10)) write();
    }

    /// Writes all lines, and flushes them to the disk if a state is saved.
    std::optional<Problem> flush(bool is_counted_on) {
        write();
        if (is_good_ && is_dirty_ && is_counted_on && regular_file(file_.number())) {
            is_good_ = ::fsync(file_.number()) == 0;
        }
        is_dirty_ = false;
        return is_good_ ? std::nullopt : std::optional<Problem>(cannot_write());
    }

    /// Returns the size of the file after the last flush.
    std::int64_t size() const noexcept { return size_; }

  private:
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
    Descriptor file_;
    std::string name_, buffer_;
    std::int64_t size_ = 0;
    bool is_good_ = true, is_dirty_ = false;
};

} // namespace people_tool

#endif
