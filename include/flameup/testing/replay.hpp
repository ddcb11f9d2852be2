#ifndef FLAMEUP_TESTING_REPLAY_HPP
#define FLAMEUP_TESTING_REPLAY_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/client/executor.hpp"
#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/testing/recorded.hpp"
#include "flameup/testing/redaction.hpp"
#include "flameup/text/append_printable.hpp"
#include "flameup/text/percent.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/result.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// How a `Replay` finds the exchange that answers a request.
struct ReplayOptions {
    /// Whether the requests must come in the order of the recording. Otherwise the first exchange
    /// that matches and has not been used answers.
    bool in_order = true;
    /// What was taken from the recorded bodies, which is taken from requests before they are
    /// compared.
    Redaction redaction{};
};

/// An executor that answers from a recording: blocking, and with callbacks, which are called at
/// once.
///
/// A request matches an exchange of the same operation, method, URL and body; bodies are compared
/// as JSON where they are JSON. Each exchange answers once. A request without a match gets an error
/// of kind `ErrorKind::transport` with the code `invalid_request`, which no flow repeats; its
/// message names the nearest exchange and the difference. For one thread at a time; pass it by
/// `std::ref`.
class Replay {
  public:
    /// Reads a recording: a line for each exchange, as `recorded` writes them; empty lines are
    /// passed over. Errors: those of `from_json`, whose message names the line.
    static Result<Replay> parse(std::string_view lines, ReplayOptions options = {}) {
        Replay replay;
        replay.options_ = std::move(options);
        for (std::size_t number = 1; !lines.empty(); ++number) {
            const std::size_t end = (std::min)(lines.find('\n'), lines.size());
            const std::string_view line = lines.substr(0, end);
            lines.remove_prefix((std::min)(end + 1, lines.size()));
            if (line.find_first_not_of(" \t\r") == line.npos) continue;
            Result<Exchange> exchange = from_json<Exchange>(line, {}, Strictness::full());
            if (exchange && exchange->response.has_value() == exchange->error.has_value()) {
                exchange = make_error(ErrorKind::decode, "invalid_exchange",
                                      "must have either a response or an error");
            }
            if (!exchange) {
                Error error = exchange.error();
                error.message = "line " + std::to_string(number) + ": " + error.message;
                return error;
            }
            replay.lines_.push_back({*std::move(exchange), number, false});
        }
        return replay;
    }

    /// Answers a request.
    Result<HttpResponse> operator()(const HttpRequest& request) {
        const Exchange sent = to_exchange(request, options_.redaction);
        const Line* nearest = nullptr;
        Difference smallest;
        for (Line& line : lines_) {
            if (line.is_used) continue;
            Difference difference = compare(line.exchange, sent);
            if (difference.size == 0) {
                line.is_used = true;
                return answer(line.exchange);
            }
            if (nearest == nullptr || difference.size < smallest.size) {
                nearest = &line;
                smallest = std::move(difference);
            }
            if (options_.in_order) break;
        }
        std::string message = "no recorded exchange is left";
        if (nearest != nullptr) {
            message = "no recorded exchange matches; the nearest is that of line " +
                      std::to_string(nearest->number) + ": " + smallest.what;
        }
        return make_error(ErrorKind::transport, "invalid_request", std::move(message));
    }

    /// Answers a request before it returns.
    void operator()(const HttpRequest& request, const Completion& completion) {
        completion((*this)(request));
    }

    /// Counts the exchanges that have not answered yet: 0 at the end of a test that sends all.
    std::size_t left() const {
        return static_cast<std::size_t>(std::count_if(
            lines_.begin(), lines_.end(), [](const Line& line) { return !line.is_used; }));
    }

  private:
    struct Line {
        Exchange exchange;
        std::size_t number;
        bool is_used;
    };

    /// What differs, and how much that counts; 0 for a match.
    struct Difference {
        int size = 0;
        std::string what;

        void add(int weight, std::string text) {
            if (size == 0) what = std::move(text);
            size += weight;
        }
    };

    static Difference compare(const Exchange& recorded, const Exchange& sent) {
        Difference difference;
        const auto add = [&difference](int weight, const char* what, const std::string& a,
                                       const std::string& b) {
            if (a != b) {
                difference.add(weight, std::string("the ") + what + " was " + shown(a) +
                                           ", and is " + shown(b));
            }
        };
        add(8, "operation", recorded.operation, sent.operation);
        add(4, "method", recorded.request.method, sent.request.method);
        add(2, "URL", recorded.request.url, sent.request.url);
        const std::string before = content_of(recorded.request), now = content_of(sent.request);
        if (before == now) return difference;
        const auto a = from_json<boost::json::value>(before);
        const auto b = from_json<boost::json::value>(now);
        if (!a || !b) {
            add(1, "body", before, now);
        } else if (*a != *b) {
            difference.add(1, where("$", *a, *b));
        }
        return difference;
    }

    /// Says where two values differ first; the recursion is as deep as `Limits` allow.
    static std::string where(const std::string& path, const boost::json::value& before,
                             const boost::json::value& now) {
        if (before.is_object() && now.is_object()) {
            const boost::json::object& a = before.get_object();
            const boost::json::object& b = now.get_object();
            for (const auto& member : a) {
                const std::string place = path + '.' + std::string(member.key());
                const auto* const other = b.if_contains(member.key());
                if (other == nullptr)
                    return place + " was " + shown(member.value()) + ", and is absent";
                if (*other != member.value()) return where(place, member.value(), *other);
            }
            for (const auto& member : b) {
                if (a.contains(member.key())) continue;
                return path + '.' + std::string(member.key()) + " was absent, and is " +
                       shown(member.value());
            }
        }
        if (before.is_array() && now.is_array()) {
            const boost::json::array& a = before.get_array();
            const boost::json::array& b = now.get_array();
            for (std::size_t i = 0; i != (std::min)(a.size(), b.size()); ++i) {
                if (a[i] != b[i]) return where(path + '[' + std::to_string(i) + ']', a[i], b[i]);
            }
            return path + " had " + std::to_string(a.size()) + " elements, and has " +
                   std::to_string(b.size());
        }
        return path + " was " + shown(before) + ", and is " + shown(now);
    }

    static std::string shown(std::string_view text) {
        constexpr std::size_t most = 200;
        std::string result;
        append_printable(result, text, most);
        return result.empty() ? "empty" : result;
    }
    static std::string shown(const boost::json::value& value) {
        const Result<std::string> text = to_json(value);
        return shown(text ? std::string_view(*text) : "?");
    }

    static std::string content_of(const RecordedBody& recorded) {
        if (recorded.body) return *recorded.body;
        std::string text;
        if (recorded.encoded) {
            flameup::detail::percent_decode(*recorded.encoded, flameup::detail::Plus::literal,
                                            text);
        }
        return text;
    }

    static Result<HttpResponse> answer(const Exchange& exchange) {
        if (exchange.error) {
            const bool is_cancelled = exchange.error->kind == "cancelled";
            return make_error(is_cancelled ? ErrorKind::cancelled : ErrorKind::transport,
                              exchange.error->code, exchange.error->message);
        }
        HttpResponse response;
        response.status = exchange.response->status;
        for (const RecordedHeader& header : exchange.response->headers) {
            response.headers.add(header.name, header.value);
        }
        response.body = content_of(*exchange.response);
        return response;
    }

    ReplayOptions options_;
    std::vector<Line> lines_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
