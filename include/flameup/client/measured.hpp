#ifndef FLAMEUP_CLIENT_MEASURED_HPP
#define FLAMEUP_CLIENT_MEASURED_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/client/layered.hpp"
#include "flameup/describe/describe.hpp"
#include "flameup/http/http.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// One request that has come to its end, for metrics.
struct Measurement {
    std::string_view operation; ///< The name of the operation's route.
    std::string_view outcome;   ///< The status, as `200`, `cancelled`, or the executor's code.
    std::chrono::microseconds taken{0}; ///< From the request to its outcome.
};

/// How many requests of one operation had one outcome, and how long they took.
struct CallMetrics {
    std::string operation;       ///< As in `Measurement`.
    std::string outcome;         ///< As in `Measurement`.
    std::int64_t count = 0;      ///< Requests.
    std::int64_t sum_us = 0;     ///< Microseconds of all together.
    std::int64_t longest_us = 0; ///< Microseconds of the longest one.
    /// For each of `Metrics::bounds_us`, the requests that took at most that long.
    std::vector<std::int64_t> buckets;
    FLAMEUP_DESCRIBE(CallMetrics, (), (operation, outcome, count, sum_us, longest_us, buckets))
};

/// Counts and durations of requests, by operation and outcome; `to_json` writes them.
///
/// It is a plain value, which one thread uses at a time: where requests complete on several
/// threads, give `measured` a function that locks.
struct Metrics {
    /// The upper bounds of the buckets, in microseconds: 5 ms to 10 s, as Prometheus' own clients
    /// have them.
    static constexpr std::int64_t bounds_us[] = {5'000,     10'000,    25'000,    50'000,
                                                 100'000,   250'000,   500'000,   1'000'000,
                                                 2'500'000, 5'000'000, 10'000'000};
    std::vector<CallMetrics> calls; ///< In the order of operation and outcome.
    FLAMEUP_DESCRIBE(Metrics, (), (calls))

    /// Adds a request.
    void operator()(const Measurement& made) {
        const auto key = std::pair(made.operation, made.outcome);
        auto at = std::lower_bound(
            calls.begin(), calls.end(), key, [](const CallMetrics& call, const auto& other) {
                return std::pair<std::string_view, std::string_view>(call.operation, call.outcome) <
                       other;
            });
        if (at == calls.end() || at->operation != made.operation || at->outcome != made.outcome) {
            at = calls.emplace(at);
            at->operation = made.operation;
            at->outcome = made.outcome;
            at->buckets.resize(std::size(bounds_us));
        }
        const std::int64_t taken = made.taken.count();
        ++at->count;
        at->sum_us += taken;
        at->longest_us = (std::max)(at->longest_us, taken);
        for (std::size_t i = 0; i != std::size(bounds_us); ++i) {
            if (taken <= bounds_us[i]) ++at->buckets[i];
        }
    }
};

namespace detail {

/// Appends microseconds as seconds, without zeros at the end: `0.005`.
inline void append_seconds(std::string& text, std::int64_t microseconds) {
    append_fixed(text, microseconds, 6);
    text.resize(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
}

/// Appends the value of a label, as Prometheus' text format escapes it.
inline void append_label(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append("=\"");
    for (const char c : value) {
        if (c == '\n') {
            text += "\\n";
        } else {
            if (c == '"' || c == '\\') text += '\\';
            text += c;
        }
    }
    text += '"';
}

} // namespace detail

/// Returns metrics in Prometheus' text format, version 0.0.4: the histogram
/// `flameup_request_duration_seconds` with the labels `operation` and `outcome`.
inline std::string to_prometheus(const Metrics& metrics) {
    std::string text = "# HELP flameup_request_duration_seconds Requests to the People API.\n"
                       "# TYPE flameup_request_duration_seconds histogram\n";
    for (const CallMetrics& call : metrics.calls) {
        const auto begin = [&](std::string_view suffix) {
            text.append("flameup_request_duration_seconds").append(suffix);
            detail::append_label(text, "{operation", call.operation);
            detail::append_label(text, ",outcome", call.outcome);
        };
        const auto bucket = [&](std::string_view bound, std::int64_t count) {
            begin("_bucket");
            detail::append_label(text, ",le", bound);
            text += "} ";
            detail::append_integer(text, count);
            text += '\n';
        };
        const std::size_t most = (std::min)(call.buckets.size(), std::size(Metrics::bounds_us));
        for (std::size_t i = 0; i != most; ++i) {
            std::string bound;
            detail::append_seconds(bound, Metrics::bounds_us[i]);
            bucket(bound, call.buckets[i]);
        }
        bucket("+Inf", call.count);
        begin("_sum");
        detail::append_seconds(text += "} ", call.sum_us);
        text += '\n';
        begin("_count");
        detail::append_integer(text += "} ", call.count);
        text += '\n';
    }
    return text;
}

/// Makes a layer that gives a sink one `Measurement` for each request that has come to its end.
///
/// `sink` is callable as a const object with a `const Measurement&`, as `std::ref` of `Metrics` is,
/// on the thread that completes. `now` returns the time, as `&std::chrono::steady_clock::now` does.
template <class Sink, class Now> auto measured(Sink sink, Now now) {
    struct Measure {
        Sink sink;
        Now now;
    };
    const auto shared = std::make_shared<const Measure>(Measure{std::move(sink), std::move(now)});
    return [shared](const HttpRequest& request) {
        return [shared, begin = shared->now(),
                operation = request.operation](Result<HttpResponse>& outcome) {
            std::string what;
            if (outcome) {
                detail::append_integer(what, outcome->status);
            } else {
                const Error& error = outcome.error();
                what = error.kind == ErrorKind::cancelled ? "cancelled" : error.code;
            }
            shared->sink(Measurement{operation, what, detail::time_since(begin, shared->now())});
        };
    };
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
