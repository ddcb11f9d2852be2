#ifndef FLAMEUP_TESTING_CONFORMANCE_REQUEST_CHECKS_HPP
#define FLAMEUP_TESTING_CONFORMANCE_REQUEST_CHECKS_HPP

#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/method.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/conformance/bench.hpp"
#include "flameup/testing/conformance/words.hpp"
#include "flameup/testing/peer_request.hpp"

#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// Sends a request and returns what is wrong: the call failed, or what `judge` says of the request
/// that the peer received.
template <class Judge>
std::string problem_of(Bench& bench, const HttpRequest& request, const Judge& judge) {
    const Exchange exchange = bench.calls({request}, {plain_answer()});
    return first_of({plain_problem(exchange.results[0]), count_problem(1, exchange.received.size()),
                     exchange.received.empty() ? "" : judge(exchange.received[0])});
}

/// Checks each method, with a body and without.
inline void check_methods(Bench& bench) {
    for (const Method method :
         {Method::get, Method::post, Method::put, Method::patch, Method::delete_}) {
        const std::string name(to_string(method));
        for (const std::string body : {"", R"({"a":1})"}) {
            // The library builds no GET with a body, which has no meaning (RFC 9110 section 9.3.1).
            if (method == Method::get && !body.empty()) continue;
            bench.found("sends " + name + (body.empty() ? " without a body" : " with a body"),
                        problem_of(bench, request_of(method, "/people", body),
                                   [&](const PeerRequest& received) {
                                       return first_of(
                                           {difference("the method", name, received.method),
                                            difference("the body", body, received.body)});
                                   }));
        }
    }
}

/// Checks that targets arrive unchanged.
inline void check_targets(Bench& bench) {
    const auto check = [&bench](std::string name, std::initializer_list<const char*> targets) {
        std::string problem;
        for (const char* const target : targets) {
            if (!problem.empty()) break;
            problem = problem_of(bench, request_of(Method::get, target),
                                 [target](const PeerRequest& received) {
                                     return difference("the target", target, received.target);
                                 });
        }
        bench.found(std::move(name), std::move(problem));
    };
    check("sends percent-encoded bytes of a path as they are",
          {"/people/a%20b", "/people/a%2Fb", "/people/%41", "/people/%c3%A9", "/people/..%2Fx",
           "/people/%2e%2e%2Fx", "/people/a%25b", "/people/a%3Fb%23c"});
    check("sends marks in a path as they are", {"/a;p=1/b'c", "/-._~!$&'()*+,;=:@", "/a//b"});
    check("sends a query as it is",
          {"/people?q=a%20b+c%2Bd&email=jane%40example.com", "/people?limit=5&offset=0&limit=6",
           "/people?a=&b=%26&c='%27;/?:@", "/people?since=2024-01-15T10:30:00Z"});
}

/// Checks that bodies arrive unchanged.
inline void check_bodies(Bench& bench) {
    const auto check = [&bench](std::string name, const std::string& body) {
        bench.found(std::move(name), problem_of(bench, request_of(Method::post, "/people", body),
                                                [&body](const PeerRequest& received) {
                                                    return difference("the body", body,
                                                                      received.body);
                                                }));
    };
    check("sends a body of every byte", all_bytes(512));
    check("sends a body of 1 MiB", all_bytes(std::size_t{1} << 20));
}

/// Checks that headers arrive unchanged.
inline void check_headers(Bench& bench) {
    const auto check = [&bench](std::string name, const Headers& added) {
        HttpRequest request = request_of(Method::get, "/people");
        for (const Header& header : added) request.headers.add(header.name, header.value);
        bench.found(std::move(name), problem_of(bench, request, [&](const PeerRequest& received) {
                        std::string problem;
                        for (const Header& header : added) {
                            if (!problem.empty()) break;
                            problem = field_difference(header.name, added, received.headers);
                        }
                        return problem;
                    }));
    };
    check("sends every header with its value", {{"X-List", R"(a, b;c="d, e"; q=0.5)"},
                                                {"X-Colon", "http://x/?a=b#c: d"},
                                                {"X-Marks", R"(!#$%&'*+-.^_`|~{}[]()<>@\/?=)"},
                                                {"x-lower-name", "Mixed Case VALUE"},
                                                {"X-UPPER-NAME", "0"},
                                                {"X-Blank", "two  spaces, and\ta tab"},
                                                {"X-Long", std::string(2000, 'l')}});
    check("sends a header with an empty value", {{"X-Empty", ""}, {"X-Other", "1"}});
    check("sends headers of one name separately and in their order",
          {{"X-Twice", "b, c"}, {"X-Between", "1"}, {"x-twice", "a"}, {"X-Twice", "a"}});
}

/// Checks the headers that the executor adds, must not repeat or must not add.
inline void check_own_headers(Bench& bench) {
    const HttpRequest post = request_of(Method::post, "/people", R"({"a":1})");
    bench.found("sends no header of the request twice",
                problem_of(bench, post, [&post](const PeerRequest& received) {
                    std::string problem;
                    for (const Header& header : post.headers) {
                        if (!problem.empty()) break;
                        problem = field_difference(header.name, post.headers, received.headers);
                    }
                    return problem;
                }));

    const std::string base = bench.play({plain_answer()});
    HttpRequest complete = request_of(Method::get, base + "/people");
    const Result<HttpResponse> result = bench.execute(complete);
    const auto received = bench.finish();
    const Headers host = {{"Host", base.substr(base.find("://") + 3)}};
    bench.found(
        "sends one Host, with the URL's host and port",
        first_of({plain_problem(result), count_problem(1, received.size()),
                  received.empty() ? "" : field_difference("Host", host, received[0].headers)}));

    const auto check_length = [&bench](std::string name, const HttpRequest& request) {
        const Headers length = {{"Content-Length", std::to_string(request.body.size())}};
        bench.found(std::move(name), problem_of(bench, request, [&](const PeerRequest& arrived) {
                        return field_difference("Content-Length", length, arrived.headers);
                    }));
    };
    check_length("sends the size of a body as one Content-Length", post);
    check_length("sends Content-Length: 0 with POST without a body",
                 request_of(Method::post, "/people"));
    check_length("sends Content-Length: 0 with PUT without a body",
                 request_of(Method::put, "/people"));

    HttpRequest bare = request_of(Method::post, "/people");
    bare.headers = {{"X-Only", "1"}};
    bench.found("adds no header that changes what a request means",
                problem_of(bench, bare, [](const PeerRequest& arrived) {
                    std::string problem;
                    for (const std::string_view name :
                         {"Authorization", "Proxy-Authorization", "Content-Type",
                          "Content-Encoding", "Cookie", "Range", "If-None-Match",
                          "If-Modified-Since", "Origin", "Referer"}) {
                        if (problem.empty()) problem = field_difference(name, {}, arrived.headers);
                    }
                    return problem;
                }));
}

/// Makes the checks of requests, as the peer receives them.
inline void check_requests(Bench& bench) {
    check_methods(bench);
    check_targets(bench);
    check_bodies(bench);
    check_headers(bench);
    check_own_headers(bench);
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
