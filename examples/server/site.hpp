#ifndef FLAMEUP_EXAMPLES_SERVER_SITE_HPP
#define FLAMEUP_EXAMPLES_SERVER_SITE_HPP

// The state that all connections share.

#include "chaos.hpp"

#include <flameup/http/headers.hpp>
#include <flameup/http/http.hpp>
#include <flameup/testing/json_response.hpp>
#include <flameup/testing/people_service.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <utility>

namespace people_server {

class Connection;

/// The service and its settings. It must outlive the connections.
struct Site {
    explicit Site(flameup::testing::PeopleServiceOptions options)
        : max_body(options.max_body), service(std::move(options)) {}

    /// Performs a request, or answers with the status of its fault.
    flameup::HttpResponse perform(const flameup::HttpRequest& request, Fault fault) {
        switch (fault) {
        case Fault::rate_limited: service.fail_next(429); break;
        case Fault::internal_error: service.fail_next(500); break;
        case Fault::unavailable_briefly: service.fail_next(503); break;
        case Fault::unavailable:
            service.fail_next(flameup::testing::error_response(503, "The service is overloaded"));
            break;
        default: break;
        }
        return service(request);
    }

    std::size_t max_body; ///< Bytes of a request's body.
    flameup::testing::PeopleService service;
    std::string scheme, host; ///< Of the base URL; the host with the port.
    std::chrono::seconds idle_timeout{30};
    flameup::Headers headers; ///< Of every response.
    bool stopping = false;
    std::optional<std::mt19937_64> chaos;
    std::function<void(std::chrono::milliseconds)> outage; ///< Refuses connections for a while.
    std::size_t max_connections = 1000;
    std::set<Connection*> connections;
    std::size_t served = 0; ///< The connections that are served; the others are refused.
};

/// A connection; it is registered with its site while it exists.
class Connection {
  public:
    explicit Connection(Site& site) : site_(site), is_served_(site.served < site.max_connections) {
        site_.connections.insert(this);
        if (is_served_) ++site_.served;
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    virtual ~Connection() {
        site_.connections.erase(this);
        if (is_served_) --site_.served;
    }

    /// Closes the connection, unless a request is in progress on it.
    virtual void stop() = 0;

    /// Aborts the connection and all operations on it.
    virtual void reset() = 0;

  protected:
    Site& site_;
    const bool is_served_; ///< Whether there was room for it when it came.
};

} // namespace people_server

#endif
