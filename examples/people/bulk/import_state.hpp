#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_STATE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_STATE_HPP

// The state of an import: what it has done, and what it needs to continue.

#include "../running/progress.hpp"
#include "../running/state_file.hpp"

#include <flameup.hpp>
#include <flameup/flow/people_batches.hpp>
#include <flameup/flow/people_batches_state.hpp>
#include <flameup/flow/rate_budget.hpp>

#include <boost/json/object.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace people_tool {

using Batches = flameup::PeopleBatches<boost::json::object>;

/// The summary of all runs of an import: how many lines had which outcome.
struct ImportCounts {
    std::int64_t lines = 0; ///< The sum of the members from here to `unsent`.
    std::int64_t blank = 0, created = 0, updated = 0, stored = 0;
    std::int64_t rejected = 0, failed = 0, unsent = 0;
    /// Lines whose people the server has as they were sent, and those whom it has not.
    std::optional<std::int64_t> verified, differing;
    std::int64_t requests = 0, attempts_failed = 0;
    double seconds = 0;
    FLAMEUP_DESCRIBE(ImportCounts, (),
                     (lines, blank, created, updated, stored, rejected, failed, unsent, verified,
                      differing, requests, attempts_failed, seconds))

    std::int64_t people() const { return created + updated + stored + rejected + failed + unsent; }

    void count(flameup::PersonFate fate) {
        using flameup::PersonFate;
        switch (fate) {
        case PersonFate::created: ++created; break;
        case PersonFate::updated: ++updated; break;
        case PersonFate::stored: ++stored; break;
        case PersonFate::rejected: ++rejected; break;
        case PersonFate::failed: ++failed; break;
        case PersonFate::unsent: ++unsent; break;
        }
    }
};

/// Tells whether a good line was not stored: what is sent says nothing of it, so that only the
/// outcome tells.
inline bool is_refused(const flameup::PersonOutcome& outcome) {
    return outcome.status != 0 || outcome.fate == flameup::PersonFate::failed ||
           outcome.code == "too_large";
}

inline Origin import_origin(const Arguments& arguments, const flameup::Config& config) {
    Origin origin;
    origin.task = "import";
    origin.server = server_name(arguments, config);
    origin.workspace = config.workspace_id;
    const std::string& name = arguments.words[1];
    origin.subject = well_formed(name == "-" ? name : canonical(name));
    const auto add = [&](std::string_view option, std::string_view value) {
        if (!origin.reading.empty()) origin.reading += ' ';
        origin.reading += well_formed(std::string(option) + " '" + std::string(value) + "'");
    };
    if (arguments.format) add("--format", *arguments.format);
    if (arguments.separator) add("--separator", *arguments.separator);
    if (arguments.empty) add("--empty", *arguments.empty);
    if (arguments.skip != 0) add("--skip", std::to_string(arguments.skip));
    if (arguments.limit >= 0) add("--limit", std::to_string(arguments.limit));
    if (arguments.infer) add("--infer", "yes");
    for (const std::string& each : arguments.map) add("--map", each);
    for (const std::string& each : arguments.type) add("--type", each);
    if (arguments.rejected) origin.rejected = well_formed(canonical(*arguments.rejected));
    return origin;
}

/// The progress of an import in bytes: those read, times the share of the lines that are done; or,
/// if that is more, those of the input times the share of `--limit` that is done.
inline Reached reached(const ImportCounts& counts, std::int64_t offset,
                       std::optional<std::int64_t> size, std::int64_t limit) {
    const std::int64_t people = counts.people() - counts.failed - counts.unsent;
    const std::int64_t done = people + counts.blank;
    const auto share_of = [done](std::int64_t bytes, std::int64_t lines) {
        const auto share = static_cast<double>(done) / static_cast<double>(lines);
        return static_cast<std::int64_t>(static_cast<double>(bytes) * share);
    };
    std::int64_t position = share_of(offset, (std::max<std::int64_t>)(counts.lines, 1));
    if (size && limit >= 0) {
        position = done < limit ? (std::max)(position, share_of(*size, limit)) : *size;
    }
    return {people, position, size, counts.rejected};
}

/// A line whose outcome is not known yet.
struct PendingLine {
    std::int64_t index = 0; ///< The index of its person.
    std::int64_t line = 0;
    std::string text;    ///< All of it; UTF-8 in a saved state.
    bool is_cut = false; ///< The text is its beginning; such a line is never in a saved state.
    FLAMEUP_DESCRIBE(PendingLine, (), (index, line, text))
};

struct ImportState {
    Origin origin;
    std::int64_t offset = 0; ///< Bytes of the input that were read.
    std::string checksum;    ///< Of those bytes.
    std::int64_t rejected_size = 0;
    ImportCounts counts;
    std::vector<PendingLine> lines;
    std::vector<std::int64_t> refused; ///< Numbers of good lines that were not stored.
    flameup::RateBudgetState budget;
    Batches::State flow;

    static constexpr flameup::Rule rules[] = {
        flameup::Rule::required("origin"),   flameup::Rule::required("offset"),
        flameup::Rule::required("checksum"), flameup::Rule::required("counts"),
        flameup::Rule::required("lines"),    flameup::Rule::required("flow")};
    FLAMEUP_DESCRIBE(ImportState, (),
                     (origin, offset, checksum, rejected_size, counts, lines, refused, budget,
                      flow))
};

/// Tells whether the numbers of a state are consistent, as this tool writes them.
inline bool is_sound(const ImportState& state) {
    const ImportCounts& counts = state.counts;
    constexpr std::int64_t most = std::int64_t{1} << 55; // so that sums do not overflow
    for (const std::int64_t count :
         {state.offset, state.rejected_size, counts.lines, counts.blank, counts.created,
          counts.updated, counts.stored, counts.rejected, counts.failed, counts.unsent,
          counts.requests, counts.attempts_failed, state.flow.added}) {
        if (count < 0 || count > most) return false;
    }
    const auto pending = static_cast<std::int64_t>(state.lines.size());
    return counts.lines == counts.blank + counts.people() + pending &&
           state.flow.added == counts.people() + pending && state.flow.outcomes.empty() &&
           !state.flow.error &&
           std::equal(state.lines.begin(), state.lines.end(), state.flow.pending.begin(),
                      state.flow.pending.end(), [](const auto& line, const auto& person) {
                          return line.index == person.index;
                      });
}

} // namespace people_tool

#endif
