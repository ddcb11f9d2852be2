#include "flameup/testing/executor_conformance.hpp"

#include "memory_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(testing_executor_conformance)

using flameup::Completion;
using flameup::ErrorKind;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Result;
using flameup::testing::blocking;
using flameup::testing::check_callback_executor;
using flameup::testing::check_executor;
using flameup::testing::ConformanceReport;

namespace {

std::set<std::string> failed(const ConformanceReport& report) {
    std::set<std::string> names;
    for (const auto& check : report.checks) {
        if (!check.passed()) names.insert(check.name);
    }
    return names;
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += name + '\n';
    return text;
}

/// Ticks while calls are pending.
auto pump(memory::Transport& transport) {
    return [&transport, turns = 0]() mutable {
        transport.tick();
        return ++turns < 100;
    };
}

} // namespace

BOOST_AUTO_TEST_CASE(passes_a_good_executor) {
    memory::Peer peer;
    const ConformanceReport report = check_executor(memory::Executor{&peer}, peer);
    BOOST_TEST(report.passed(), to_string(report));
    BOOST_TEST(to_string(report) == std::to_string(report.checks.size()) + " passed, 0 failed\n");
    std::set<std::string> names;
    for (const auto& check : report.checks) names.insert(check.name);
    BOOST_TEST(names.size() == report.checks.size());
}

BOOST_AUTO_TEST_CASE(passes_a_good_callback_executor) {
    memory::Peer peer;
    memory::Transport transport(memory::Executor{&peer});
    const auto report = check_callback_executor(std::ref(transport), pump(transport), peer);
    BOOST_TEST(report.passed(), to_string(report));
    BOOST_TEST(report.checks.size() > check_executor(memory::Executor{&peer}, peer).checks.size());
    BOOST_TEST(transport.stopped() == 2u);
}

BOOST_AUTO_TEST_CASE(passes_a_callback_executor_that_completes_before_it_returns) {
    memory::Peer peer;
    const memory::Executor executor{&peer};
    const auto at_once = [executor](const HttpRequest& request, const Completion& completion) {
        completion(executor(request));
    };
    const auto report = check_callback_executor(
        at_once, [] {}, peer);
    BOOST_TEST(report.passed(), to_string(report));
}

BOOST_AUTO_TEST_CASE(reports_what_is_wrong_in_words) {
    memory::Peer peer;
    const auto wrong = [executor = memory::Executor{&peer}](HttpRequest request) {
        if (request.method == flameup::Method::put) request.body.clear();
        auto result = executor(request);
        if (result && result->status == 404) result->status = 200;
        return result;
    };
    const ConformanceReport report = check_executor(wrong, peer);
    BOOST_TEST(!report.passed());
    BOOST_TEST(report.failures() == 2u);
    BOOST_TEST(to_string(report) ==
               "wrong: sends PUT with a body\n"
               "    the body is not as sent: expected \"{\"a\":1}\", got \"\"\n"
               "wrong: returns 404 with its headers and body\n"
               "    expected status 404, got 200 with the body \"{\"error\":\"as it is\"}\"\n" +
                   std::to_string(report.checks.size() - 2) + " passed, 2 failed\n");
    BOOST_TEST(!ConformanceReport().passed());
}

BOOST_AUTO_TEST_CASE(notes_what_some_libraries_cannot_do) {
    memory::Peer peer;
    const auto without_empty_headers = [executor =
                                            memory::Executor{&peer}](const HttpRequest& request) {
        auto result = executor(request);
        if (!result) return result;
        const flameup::Headers headers = std::exchange(result->headers, {});
        for (const auto& [name, value] : headers) {
            if (!value.empty()) result->headers.add(name, value);
        }
        return result;
    };
    const ConformanceReport report = check_executor(without_empty_headers, peer);
    BOOST_TEST(report.passed());
    BOOST_TEST(report.failures() == 0u);
    BOOST_TEST(report.notes() == 1u);
    BOOST_TEST(to_string(report) == "note: returns a header with an empty value\n"
                                    "    the header X-Empty: expected 1 of them, got 0\n" +
                                        std::to_string(report.checks.size() - 1) +
                                        " passed, 0 failed, 1 noted\n");
}

BOOST_AUTO_TEST_CASE(shows_where_long_texts_differ_and_how_many_headers_there_are) {
    memory::Peer peer;
    const auto wrong = [executor = memory::Executor{&peer}](HttpRequest request) {
        if (request.body.size() > 1000) request.body[300] = '?';
        if (request.headers.find("X-Twice")) request.headers.add("X-Twice", "\x7F\xC3");
        auto result = executor(request);
        if (result && result->status == 301) result->headers.add("X-More", "a");
        return result;
    };
    const ConformanceReport report = check_executor(wrong, peer);
    std::string text;
    for (const auto& check : report.checks) {
        if (!check.passed()) text += check.problem + '\n';
    }
    BOOST_TEST(text ==
               "the body is not as sent: expected 1048576 bytes, got 1048576; from byte 290 "
               "on expected \")*+,-./0123456789:;<\"..., got \")*+,-./012?456789:;<\"...\n"
               "the call failed: transport error, code \"invalid_header\", message \"the "
               "request has a header that cannot be sent\"\n"
               "the header X-More: expected 0 of them, got 1: \"a\"\n");
}

BOOST_AUTO_TEST_CASE(shows_neither_the_key_nor_long_texts) {
    memory::Peer peer;
    const auto wrong = [executor = memory::Executor{&peer}](HttpRequest request) {
        flameup::Headers doubled = request.headers;
        doubled.add("Authorization", *request.headers.find("Authorization"));
        request.headers = doubled;
        auto result = executor(request);
        if (!result) return result;
        result->body = *request.headers.find("Authorization") + std::string(5000, '\0');
        result->headers.add("X-Echo", *request.headers.find("Authorization"));
        return result;
    };
    const auto bare = [executor = wrong](const HttpRequest& request) {
        return request.headers.find("Authorization")
                   ? executor(request)
                   : flameup::make_error(flameup::ErrorKind::transport, "transport_failed",
                                         "no key");
    };
    const ConformanceReport report = check_executor(bare, peer);
    BOOST_TEST(report.failures() > 50u);
    const std::string text = to_string(report);
    BOOST_TEST(text.find("Bearer ***") != std::string::npos);
    BOOST_TEST(text.find("conformance_key") == std::string::npos);
    for (const auto& check : report.checks) BOOST_TEST(check.problem.size() < 700u);
}

BOOST_AUTO_TEST_CASE(makes_a_blocking_executor_of_one_that_calls_back) {
    memory::Transport transport([](const HttpRequest& request) {
        return HttpResponse{200, {}, request.url};
    });
    const auto execute = blocking(std::ref(transport), pump(transport));
    BOOST_TEST(execute({flameup::Method::get, "http://memory/a", {}, {}, {}})->body ==
               "http://memory/a");
    const auto never = execute({flameup::Method::get, "http://memory/stopped", {}, {}, {}});
    BOOST_TEST_REQUIRE(never.has_error());
    BOOST_TEST((never.error().kind == ErrorKind::cancelled));
    BOOST_TEST(never.error().code == "not_completed");
    BOOST_TEST(transport.stopped() == 1u);
}

BOOST_AUTO_TEST_CASE(finds_an_executor_that_never_completes) {
    memory::Peer peer;
    std::vector<Completion> kept;
    const auto never = [&kept](const HttpRequest&, const Completion& completion) {
        kept.push_back(completion);
    };
    const auto report = check_callback_executor(
        never, [] { return false; }, peer);
    for (const auto& check : report.checks) {
        // Nothing is sent twice, and cancelled calls are complete.
        const bool vacuous = check.name.find("cancelled") != std::string::npos;
        BOOST_TEST((vacuous || !check.passed()), check.name);
    }
}

BOOST_AUTO_TEST_CASE(finds_an_executor_that_drops_its_calls) {
    memory::Peer peer;
    const auto drops = [](const HttpRequest&, const Completion&) {};
    const auto report = check_callback_executor(
        drops, [] { return false; }, peer);
    BOOST_TEST(failed(report).count("a refused connection is a transport error") == 1u);
    BOOST_TEST(failed(report).count("gives each of many calls in flight its own response") == 1u);
}

BOOST_AUTO_TEST_CASE(finds_what_is_wrong_with_calls_in_flight) {
    memory::Peer peer;
    memory::Transport transport(memory::Executor{&peer});
    const auto names_of = [&](auto executor) {
        return joined(failed(check_callback_executor(executor, pump(transport), peer)));
    };

    // Swaps the completions of two calls.
    const auto held = std::make_shared<std::vector<std::pair<HttpRequest, Completion>>>();
    const auto swaps = [held, &transport](HttpRequest request, Completion completion) {
        if (request.url.find("/people/1") == std::string::npos || request.url.back() == '1') {
            transport(std::move(request), std::move(completion));
            return;
        }
        held->push_back({std::move(request), std::move(completion)});
        if (held->size() < 2) return;
        transport((*held)[0].first, (*held)[1].second);
        transport((*held)[1].first, (*held)[0].second);
        held->clear();
    };
    BOOST_TEST(names_of(swaps) == "gives each of many calls in flight its own response\n");

    // Stopping one call stops all.
    const auto calls = std::make_shared<std::vector<std::function<void()>>>();
    const auto stops_all = [calls, &transport](HttpRequest request, Completion completion) {
        calls->push_back(transport(std::move(request), std::move(completion)));
        return [calls] {
            for (const auto& stop : *calls) stop();
        };
    };
    BOOST_TEST(names_of(stops_all) == "lets calls beside a cancelled one go on\n");

    // Fails every call after two were stopped.
    const auto stops = std::make_shared<int>(0);
    const auto breaks = [stops, &transport](HttpRequest request, Completion completion) {
        if (*stops == 2 && request.url.find("/next") != std::string::npos) {
            *stops = 0;
            completion(
                flameup::make_error(flameup::ErrorKind::transport, "transport_failed", "broken"));
        } else {
            transport(std::move(request), std::move(completion));
        }
        return [stops] { ++*stops; };
    };
    BOOST_TEST(names_of(breaks) == "makes a call after a cancelled one\n");

    // Loses calls that are started in a completion.
    const auto loses = [&transport](HttpRequest request, const Completion& completion) {
        if (request.url.find("/inner") != std::string::npos) return;
        transport(std::move(request), completion);
    };
    BOOST_TEST(names_of(loses) == "starts a call where another completes\n");

    // Returns a response for a call that was cancelled before it was sent.
    const auto made_up = [&transport](HttpRequest request, const Completion& completion) {
        if (request.url.find("/stopped") != std::string::npos ||
            request.url.find("/at-once") != std::string::npos) {
            completion(HttpResponse{504, {}, {}});
        } else {
            transport(std::move(request), completion);
        }
    };
    BOOST_TEST(names_of(made_up) == "completes a call that is cancelled before it gets anywhere\n"
                                    "completes a cancelled call at once as cancelled\n");
}

BOOST_AUTO_TEST_SUITE_END()
