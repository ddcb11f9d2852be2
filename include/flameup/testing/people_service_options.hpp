#ifndef FLAMEUP_TESTING_PEOPLE_SERVICE_OPTIONS_HPP
#define FLAMEUP_TESTING_PEOPLE_SERVICE_OPTIONS_HPP

#include "flameup/model/people_routes.hpp"
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

/// The spelling of responses: the API's documents have two.
enum class Dialect {
    overview,  ///< `userId`, `traits`, `parameters` (page "People API").
    reference, ///< `external_id`, `attributes`, `properties` (the operations' own pages).
};

/// An API key that the service accepts.
struct ApiKey {
    Secret key{};                         ///< The text behind `Bearer `.
    std::string workspace = "ws_default"; ///< The workspace that the key belongs to.
    /// What the key may do, as in `Route::permission`; requests for anything else get 403.
    std::vector<std::string> permissions = people_permissions();
};

/// How a `PeopleService` behaves; by default it accepts every key and every workspace.
struct PeopleServiceOptions {
    Dialect dialect = Dialect::overview; ///< The spelling of its responses.
    std::string base_path = "/api/v1";   ///< What a URL's path must begin with, else 404.

    /// The keys that are accepted. If empty, every well-formed key with every permission is.
    std::vector<ApiKey> keys{};
    /// The workspaces that exist. If empty, every workspace does.
    std::vector<std::string> workspaces{};
    /// The workspace of all keys if `keys` is empty; it always exists.
    std::string default_workspace = "ws_default";

    std::size_t max_body = std::size_t{1} << 20; ///< Largest request body in bytes; 413 above.

    /// Requests of each key in a minute; 429 above (page "Rate limits": 120).
    ///
    /// 0 or less: no limit and no `X-RateLimit-…` headers.
    std::int64_t requests_per_minute = 120;

    /// Returns the current time; called once for each request.
    ///
    /// If empty, the time begins at 2024-01-15T10:30:00Z and advances a second with each request.
    std::function<Timestamp()> clock{};

    /// Returns a UUID for a new person or event.
    ///
    /// If empty, or if the result is not a UUID or is taken, the service counts from 1.
    std::function<std::string()> new_id{};
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
