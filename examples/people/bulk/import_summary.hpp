#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_SUMMARY_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_IMPORT_SUMMARY_HPP

// What an import says at its end.

#include "../running/summary.hpp"
#include "../system/system.hpp"
#include "dry_run.hpp"
#include "import_state.hpp"

#include <string>

namespace people_tool {

/// Returns the summary of an import, or of a dry run of one.
inline std::string import_summary(const ImportCounts& counts, bool is_dry_run) {
    if (!is_dry_run) return summary_line(counts, STDOUT_FILENO);
    DryRunCounts found;
    found.lines = counts.lines;
    found.blank = counts.blank;
    found.valid = counts.created;
    found.rejected = counts.rejected;
    found.requests = counts.requests;
    return summary_line(found, STDOUT_FILENO);
}

/// Says that an import or a dry run did not reach the end, and how to continue.
inline std::string how_to_continue(bool is_dry_run, bool has_state) {
    if (is_dry_run) return "people: not all lines were read";
    return std::string("people: not all lines were sent; ") +
           (has_state ? "" : "with --state FILE, ") + "the same command continues from there";
}

} // namespace people_tool

#endif
