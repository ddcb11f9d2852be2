#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_DRY_RUN_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_DRY_RUN_HPP

// A dry run of an import: it reads the whole input as the import does, and sends nothing.

#include <flameup/describe/describe.hpp>
#include <flameup/http/http.hpp>
#include <flameup/json/from_json.hpp>
#include <flameup/value/result.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace people_tool {

/// The part of a request that its answer depends on.
struct SentName {
    std::string userId;
    FLAMEUP_DESCRIBE(SentName, (), (userId))
};
struct SentNames {
    std::vector<SentName> people;
    FLAMEUP_DESCRIBE(SentNames, (), (people))
};

/// Answers a batch as a server does that stores all people, without sending it.
inline flameup::Result<flameup::HttpResponse>
answer_without_sending(const flameup::HttpRequest& request) {
    const auto sent = flameup::from_json<SentNames>(request.body);
    std::set<std::string> names;
    if (sent) {
        for (const SentName& person : sent->people) names.insert(person.userId);
    }
    flameup::HttpResponse response;
    response.status = 200;
    response.body = R"({"people":[],"created_count":)" + std::to_string(names.size()) +
                    R"(,"updated_count":0})";
    return response;
}

/// What a dry run found.
struct DryRunCounts {
    std::int64_t lines = 0; ///< The sum of the next three.
    std::int64_t blank = 0, valid = 0, rejected = 0;
    std::int64_t requests = 0; ///< That would be sent, if none had to be repeated.
    FLAMEUP_DESCRIBE(DryRunCounts, (), (lines, blank, valid, rejected, requests))
};

} // namespace people_tool

#endif
