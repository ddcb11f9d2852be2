#ifndef FLAMEUP_TESTING_CONFORMANCE_SEQUENCE_CHECKS_HPP
#define FLAMEUP_TESTING_CONFORMANCE_SEQUENCE_CHECKS_HPP

#include "flameup/http/method.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/conformance/bench.hpp"
#include "flameup/testing/conformance/response_checks.hpp"
#include "flameup/testing/conformance/words.hpp"
#include "flameup/testing/peer_script.hpp"

#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// Checks that an answer becomes the expected response, and that the next call succeeds.
inline void check_then_call(Bench& bench, std::string name, const HttpResponse& expected,
                            PeerAnswer answer) {
    const Exchange exchange =
        bench.calls({request_of(Method::delete_, "/people/1"), request_of(Method::get, "/people")},
                    {std::move(answer), plain_answer()});
    bench.found(std::move(name), first_of({response_problem(expected, exchange.results[0]),
                                           exchange.results[1] ? "" : "then the next call failed",
                                           plain_problem(exchange.results[1]),
                                           count_problem(2, exchange.received.size())}));
}

/// Makes the checks of calls one after another.
inline void check_sequences(Bench& bench) {
    check_then_call(bench, "makes a call after another", {200, {{"X-A", "1"}}, "first"},
                    answer_of(200, {{"X-A", "1"}}, "first"));
    check_then_call(bench, "makes a call after 204, which has no body", {204, {{"X-A", "1"}}, ""},
                    {{"HTTP/1.1 204 No Content\r\nX-A: 1\r\n\r\n"}, {}, {}, {}});
    check_then_call(
        bench, "makes a call after 304, which has no body", {304, {{"X-A", "1"}}, ""},
        {{"HTTP/1.1 304 Not Modified\r\nX-A: 1\r\nContent-Length: 5\r\n\r\n"}, {}, {}, {}});
    check_then_call(bench, "makes a call after chunks", {200, {}, "first"},
                    {{"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                      "5\r\nfirst\r\n0\r\n\r\n"},
                     {},
                     {},
                     {}});
    check_then_call(
        bench, "makes a call after Connection: close", {200, {}, "first"},
        {{response_text(200, {{"Connection", "close"}}, "first")}, PeerEnd::close, {}, {}});
    check_then_call(
        bench, "makes a call after a body that ends with the connection", {200, {}, "first"},
        {{"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nfirst"}, PeerEnd::close, {}, {}});

    const HttpRequest get = request_of(Method::get, "/people");
    const Exchange cached = bench.calls(
        {get, get},
        {answer_of(200, {{"Cache-Control", "max-age=3600"}, {"ETag", "\"1\""}}, "first"),
         plain_answer()});
    bench.found(
        "answers no request from a cache",
        first_of({plain_problem(cached.results[1]), count_problem(2, cached.received.size())}));

    const Exchange cookies = bench.calls(
        {get, get}, {answer_of(200, {{"Set-Cookie", "a=b; Path=/"}}, "first"), plain_answer()});
    bench.found(
        "sends no cookies back",
        first_of({plain_problem(cookies.results[1]), count_problem(2, cookies.received.size()),
                  cookies.received.size() < 2
                      ? ""
                      : field_difference("Cookie", {}, cookies.received[1].headers)}));
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
