#ifndef FLAMEUP_TESTING_PEOPLE_CALL_HPP
#define FLAMEUP_TESTING_PEOPLE_CALL_HPP

#include "flameup/describe/match_route.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/people_service_options.hpp"
#include "flameup/value/timestamp.hpp"

#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// A request to the in-memory service whose key, route and permission have been checked.
///
/// It refers to the request and its match, which must outlive it.
struct PeopleCall {
    const RouteMatch& match; ///< The operation, with its path and query parameters.
    std::string workspace;   ///< The workspace in the path, or else the key's.
    std::string_view body;   ///< The request's body.
    Timestamp now;           ///< When the request was received.
    Dialect dialect;         ///< The spelling of the response.
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
