#ifndef FLAMEUP_TESTS_FLOW_CHAOTIC_SERVER_HPP
#define FLAMEUP_TESTS_FLOW_CHAOTIC_SERVER_HPP

// A People service behind a network and proxies that fail in all the ways that a flow has to bear.

#include "flameup/http/http.hpp"
#include "flameup/testing/people_service.hpp"
#include "flameup/value/result.hpp"

#include "drive/hosts.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <limits>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace chaos {

using flameup::HttpRequest;
using flameup::HttpResponse;
using std::chrono::milliseconds;

/// Numbers below a bound, the same ones for a seed with any library.
class Chance {
  public:
    explicit Chance(std::uint64_t seed) : engine_(seed) {}

    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(engine_() % bound); }
    bool of(std::size_t percent) { return below(100) < percent; }

  private:
    std::mt19937_64 engine_;
};

inline std::string http_date(std::int64_t seconds) {
    const auto time = static_cast<std::time_t>(seconds);
    char text[64] = {};
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", std::gmtime(&time));
    return text;
}

/// What is wrong with a person to this server alone, by its phone.
inline constexpr const char* poison = "666";

/// The phone of a person at whom this server fails.
inline constexpr const char* crash = "500";

/// Answers requests as the seed says; its time is the host's.
class Server {
  public:
    Server(std::uint64_t seed, hosts::Virtual& clock)
        : chance_(seed), clock_(clock), service_(options(chance_, clock)),
          faults_(chance_.of(20) ? 0 : chance_.below(45)), names_(chance_.below(101)),
          max_body_(chance_.of(60) ? (std::numeric_limits<std::size_t>::max)()
                                   : 100 + chance_.below(2000)),
          shape_(chance_.below(6)), words_(chance_.below(4)), partial_(chance_.of(30)) {
        milliseconds time = clock.time;
        for (std::size_t outages = chance_.below(3); outages != 0; --outages) {
            time += milliseconds(chance_.below(60'000));
            outages_.push_back({time, time + milliseconds(chance_.below(400'000))});
            time = outages_.back().end;
        }
    }

    /// Answers, or fails, before the service or after it.
    flameup::Result<HttpResponse> operator()(const HttpRequest& request) {
        ++requests;
        clock_.time += milliseconds(chance_.below(2'000));
        for (const Outage& outage : outages_) {
            if (clock_.time >= outage.begin && clock_.time < outage.end) return unreachable();
        }
        if (chance_.of(faults_)) return fault();
        if (request.body.size() > max_body_) {
            return flameup::testing::error_response(413, "The request is too large");
        }
        if (auto refused = refuse(request)) return *std::move(refused);
        if (words_ == 0 && chance_.of(faults_)) return unsuccessful();
        HttpResponse response = words_ == 1 ? shortened(request) : service_(request);
        if (chance_.of(faults_)) {
            switch (chance_.below(8)) {
            case 0: return flameup::testing::error_response(500, "after it was done");
            case 1: return HttpResponse{502, {}, "<html>"};
            case 2:
                if (chance_.of(10)) return HttpResponse{200, {}, "<html>welcome to this hotel"};
                break;
            case 3:
                return flameup::make_error(flameup::ErrorKind::transport, "cut", "reset by peer");
            case 4:
                return flameup::make_error(flameup::ErrorKind::transport, "timeout",
                                           "no answer in time");
            default: break;
            }
        }
        return response;
    }

    flameup::testing::PeopleService& service() { return service_; }

    /// Whether it refuses a body of this size.
    bool is_too_large(std::size_t size) const { return size > max_body_; }

    std::size_t requests = 0;

  private:
    struct Outage {
        milliseconds begin, end;
    };

    static flameup::testing::PeopleServiceOptions options(Chance& chance, hosts::Virtual& clock) {
        flameup::testing::PeopleServiceOptions result;
        result.requests_per_minute = chance.of(50) ? 0 : 3 + static_cast<int>(chance.below(120));
        result.dialect = chance.of(50) ? flameup::testing::Dialect::overview
                                       : flameup::testing::Dialect::reference;
        result.clock = [&clock] { return *clock.now_without_chance().date; };
        return result;
    }

    flameup::Result<HttpResponse> unreachable() {
        if (chance_.of(50))
            return flameup::make_error(flameup::ErrorKind::transport, "refused", "refused");
        return HttpResponse{503, {}, "<h1>Service Unavailable</h1>"};
    }

    flameup::Result<HttpResponse> fault() {
        const std::int64_t now = clock_.now_without_chance().date->seconds;
        const auto later = static_cast<std::int64_t>(chance_.below(90));
        HttpResponse response = flameup::testing::error_response(500, "The service is chaotic");
        switch (chance_.below(12)) {
        case 0:
            return flameup::make_error(flameup::ErrorKind::transport, "resolve_failed",
                                       "no such host");
        case 1:
            return flameup::make_error(flameup::ErrorKind::transport, "cut", "not \xFF trusted");
        case 2: response.status = 429; break;
        case 3:
            response.status = 429;
            response.headers.add("Retry-After", std::to_string(later));
            break;
        case 4:
            response.status = 429;
            response.headers.add("X-RateLimit-Remaining", "0");
            response.headers.add("X-RateLimit-Reset", std::to_string(now + later));
            break;
        case 5: response.status = 502; break;
        case 6:
            response.status = 503;
            response.headers.add("Retry-After", std::to_string(later));
            break;
        case 7:
            response.status = 503;
            response.headers.add("Retry-After", http_date(now + later));
            break;
        case 8:
            response.status = 503;
            response.headers.add("Date", http_date(now - 3600)); // its clock is wrong
            response.headers.add("Retry-After", http_date(now + later));
            break;
        case 9: response.status = 408; break;
        case 10:
            if (chance_.of(5)) response.status = 401;
            break;
        default: break;
        }
        return response;
    }

    /// Nothing was done, and the status says otherwise.
    HttpResponse unsuccessful() {
        const char* const bodies[] = {
            R"({"success":false,"error":{"code":"busy","message":"come back"}})",
            R"({"created_count":0,"people":[],"errors":["come back"]})", "{}",
            R"({"created_count":0,"updated_count":0,"people":[]})"};
        return {chance_.of(50) ? 200 : 207, {}, bodies[chance_.below(4)]};
    }

    /// Counts different people, shows some of them, or neither; always enough to prove all.
    HttpResponse shortened(const HttpRequest& request) {
        HttpResponse response = service_(request);
        if (response.status != 200 || request.body.empty()) return response;
        boost::json::value body = boost::json::parse(response.body);
        boost::json::object& answer = body.as_object();
        std::set<std::string> different;
        const boost::json::value sent = boost::json::parse(request.body);
        for (const boost::json::value& person : sent.at("people").as_array()) {
            different.emplace(person.at("userId").as_string().c_str());
        }
        if (chance_.of(50)) {
            answer["created_count"] = different.size();
            answer["updated_count"] = 0;
            answer.erase("people");
        } else {
            answer.erase("created_count");
            answer.erase("updated_count");
        }
        response.body = boost::json::serialize(body);
        return response;
    }

    /// Stores all but the poisoned, whom it names.
    HttpResponse store_others(const HttpRequest& request) {
        const boost::json::value sent = boost::json::parse(request.body);
        boost::json::array others, errors;
        std::size_t index = 0;
        for (const boost::json::value& person : sent.at("people").as_array()) {
            const boost::json::value* const phone = person.as_object().if_contains("phone");
            if (phone != nullptr && *phone == poison) {
                errors.push_back({{"index", index}, {"message", "is not a number to call"}});
            } else {
                others.push_back(person);
            }
            ++index;
        }
        HttpResponse response{207, {}, R"({"people":[]})"};
        if (!others.empty()) {
            HttpRequest rest = request;
            rest.body = boost::json::serialize(boost::json::object{{"people", others}});
            response = service_(rest);
            if (response.status != 200) return response;
            response.status = 207;
        }
        boost::json::value body = boost::json::parse(response.body);
        body.as_object()["errors"] = errors;
        response.body = boost::json::serialize(body);
        return response;
    }

    // Names the poisoned, or some, or nobody; fails at who crashes it.
    std::optional<HttpResponse> refuse(const HttpRequest& request) {
        if (request.body.empty()) return std::nullopt;
        const boost::json::value body = boost::json::parse(request.body);
        std::vector<flameup::FieldError> fields;
        std::size_t index = 0;
        bool is_poisoned = false;
        const bool names = chance_.of(names_);
        for (const boost::json::value& person : body.at("people").as_array()) {
            const boost::json::value* const phone = person.as_object().if_contains("phone");
            const std::string number = std::to_string(index++);
            if (phone != nullptr && *phone == crash) {
                return flameup::testing::error_response(500, "crashed");
            }
            if (phone == nullptr || *phone != poison) continue;
            is_poisoned = true;
            if (!names || (!fields.empty() && chance_.of(30))) continue;
            const std::string paths[] = {
                "people[" + number + "].phone",  "people." + number + ".phone",
                "/people/" + number + "/phone",  "body.people[" + number + "].phone",
                "#/people/" + number + "/phone", "[" + number + "].phone"};
            fields.push_back({paths[shape_], {}, "is not a number to call"});
        }
        if (!is_poisoned) return std::nullopt;
        if (partial_) return store_others(request);
        return flameup::testing::bad_request(fields);
    }

    Chance chance_;
    hosts::Virtual& clock_;
    flameup::testing::PeopleService service_;
    std::size_t faults_, names_; // percent
    std::size_t max_body_;
    std::size_t shape_;
    std::size_t words_; // what 2xx answers say
    bool partial_;
    std::vector<Outage> outages_;
};

} // namespace chaos

#endif
