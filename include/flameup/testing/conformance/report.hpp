#ifndef FLAMEUP_TESTING_CONFORMANCE_REPORT_HPP
#define FLAMEUP_TESTING_CONFORMANCE_REPORT_HPP

#include "flameup/platform.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// The result of one check.
struct ConformanceCheck {
    std::string name;     ///< What an executor has to do, as `sends PUT with a body`.
    std::string problem;  ///< What this executor did instead; empty if it passed.
    bool is_note = false; ///< The People API never needs it: a problem here is no failure.

    /// Tells whether there was no problem.
    bool passed() const noexcept { return problem.empty(); }
};

/// The results of all checks.
struct ConformanceReport {
    std::vector<ConformanceCheck> checks; ///< In the order in which they were made.

    /// Returns the number of checks that did not pass, without notes.
    std::size_t failures() const noexcept { return count_problems(false); }

    /// Returns the number of notes that did not pass.
    std::size_t notes() const noexcept { return count_problems(true); }

    /// Tells whether there were checks and all of them passed; notes do not count.
    bool passed() const noexcept { return !checks.empty() && failures() == 0; }

  private:
    std::size_t count_problems(bool notes) const noexcept {
        std::size_t count = 0;
        for (const ConformanceCheck& check : checks) {
            if (!check.passed() && check.is_note == notes) ++count;
        }
        return count;
    }
};

/// Returns two lines for each check that did not pass, and a line with the counts.
inline std::string to_string(const ConformanceReport& report) {
    std::string text;
    for (const ConformanceCheck& check : report.checks) {
        if (check.passed()) continue;
        text += check.is_note ? "note: " : "wrong: ";
        text += check.name + "\n    " + check.problem + '\n';
    }
    const std::size_t passed = report.checks.size() - report.failures() - report.notes();
    text += std::to_string(passed) + " passed, " + std::to_string(report.failures()) + " failed";
    return text + (report.notes() == 0 ? "" : ", " + std::to_string(report.notes()) + " noted") +
           '\n';
}

namespace conformance {

/// The API key that the checks send; reports show `***` instead.
inline constexpr std::string_view sent_key = "conformance_key_0123456789";

/// The names of the checks that are notes: some HTTP libraries cannot do this.
inline constexpr std::string_view notes[] = {
    "returns a header with an empty value",  "returns headers of different names in their order",
    "keeps trailers out of a body",          "passes over 103 Early Hints",
    "passes over several interim responses",
};

/// Adds the result of a check; `problem` is cut to 600 bytes.
inline void add(ConformanceReport& report, std::string name, std::string problem) {
    constexpr std::size_t longest = 600;
    for (std::size_t at = 0; (at = problem.find(sent_key, at)) != std::string::npos;) {
        problem.replace(at, sent_key.size(), "***");
    }
    if (problem.size() > longest) problem.replace(longest, std::string::npos, "...");
    const bool is_note = std::find(std::begin(notes), std::end(notes), name) != std::end(notes);
    report.checks.push_back({std::move(name), std::move(problem), is_note});
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
