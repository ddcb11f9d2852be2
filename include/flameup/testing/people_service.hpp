#ifndef FLAMEUP_TESTING_PEOPLE_SERVICE_HPP
#define FLAMEUP_TESTING_PEOPLE_SERVICE_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/describe/match_route.hpp"
#include "flameup/http/header_text.hpp"
#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/model/people_routes.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/json_response.hpp"
#include "flameup/testing/people_backend.hpp"
#include "flameup/testing/people_service_options.hpp"
#include "flameup/testing/rate_windows.hpp"
#include "flameup/value/timestamp.hpp"

#include <boost/json/object.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Tells whether a `Content-Type` is `application/json`, with any parameters.
inline bool is_json_content_type(std::string_view value) {
    value = value.substr(0, value.find(';'));
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
    return equal_ignoring_case(value, "application/json");
}

/// The People API in memory: an executor that answers requests as the API's documents say.
///
/// Copies share their people. For one thread at a time. Of a key that is not in its options, it
/// keeps a hash alone. Where the documents say nothing:
///
/// - It checks in this order: key (401), rate limit (429), URL (400, 414), path (404, 405),
///   workspace (404; 403 if it is not the key's), permission (403), body size (413),
///   `Content-Type` (415), person (400, 404), body or query (400), `userId` taken (409).
/// - A number beyond a double's range gets 422; a body deeper than 32 levels gets 400.
/// - Unknown members and query parameters are ignored; a known query parameter that is given twice
///   gets 400. A member that is null counts as absent.
/// - Account-scoped paths take a userId or else an email, but no Flameup id.
/// - An upsert finds a person by userId or else by email. It overwrites the email and phone that
///   it sends, and the userId. It answers 200 with the person and `was_created`. Several people may
///   have the same email.
/// - A trait sent as null is removed, also on create; traits are merged one level deep.
/// - People are listed in the order of their creation. `search` looks in `first_name last_name`
///   and in emails; `q` looks there, in userIds and in phones. Several criteria must all match.
/// - Events: 50 by default. `recent` counts the people created in the last seven days.
class PeopleService {
  public:
    /// Makes a service without people.
    explicit PeopleService(PeopleServiceOptions options = {})
        : state_(std::make_shared<State>(std::move(options))) {}

    /// Answers a request; any request, also one that is not well-formed.
    HttpResponse operator()(const HttpRequest& request) const { return state_->receive(request); }

    /// Adds an event to a person; `person` is a Flameup id or a userId.
    ///
    /// Returns false if there is no such person, or if the name or the parameters cannot be written
    /// as JSON.
    bool add_event(std::string_view workspace, std::string_view person, std::string_view name,
                   boost::json::object parameters = {}) {
        StoredPerson* const found = state_->backend.find(workspace, person);
        if (found == nullptr || !is_utf8(name) || !to_json(parameters)) return false;
        state_->backend.add_event(*found, name, std::move(parameters), state_->now());
        return true;
    }

    /// Sets a person's status; `person` is a Flameup id or a userId. Returns false if there is
    /// none.
    bool set_status(std::string_view workspace, std::string_view person, PersonStatus status) {
        StoredPerson* const found = state_->backend.find(workspace, person);
        if (found == nullptr) return false;
        found->status = status;
        found->updated_at = state_->now();
        return true;
    }

    /// Answers the next request with this response, and does not perform the request.
    ///
    /// Further calls queue: each answers one more of the requests that follow.
    void fail_next(HttpResponse response) { state_->failures.push_back({std::move(response), 0}); }

    /// Answers the next request with the documented error of a status, as the other `fail_next`.
    ///
    /// 429 and 503 have `Retry-After: 1`.
    void fail_next(int status) { state_->failures.push_back({{}, status}); }

    /// Returns the number of requests received, including those that failed.
    std::size_t requests() const noexcept { return state_->received; }

  private:
    struct Failure {
        HttpResponse response;
        int status; // of a documented error; 0 for `response`
    };

    struct Caller {
        std::size_t number = 0; // of the key in the options, or the key's hash
        const ApiKey* key = nullptr;
        std::string workspace;
    };

    struct State {
        explicit State(PeopleServiceOptions given)
            : options(std::move(given)), backend(options.new_id) {
            std::string& base = options.base_path;
            while (!base.empty() && base.back() == '/') base.pop_back();
            if (!base.empty() && base.front() != '/') base.insert(0, 1, '/');
        }

        Timestamp now() {
            constexpr std::int64_t start = 1705314600; // 2024-01-15T10:30:00Z
            if (!options.clock) return {start + ticks++, 0};
            const Timestamp time = options.clock();
            return {
                (std::min)((std::max)(time.seconds, first_timestamp_second), last_timestamp_second),
                (std::min)(time.nanoseconds, std::uint32_t{999999999})};
        }

        HttpResponse receive(const HttpRequest& request) {
            ++received;
            const Timestamp time = now();
            if (!failures.empty()) {
                const Failure failure = std::move(failures.front());
                failures.pop_front();
                if (failure.status == 0) return failure.response;
                HttpResponse response =
                    error_response(failure.status, "The service was told to fail");
                if (failure.status == 429 || failure.status == 503) {
                    response.headers.add("Retry-After", "1");
                }
                return identified(std::move(response));
            }
            const std::optional<Caller> caller = authenticate(request.headers);
            if (!caller) {
                HttpResponse response = error_response(
                    401, "Authentication required. Please provide a valid API token");
                response.headers.add("WWW-Authenticate", "Bearer");
                return identified(std::move(response));
            }
            if (options.requests_per_minute <= 0) return identified(answer(request, *caller, time));
            return identified(answer_within_rate(request, *caller, time));
        }

        HttpResponse identified(HttpResponse response) const {
            response.headers.add("X-Request-Id", "req_" + std::to_string(received));
            return response;
        }

        std::optional<Caller> authenticate(const Headers& headers) const {
            const std::string_view sent = bearer_key(headers);
            if (sent.empty()) return std::nullopt;
            if (options.keys.empty()) {
                return Caller{std::hash<std::string_view>()(sent), nullptr,
                              options.default_workspace};
            }
            for (std::size_t i = 0; i != options.keys.size(); ++i) {
                const ApiKey& key = options.keys[i];
                if (key.key.reveal() == sent) return Caller{i, &key, key.workspace};
            }
            return std::nullopt;
        }

        HttpResponse answer_within_rate(const HttpRequest& request, const Caller& caller,
                                        Timestamp time) {
            const RateState rate =
                windows.count(caller.number, options.requests_per_minute, time.seconds);
            HttpResponse response = rate.allowed ? answer(request, caller, time)
                                                 : error_response(429, "Rate limit exceeded");
            if (!rate.allowed) {
                response.headers.add("Retry-After", std::to_string(rate.reset - time.seconds));
            }
            response.headers.add("X-RateLimit-Limit", std::to_string(options.requests_per_minute));
            response.headers.add("X-RateLimit-Remaining", std::to_string(rate.remaining));
            response.headers.add("X-RateLimit-Reset", std::to_string(rate.reset));
            return response;
        }

        HttpResponse answer(const HttpRequest& request, const Caller& caller, Timestamp time) {
            constexpr std::size_t max_url = 8192;
            if (request.url.size() > max_url) {
                return error_response(414, "The URL has more than 8192 bytes");
            }
            UrlParts url;
            if (const char* const problem = split_url(request.url, url)) {
                return bad_request({{"url", {}, std::string("cannot be used: ") + problem}});
            }
            std::string_view target = url.target;
            if (target.substr(0, options.base_path.size()) != options.base_path) return not_found();
            target.remove_prefix(options.base_path.size());
            if (target.empty() || target.front() != '/') return not_found();

            const Result<RouteMatch> match = match_route(people_routes, request.method, target);
            if (!match.has_value()) return unmatched(match.error(), target);
            if (!is_utf8(match->workspace)) {
                return bad_request({{"workspace_id", {}, "must be UTF-8"}});
            }
            if (!match->workspace.empty() && match->workspace != caller.workspace) {
                if (!exists(match->workspace)) return not_found();
                if (caller.key != nullptr) {
                    return error_response(403, "The API key belongs to another workspace");
                }
            }
            if (caller.key != nullptr && !permits(*caller.key, match->route->permission)) {
                return error_response(403, "The API key lacks the permission " +
                                               std::string(match->route->permission));
            }
            if (request.body.size() > options.max_body) {
                return error_response(413, "The request body has more than " +
                                               std::to_string(options.max_body) + " bytes");
            }
            if (has_body(request.method)) {
                const std::string* type = request.headers.find("Content-Type");
                if (type == nullptr || !is_json_content_type(*type)) {
                    return error_response(415, "The Content-Type must be application/json");
                }
            }
            const std::string& workspace =
                match->workspace.empty() ? caller.workspace : match->workspace;
            return backend.perform({*match, workspace, request.body, time, options.dialect});
        }

        static HttpResponse unmatched(const Error& error, std::string_view target) {
            if (error.code == "not_found") return not_found();
            if (error.code != "method_not_allowed") {
                return bad_request({{"url", {}, error.message}});
            }
            std::string allowed;
            for (const Method method :
                 {Method::get, Method::post, Method::put, Method::patch, Method::delete_}) {
                if (!match_route(people_routes, method, target).has_value()) continue;
                if (!allowed.empty()) allowed += ", ";
                allowed += to_string(method);
            }
            HttpResponse response =
                error_response(405, "The resource does not support this method");
            response.headers.add("Allow", allowed);
            return response;
        }

        bool exists(const std::string& workspace) const {
            const auto& all = options.workspaces;
            return all.empty() || std::find(all.begin(), all.end(), workspace) != all.end();
        }

        static bool permits(const ApiKey& key, std::string_view permission) {
            const auto& all = key.permissions;
            return permission.empty() || std::find(all.begin(), all.end(), permission) != all.end();
        }

        PeopleServiceOptions options;
        PeopleBackend backend;
        RateWindows windows;
        std::deque<Failure> failures;
        std::size_t received = 0;
        std::int64_t ticks = 0;
    };

    std::shared_ptr<State> state_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
