#ifndef FLAMEUP_TESTING_PEOPLE_SERVICE_OPTIONS_HPP
#define FLAMEUP_TESTING_PEOPLE_SERVICE_OPTIONS_HPP

#include "flameup/platform.hpp"
#include "flameup/value/secret.hpp"
#include "flameup/value/timestamp.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// The spelling of responses, of which the documentation has two.
enum class Dialect {
    overview,  ///< `userId`, `traits`, `parameters` (the page "People API").
    reference, ///< `external_id`, `attributes`, `properties` (the pages of the operations).
};

/// An API key that the service accepts.
struct ApiKey {
    Secret key{};
    std::string workspace = "ws_default"; ///< The one workspace that the key belongs to.
    std::vector<std::string> permissions = {"people:read", "people:write", "people:delete"};
};

/// How a `PeopleService` behaves; as it stands, it accepts every key and every workspace.
struct PeopleServiceOptions {
    Dialect dialect = Dialect::overview;
    std::string base_path = "/api/v1"; ///< What the URL's path begins with.

    std::vector<ApiKey> keys{};            ///< None: every well-formed key, every permission.
    std::vector<std::string> workspaces{}; ///< None: every workspace exists.
    /// Where account-scoped requests go when no keys are listed; it exists in any case.
    std::string default_workspace = "ws_default";

    std::size_t max_body = std::size_t{1} << 20; ///< Bytes of a request's body, else 413.

    /// Requests of each key in a minute, else 429 (page "Rate limits": 120).
    ///
    /// 0 is no limit, and no `X-RateLimit-…` headers.
    std::int64_t requests_per_minute = 120;

    /// The time, read once a request; without one, a second passes with each request.
    std::function<Timestamp()> clock{};

    /// Makes UUIDs for people and events; without one, they are counted from 1.
    ///
    /// What is not a UUID, or is taken, is passed over for a counted one.
    std::function<std::string()> new_id{};
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
