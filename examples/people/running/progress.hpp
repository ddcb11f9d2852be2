#ifndef FLAMEUP_EXAMPLES_PEOPLE_RUNNING_PROGRESS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_RUNNING_PROGRESS_HPP

// Shows the progress of a long task: a bar on a terminal, else a line now and then.

#include "../system/system.hpp"
#include "../terminal/terminal.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

namespace people_tool {

/// The progress; what earlier runs did counts for the position, but not for the rate.
struct Reached {
    std::int64_t people = 0;
    std::int64_t position = 0; ///< Between 0 and `total`, in any unit.
    std::optional<std::int64_t> total{};
    std::int64_t rejected = 0; ///< Of them, or beside them.
};

/// The values that a line of progress shows.
struct ProgressFacts {
    std::int64_t people = 0, per_second = 0;
    std::optional<int> percent;
    std::optional<std::int64_t> seconds_left;
    std::int64_t rejected = 0;
    std::string trouble{}; ///< Why the last attempt failed; empty if it did not.
};

inline ProgressFacts progress_facts(const Reached& begin, const Reached& now, double seconds) {
    ProgressFacts facts;
    facts.people = now.people;
    facts.rejected = now.rejected;
    const double elapsed = (std::max)(seconds, 0.001);
    facts.per_second =
        static_cast<std::int64_t>(static_cast<double>(now.people - begin.people) / elapsed + 0.5);
    if (!now.total) return facts;
    const auto total = static_cast<double>((std::max<std::int64_t>)(*now.total, 1));
    const double share = (std::min)(static_cast<double>(now.position) / total, 1.0);
    facts.percent = *now.total == 0 ? 100 : static_cast<int>(share * 100);
    const auto done = static_cast<double>(now.position - begin.position);
    const auto left = static_cast<double>(*now.total - now.position);
    if (done <= 0 || left <= 0) return facts;
    const double estimate = left / done * elapsed;
    if (estimate < 1e9) facts.seconds_left = static_cast<std::int64_t>(estimate + 0.5);
    return facts;
}

/// Rounds seconds for a summary.
inline double to_milliseconds(double seconds) { return std::round(seconds * 1000) / 1000; }

/// Writes seconds as `0:07`, `12:30` or `3:05:00`.
inline std::string clock_text(std::int64_t seconds) {
    char text[64];
    const auto part = [](std::int64_t value) { return static_cast<long long>(value); };
    if (seconds < 3600) {
        std::snprintf(text, sizeof text, "%lld:%02lld", part(seconds / 60), part(seconds % 60));
    } else {
        std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", part(seconds / 3600),
                      part(seconds / 60 % 60), part(seconds % 60));
    }
    return text;
}

/// Writes `1234 people, 56 %, 78/s, 9 rejected, 1:23 left`.
inline std::string progress_text(const ProgressFacts& facts) {
    std::string text = std::to_string(facts.people) + " people";
    if (facts.percent) text += ", " + std::to_string(*facts.percent) + " %";
    text += ", " + std::to_string(facts.per_second) + "/s";
    if (facts.rejected != 0) text += ", " + std::to_string(facts.rejected) + " rejected";
    if (facts.seconds_left) text += ", " + clock_text(*facts.seconds_left) + " left";
    if (!facts.trouble.empty()) text += ", last attempt: " + facts.trouble;
    return text;
}

/// Writes the same with a bar before it, `columns` wide.
inline std::string progress_bar(const ProgressFacts& facts, std::size_t columns) {
    const std::string text = progress_text(facts);
    if (!facts.percent || columns < text.size() + 13) return text.substr(0, columns);
    const std::size_t width = (std::min)(columns - text.size() - 3, std::size_t{40});
    const std::size_t full = width * static_cast<std::size_t>(*facts.percent) / 100;
    return "[" + std::string(full, '#') + std::string(width - full, '-') + "] " + text;
}

/// Shows progress on standard error.
class Progress {
    using Clock = std::chrono::steady_clock;

  public:
    Progress() {
        is_silent_ = printing().is_quiet;
        is_terminal_ = people_tool::is_terminal(STDERR_FILENO) && environment("TERM") != "dumb" &&
                       !printing().is_verbose;
    }

    bool is_terminal() const noexcept { return is_terminal_; }

    /// Shows only the last line, if a bar would be mixed with other output.
    void be_quiet() noexcept { is_terminal_ = !(is_quiet_ = true); }

    void begin(const Reached& reached) {
        begin_ = now_ = reached;
        start_ = shown_ = Clock::now();
    }

    /// Sets why the last attempt failed; empty if it did not.
    void note(std::string trouble) { trouble_ = std::move(trouble); }

    double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

    /// Shows the progress, unless it was shown shortly before.
    void show(const Reached& reached) {
        now_ = reached;
        show();
    }
    void show() {
        const auto pause = is_terminal_ ? std::chrono::milliseconds(100) : std::chrono::seconds(10);
        const auto time = Clock::now();
        if (is_quiet_ || is_silent_ || time - shown_ < pause) return;
        shown_ = time;
        draw();
    }

    /// Writes a line that is neither a result nor an error, and so not with --quiet.
    void remark(const std::string& line) {
        if (!is_silent_) print(line);
    }

    /// Writes a line between those of the progress.
    void print(const std::string& line) {
        if (has_bar_) std::fputs("\r\x1b[K", stderr);
        has_bar_ = false;
        std::fprintf(stderr, "%s\n", line.c_str());
    }

    /// Shows the progress for the last time.
    void end(const Reached& reached) {
        now_ = reached;
        if (!is_silent_) draw();
        leave();
    }

    /// Ends the line of a bar, and shows nothing more.
    void leave() {
        if (has_bar_) std::fputc('\n', stderr);
        has_bar_ = false;
    }

  private:
    static std::size_t columns() {
        const int width = terminal_columns(STDERR_FILENO);
        return width > 1 ? static_cast<std::size_t>(width - 1) : 79;
    }

    void draw() {
        ProgressFacts facts = progress_facts(begin_, now_, seconds());
        facts.trouble = trouble_;
        if (!is_terminal_) return print("people: " + progress_text(facts));
        std::fprintf(stderr, "\r%s\x1b[K", progress_bar(facts, columns()).c_str());
        std::fflush(stderr);
        has_bar_ = true;
    }

    bool is_terminal_ = false, is_quiet_ = false, is_silent_ = false, has_bar_ = false;
    Reached begin_, now_;
    std::string trouble_;
    Clock::time_point start_ = Clock::now(), shown_ = start_;
};

} // namespace people_tool

#endif
