#ifndef FLAMEUP_TESTS_FLOW_SCRIPTS_HPP
#define FLAMEUP_TESTS_FLOW_SCRIPTS_HPP

// Servers that answer as written down, and flows moved against them, with all that they do as text.

#include "flameup/flow/moment.hpp"
#include "flameup/http/http.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/message/config.hpp"
#include "flameup/value/result.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scripts {

using flameup::Error;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Moment;
using flameup::Result;
using flameup::Step;
using std::chrono::milliseconds;
using std::chrono::seconds;

inline constexpr std::uint64_t least = 0;
inline constexpr std::uint64_t half = std::uint64_t{1} << 63;
inline constexpr std::uint64_t most = (std::numeric_limits<std::uint64_t>::max)();
inline constexpr std::int64_t lowest_number = (std::numeric_limits<std::int64_t>::min)();
inline constexpr std::int64_t largest_number = (std::numeric_limits<std::int64_t>::max)();

inline const std::string key = "ws_test_0123456789.abcdef";

inline flameup::Config config() {
    flameup::Config result;
    result.api_key = key;
    return result;
}

inline Moment at(std::int64_t time, std::uint64_t random = half,
                 std::optional<flameup::Timestamp> date = {}) {
    Moment moment;
    moment.time = milliseconds(time);
    moment.random = random;
    moment.date = date;
    return moment;
}

using Answers = std::vector<Result<HttpResponse>>;

inline HttpResponse answer(int status, std::string body = {}, flameup::Headers headers = {}) {
    return {status, std::move(headers), std::move(body)};
}

inline Error lost(std::string code) {
    std::string message = code + " by script";
    return flameup::make_error(flameup::ErrorKind::transport, std::move(code), std::move(message));
}

/// Method, path and query of a request.
inline std::string line_of(const HttpRequest& request) {
    const std::string_view base = "https://api.flameup.ai/api/v1";
    BOOST_TEST(request.url.substr(0, base.size()) == base);
    return std::string(to_string(request.method)) + ' ' + request.url.substr(base.size());
}

/// What is tried and failed, an attempt a line.
template <class Attempts> std::string of(const Attempts& attempts) {
    std::string text;
    for (const auto& attempt : attempts) {
        text += std::to_string(attempt.status) + ' ' + attempt.code + ": " + attempt.message +
                ", waits " + std::to_string(attempt.wait_ms) + '\n';
    }
    return text;
}

/// Writes a state as JSON, in which the key is not, and reads it back.
template <class State> State copy_of(const State& state) {
    const Result<std::string> text = flameup::to_json(state);
    BOOST_TEST_REQUIRE(text.has_value());
    BOOST_TEST(text->find(key) == std::string::npos);
    Result<State> read = flameup::from_json<State>(*text, {}, flameup::Strictness::full());
    BOOST_TEST_REQUIRE(read.has_value(), texts::of(read.error()));
    BOOST_TEST(*flameup::to_json(*read) == *text);
    return *std::move(read);
}

/// Does not save.
struct Unsaved {
    template <class Flow> Flow operator()(Flow flow, const Moment&) const { return flow; }
};

/// Moves a flow to its end, through `resume(flow, now)` at every step, and tells all that it did.
///
/// `taken(flow)` tells what it yields. Requests take 10 ms.
template <class Flow, class Resume, class Taken>
std::string story_of(Flow& flow, const Answers& answers, Resume resume, Taken taken,
                     std::uint64_t random = half) {
    std::string story;
    std::int64_t time = 1'000'000;
    std::size_t answered = 0;
    for (int i = 0; i != 1000; ++i) {
        flow = resume(std::move(flow), at(time, random));
        const Step step = flow.next(at(time, random));
        switch (step.kind) {
        case Step::Kind::send: {
            BOOST_TEST_REQUIRE(answered != answers.size(), "more requests than answers:\n"
                                                               << story);
            const std::string line = line_of(*step.request);
            story += line + '\n';
            flow = resume(std::move(flow), at(time, random));
            const Step again = flow.next(at(time, random));
            if (again.kind == Step::Kind::send) BOOST_TEST(line_of(*again.request) == line);
            if (again.kind == Step::Kind::finished) return story + "finished while in flight\n";
            time += 10;
            flow.receive(answers[answered++], at(time, random));
            break;
        }
        case Step::Kind::wait:
            BOOST_TEST_REQUIRE(step.until.count() > time);
            story += "waits " + std::to_string(step.until.count() - time) + '\n';
            time = step.until.count();
            break;
        case Step::Kind::yield: story += taken(flow) + '\n'; break;
        case Step::Kind::finished:
            BOOST_TEST(answered == answers.size());
            return story + "finished\n";
        }
    }
    return story + "and so on\n";
}

/// As above, for flows that never yield.
template <class Flow, class Resume>
std::string story_of(Flow& flow, const Answers& answers, Resume resume) {
    return story_of(flow, answers, resume, [](Flow&) { return std::string("yields"); });
}

} // namespace scripts

#endif
