#ifndef FLAMEUP_TESTS_FLOW_BATCHES_KIT_HPP
#define FLAMEUP_TESTS_FLOW_BATCHES_KIT_HPP

// People, servers in a line, and outcomes as text, for tests of PeopleBatches.

#include "flameup/drive/blocking.hpp"
#include "flameup/flow/people_batches.hpp"
#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "texts.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace batches {

using People = std::vector<flameup::PersonInput<>>;
using Ids = std::vector<std::string>;
using Flow = flameup::PeopleBatches<>;

inline flameup::Config config() {
    flameup::Config result;
    result.api_key = "test_key";
    return result;
}

inline flameup::PersonInput<> person(std::string id) { return {std::move(id)}; }

/// u0, u1 and so on.
inline People people(std::size_t count) {
    People all;
    for (std::size_t i = 0; i != count; ++i) all.push_back(person("u" + std::to_string(i)));
    return all;
}

/// The userIds in a batch.
inline Ids ids_of(const flameup::HttpRequest& request) {
    Ids ids;
    const boost::json::value body = boost::json::parse(request.body);
    for (const boost::json::value& each : body.at("people").as_array()) {
        ids.emplace_back(each.at("userId").as_string().c_str());
    }
    return ids;
}

inline std::string joined(const Ids& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

/// `0 created`, or `3 rejected 400 invalid: email is taken`.
inline std::string of(const flameup::PersonOutcome& outcome) {
    std::string text = std::to_string(outcome.index) + ' ';
    text += boost::describe::enum_to_string(outcome.fate, "?");
    if (outcome.status != 0 || !outcome.code.empty() || !outcome.message.empty()) {
        text += ' ' + std::to_string(outcome.status) + ' ' + outcome.code + ": " + outcome.message;
    }
    return text;
}

inline flameup::HttpResponse created(std::size_t count) {
    return {200, {}, R"({"created_count":)" + std::to_string(count) + R"(,"updated_count":0})"};
}

inline flameup::HttpResponse refusal(int status, const std::string& message = "no") {
    return {status, {}, R"({"message":")" + message + R"("})"};
}

/// Answers as if all were new.
inline flameup::HttpResponse take_all(const Ids& ids, const flameup::HttpRequest&) {
    return created(ids.size());
}

/// Refuses batches with one of these people, and names nobody.
struct Refusing {
    std::set<std::string> whom;

    flameup::HttpResponse operator()(const Ids& ids, const flameup::HttpRequest&) const {
        for (const std::string& id : ids) {
            if (whom.count(id) != 0) return refusal(400);
        }
        return created(ids.size());
    }
};

/// The ids of a number of people from one on, joined.
inline std::string from(std::size_t first, std::size_t count) {
    Ids ids;
    for (std::size_t i = first; i != first + count; ++i) ids.push_back("u" + std::to_string(i));
    return joined(ids);
}

/// The same outcome for a number of people from 0 on.
inline Ids fates(std::size_t count, const std::string& fate) {
    Ids all;
    for (std::size_t i = 0; i != count; ++i) all.push_back(std::to_string(i) + ' ' + fate);
    return all;
}

/// What a run did.
struct Seen {
    Ids requests{}; ///< The ids of each, joined.
    Ids outcomes{}; ///< In the order of the input.
    std::string error{};
    std::vector<hosts::milliseconds> waits{};
};

/// Takes outcomes, and adds people from the input.
struct Feed {
    const People& input;
    std::vector<flameup::PersonOutcome>& outcomes;
    std::size_t at = 0;

    void operator()(Flow& flow) {
        for (auto& outcome : flow.take()) outcomes.push_back(std::move(outcome));
        while (flow.wants_more() && at != input.size()) flow.add(input[at++]);
        if (at == input.size()) flow.close();
    }
};

/// The fates by index; ill-formed if one has several.
inline Ids texts_of(std::vector<flameup::PersonOutcome> outcomes) {
    std::stable_sort(outcomes.begin(), outcomes.end(),
                     [](const auto& a, const auto& b) { return a.index < b.index; });
    Ids texts;
    for (const auto& outcome : outcomes) texts.push_back(of(outcome));
    return texts;
}

/// Sends people to a server, which is called with the ids and the request.
template <class Server>
Seen send(const People& input, Server server, flameup::BatchesOptions options = {},
          flameup::Config with = config()) {
    Seen seen;
    Flow flow(std::move(with), options);
    hosts::Virtual host;
    std::vector<flameup::PersonOutcome> outcomes;
    const auto executor =
        [&](const flameup::HttpRequest& request) -> flameup::Result<flameup::HttpResponse> {
        const Ids ids = ids_of(request);
        seen.requests.push_back(joined(ids));
        return server(ids, request);
    };
    flameup::run(flow, executor, host, Feed{input, outcomes});
    seen.outcomes = texts_of(std::move(outcomes));
    if (flow.error()) seen.error = flow.error()->code;
    seen.waits = host.waits;
    return seen;
}

} // namespace batches

#endif
