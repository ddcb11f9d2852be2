#ifndef FLAMEUP_CLIENT_LOGGED_HPP
#define FLAMEUP_CLIENT_LOGGED_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/client/layered.hpp"
#include "flameup/http/header_text.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/response_info.hpp"
#include "flameup/http/shown_headers.hpp"
#include "flameup/json/redact.hpp"
#include "flameup/message/api_error.hpp"
#include "flameup/text/append_printable.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/value/error_text.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// What the lines of a log show beside the operation, the URL and the outcome.
struct LogOptions {
    /// The names of headers whose values are shown, in any case; `***` stands for those
    /// of `is_secret_header`.
    std::vector<std::string> headers{};
    /// Bytes of each body that are shown, at most 1024; 0 for none. Bodies hold personal data.
    std::size_t max_body = 0;
};

/// A request that is about to be sent, or what came of it; it becomes a line of a log by
/// `to_string`, and costs nothing before that. Valid while the sink is called.
class LogEvent {
  public:
    /// Makes the event of a request; `key` is the API key, which no line shows.
    LogEvent(const HttpRequest& request, std::string_view key, const LogOptions& options)
        : operation_(request.operation), key_(key), options_(options), request_(&request) {}

    /// Makes the event of an outcome, and of the time that it took.
    LogEvent(std::string_view operation, const Result<HttpResponse>& outcome,
             std::chrono::microseconds taken, std::string_view key, const LogOptions& options)
        : operation_(operation), key_(key), options_(options), outcome_(&outcome), taken_(taken) {}

    /// The name of the operation's route, as `upsert`.
    std::string_view operation() const noexcept { return operation_; }

    /// The request, with the API key in its headers; null for an outcome.
    const HttpRequest* request() const noexcept { return request_; }

    /// What came of the request, as the executor returned it; null for a request.
    const Result<HttpResponse>* outcome() const noexcept { return outcome_; }

    /// The time from the request to its outcome; 0 for a request.
    std::chrono::microseconds taken() const noexcept { return taken_; }

    /// Tells whether this is an outcome that is not a response with a 2xx status.
    bool is_failure() const noexcept {
        return outcome_ != nullptr && (!*outcome_ || (*outcome_)->status / 100 != 2);
    }

    /// Returns the line, without a line break: `upsert: POST https://…/people`, then
    /// `upsert: 200 in 12.345 ms (request req_1)`, or with an error in place of the status.
    ///
    /// Control characters and ill-formed UTF-8 become `?`; the API key, wherever it stands, becomes
    /// `***`.
    friend std::string to_string(const LogEvent& event) {
        std::string line;
        event.append(line, event.operation_);
        line += ": ";
        if (event.request_ != nullptr) {
            line += flameup::to_string(event.request_->method);
            event.append(line += ' ', event.request_->url);
            event.append_parts(line, event.request_->headers, event.request_->body);
        } else {
            event.append_outcome(line);
        }
        return line;
    }

  private:
    /// Appends a text of the request, the response or the executor.
    void append(std::string& line, std::string_view text) const {
        append_printable(line, detail::Redactor(key_)(text), detail::Redactor::longest);
    }

    void append_outcome(std::string& line) const {
        const Result<HttpResponse>& outcome = *outcome_;
        const detail::Redactor redacted(key_);
        std::optional<Error> error;
        if (!outcome) {
            redact(error.emplace(outcome.error()), redacted);
        } else {
            error = detail::status_error(*outcome, outcome->body, {}, Limits(), redacted);
        }
        std::string end;
        if (error) {
            error->missing_permission.clear();
            line += flameup::to_string(*error);
        } else {
            detail::append_integer(line, outcome->status);
            end = request_id(outcome->headers);
        }
        line += " in ";
        detail::append_fixed(line, taken_.count(), 3);
        line += " ms";
        if (!end.empty()) {
            append(line += " (request ", end);
            line += ')';
        }
        if (outcome) append_parts(line, outcome->headers, outcome->body);
    }

    void append_parts(std::string& line, const Headers& headers, std::string_view body) const {
        for (const Header& header : headers) {
            if (!is_shown(header.name)) continue;
            append(line += "; ", header.name);
            append(line += ": ",
                   is_secret_header(header.name) ? "***" : std::string_view(header.value));
        }
        if (options_.max_body == 0 || body.empty()) return;
        line += "; body ";
        append_printable(line, detail::Redactor(key_)(body),
                         (std::min)(options_.max_body, detail::Redactor::longest));
    }

    bool is_shown(std::string_view name) const {
        for (const std::string& shown : options_.headers) {
            if (equal_ignoring_case(name, shown)) return true;
        }
        return false;
    }

    std::string_view operation_, key_;
    const LogOptions& options_;
    const HttpRequest* request_ = nullptr;
    const Result<HttpResponse>* outcome_ = nullptr;
    std::chrono::microseconds taken_{0};
};

/// Makes a layer that gives a sink one `LogEvent` for each request, and one for what came of it.
///
/// `sink` is callable as a const object with a `const LogEvent&`, on the thread that sends and on
/// the one that completes. It decides what to do with the event: `to_string` makes the line. `now`
/// returns the time, as `&std::chrono::steady_clock::now` does.
template <class Sink, class Now> auto logged(Sink sink, Now now, LogOptions options = {}) {
    struct Log {
        Sink sink;
        Now now;
        LogOptions options;
    };
    const auto shared =
        std::make_shared<const Log>(Log{std::move(sink), std::move(now), std::move(options)});
    return [shared](const HttpRequest& request) {
        std::string key(bearer_key(request.headers));
        shared->sink(LogEvent(request, key, shared->options));
        const auto begin = shared->now();
        return [shared, begin, key = std::move(key),
                operation = request.operation](Result<HttpResponse>& outcome) {
            shared->sink(LogEvent(operation, outcome, detail::time_since(begin, shared->now()), key,
                                  shared->options));
        };
    };
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
