#ifndef FLAMEUP_EXAMPLES_PEOPLE_EXPORT_STATE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_EXPORT_STATE_HPP

// What an export has done, and all that it needs to go on.

#include "state_file.hpp"

#include <flameup.hpp>
#include <flameup/flow/people_pages.hpp>
#include <flameup/flow/rate_budget.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>

namespace people_tool {

using Pages = flameup::PeoplePages<boost::json::object>;
using Query = flameup::ListPeople<boost::json::object>;

/// The summary of an export, of all its runs.
struct ExportCounts {
    std::int64_t people = 0, pages = 0, requests = 0, attempts_failed = 0;
    double seconds = 0;
    FLAMEUP_DESCRIBE(ExportCounts, (), (people, pages, requests, attempts_failed, seconds))
};

/// The file that people were printed to, if it was one.
struct OutputFile {
    std::int64_t device = 0, inode = 0, size = 0;
    FLAMEUP_DESCRIBE(OutputFile, (), (device, inode, size))
};

struct ExportState {
    Origin origin;
    std::optional<OutputFile> output;
    ExportCounts counts;
    flameup::RateBudgetState budget;
    Pages::State flow;

    static constexpr flameup::Rule rules[] = {flameup::Rule::required("origin"),
                                              flameup::Rule::required("counts"),
                                              flameup::Rule::required("flow")};
    FLAMEUP_DESCRIBE(ExportState, (), (origin, output, counts, budget, flow))
};

/// The one part of a page that the flow does not show: how many people there are.
struct ListTotal {
    std::optional<std::int64_t> total;
    FLAMEUP_DESCRIBE(ListTotal, (), (total))
};

} // namespace people_tool

#endif
