#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_EXPORT_STATE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_EXPORT_STATE_HPP

// The state of an export: what it has done, and what it needs to continue.

#include "../running/state_file.hpp"

#include <flameup.hpp>
#include <flameup/flow/people_pages.hpp>
#include <flameup/flow/rate_budget.hpp>

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace people_tool {

using Pages = flameup::PeoplePages<boost::json::object>;
using Query = flameup::ListPeople<boost::json::object>;

/// The summary of all runs of an export.
struct ExportCounts {
    std::int64_t people = 0, rejected = 0, pages = 0, requests = 0, attempts_failed = 0;
    double seconds = 0;
    FLAMEUP_DESCRIBE(ExportCounts, (),
                     (people, rejected, pages, requests, attempts_failed, seconds))
};

/// The file that people were printed to, if it was a regular file.
struct OutputFile {
    std::int64_t device = 0, inode = 0, size = 0;
    FLAMEUP_DESCRIBE(OutputFile, (), (device, inode, size))
};

struct ExportState {
    Origin origin;
    std::optional<OutputFile> output;
    bool has_head = false;          // whether the header row is printed
    std::int64_t rejected_size = 0; // of the file of --rejected
    ExportCounts counts;
    flameup::RateBudgetState budget;
    Pages::State flow;

    static constexpr flameup::Rule rules[] = {flameup::Rule::required("origin"),
                                              flameup::Rule::required("counts"),
                                              flameup::Rule::required("flow")};
    FLAMEUP_DESCRIBE(ExportState, (),
                     (origin, output, has_head, rejected_size, counts, budget, flow))
};

/// Returns the options that say which people are printed, and how.
inline std::string export_options(const Arguments& arguments) {
    std::string options;
    const auto add = [&](std::string_view name, std::string_view value) {
        options.append(options.empty() ? "" : " ").append(name).append(" ");
        options += well_formed(value);
    };
    if (arguments.output) add("--output", *arguments.output);
    if (arguments.fields) add("--fields", *arguments.fields);
    for (const std::string& each : arguments.where) add("--where", each);
    if (arguments.limit >= 0) add("--limit", std::to_string(arguments.limit));
    return options;
}

/// The part of a page that the flow does not report: the total of people.
struct ListTotal {
    std::optional<std::int64_t> total;
    FLAMEUP_DESCRIBE(ListTotal, (), (total))
};

} // namespace people_tool

#endif
