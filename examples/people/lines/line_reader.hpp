#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_LINE_READER_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_LINE_READER_HPP

// Reads lines, or rows of CSV, from a file or a pipe, with a bounded amount of memory.

#include "../csv/reader.hpp"
#include "../system/checksum.hpp"
#include "../system/file.hpp"

#include <flameup/value/error.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// A line or row without its end; of one that is too long, its beginning.
struct InputLine {
    std::string text;
    bool is_too_long = false;
    std::optional<flameup::Error> problem{}; ///< Why it cannot be a person, if that is known.
};

class LineReader {
  public:
    using Clock = std::chrono::steady_clock;
    enum class Got {
        line,
        end,
        idle,    ///< No whole line came in time; the next call continues it.
        stopped, ///< `is_stopped` returned true.
        failed   ///< `errno` says why.
    };

    /// Reads from the file's current position; a line may have `longest` bytes. With `rows`, it
    /// reads rows of CSV.
    explicit LineReader(Descriptor file, std::function<bool()> is_stopped,
                        std::size_t longest = std::size_t{1} << 20,
                        std::optional<CsvRowEnds> rows = std::nullopt)
        : file_(std::move(file)), is_stopped_(std::move(is_stopped)), longest_(longest),
          rows_(rows), block_(std::size_t{64} << 10) {}

    /// Returns the bytes of all lines so far, with their ends.
    std::int64_t offset() const noexcept { return offset_; }

    /// Returns the checksum of those bytes.
    const Checksum& checksum() const noexcept { return checksum_; }

    /// Reads bytes that an earlier run read, before the first line; `end` if there are fewer.
    Got skip(std::int64_t count) {
        while (offset_ != count) {
            if (const Got got = fill(); got != Got::line) return got;
            const auto most = (std::min<std::int64_t>)(count - offset_, 1 << 30);
            const std::string_view part = rest_.substr(0, static_cast<std::size_t>(most));
            line_checksum_ = checksum_.add(part);
            offset_ += static_cast<std::int64_t>(part.size());
            rest_.remove_prefix(part.size());
        }
        return Got::line;
    }

    /// Tells whether there is another byte: `line`, or `end`.
    Got peek() { return fill(); }

    /// Reads a line, until a time if it has to wait; the last line need not end with a line feed.
    Got next(InputLine& line, Clock::time_point until = (Clock::time_point::max)()) {
        for (bool is_over = false; !is_over;) {
            const Got got = fill(until);
            if (got == Got::end && size_ != 0) break;
            if (got != Got::line) return got;
            const CsvRowEnds::Found found = rows_ ? rows_->find(rest_) : find_line_feed(rest_);
            is_over = found.is_over;
            append(rest_.substr(0, found.size), line_);
            line_checksum_.add(rest_.substr(0, found.used));
            size_ += static_cast<std::int64_t>(found.used);
            rest_.remove_prefix(found.used);
        }
        line.problem.reset();
        line.text.swap(line_.text); // keeps the memory of both
        line.is_too_long = std::exchange(line_.is_too_long, false);
        line_.text.clear();
        if (!rows_ && !line.is_too_long && !line.text.empty() && line.text.back() == '\r') {
            line.text.pop_back();
        }
        if (line.text.size() > longest_) line.is_too_long = true;
        if (offset_ == 0 && line.text.rfind(byte_order_mark, 0) == 0) {
            line.text.erase(0, byte_order_mark.size());
        }
        offset_ += std::exchange(size_, 0);
        checksum_ = line_checksum_;
        return Got::line;
    }

  private:
    static constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

    static CsvRowEnds::Found find_line_feed(std::string_view part) {
        const std::size_t end = part.find('\n');
        if (end == part.npos) return {part.size(), part.size(), false};
        return {end, end + 1, true};
    }

    // One byte more than a line may have: a carriage return.
    void append(std::string_view part, InputLine& line) const {
        const std::size_t room = longest_ + 1 - line.text.size();
        line.text += part.substr(0, room);
        if (part.size() > room) line.is_too_long = true;
    }

    // Reads a block if the last one is used up.
    Got fill(Clock::time_point until = (Clock::time_point::max)()) {
        // Milliseconds: a signal that came right before the wait is noticed after it.
        constexpr int pause = 100;
        while (rest_.empty()) {
            if (is_stopped_()) return Got::stopped;
            const bool is_late = Clock::now() >= until;
            const bool is_ready = wait_to_read(file_.number(), is_late ? 0 : pause);
            if (!is_ready && is_late) return Got::idle;
            if (!is_ready) continue;
            const ssize_t size = read_some(file_.number(), block_.data(), block_.size());
            if (size < 0 && (errno == EINTR || errno == EAGAIN)) continue;
            if (size < 0) return Got::failed;
            if (size == 0) return Got::end;
            rest_ = {block_.data(), static_cast<std::size_t>(size)};
        }
        return Got::line;
    }

    Descriptor file_;
    std::function<bool()> is_stopped_;
    std::size_t longest_;
    std::optional<CsvRowEnds> rows_;
    std::vector<char> block_;
    std::string_view rest_; // of the block
    std::int64_t offset_ = 0;
    Checksum checksum_;
    InputLine line_; // that is being read, with its bytes and the checksum behind them
    std::int64_t size_ = 0;
    Checksum line_checksum_;
};

} // namespace people_tool

#endif
