#ifndef FLAMEUP_TESTING_CONFORMANCE_FAILURE_CHECKS_HPP
#define FLAMEUP_TESTING_CONFORMANCE_FAILURE_CHECKS_HPP

#include "flameup/http/http.hpp"
#include "flameup/http/method.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/conformance/bench.hpp"
#include "flameup/testing/conformance/words.hpp"
#include "flameup/testing/peer_script.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// Says why a result is not a transport error with a code and a message; empty if it is.
inline std::string failure_problem(const Result<HttpResponse>& result) {
    if (result) {
        return "there was no whole response, and the executor returned status " +
               std::to_string(result->status) + " and the body " + in_quotes(result->body);
    }
    const Error& error = result.error();
    if (error.kind != ErrorKind::transport) {
        return "expected a transport error, got a " + shown(error);
    }
    if (error.code.empty()) return "the error has no code: " + shown(error);
    if (error.message.empty()) return "the error has no message: " + shown(error);
    return {};
}

/// Returns the number of requests for a target.
inline std::size_t count_of(const std::string& target, const std::vector<PeerRequest>& received) {
    std::size_t count = 0;
    for (const PeerRequest& request : received) count += request.target == target ? 1u : 0u;
    return count;
}

/// Checks a request that fails, and the call after it.
inline void check_failure(Bench& bench, const std::string& what, Method method, PeerAnswer answer) {
    const std::string target = "/fails";
    answer.target = target;
    // Several such answers: an executor that sends the request again fails again.
    const Exchange exchange =
        bench.calls({request_of(method, target, has_body(method) ? R"({"a":1})" : ""),
                     request_of(Method::get, "/next")},
                    {answer, answer, answer, plain_answer("/next")});
    bench.found(what + " is a transport error", failure_problem(exchange.results[0]));
    const std::size_t count = count_of(target, exchange.received);
    bench.found(what + " has the request sent once",
                count == 1 ? std::string()
                           : "the peer received it " + std::to_string(count) + " times");
    bench.found(what + " does not disturb the next call", plain_problem(exchange.results[1]));
}

/// Checks a request on a kept connection that ends without an answer.
inline void check_kept_connection(Bench& bench, Method method, PeerEnd end) {
    const std::string target = "/fails";
    const PeerAnswer nothing = {{}, end, target, {}};
    const Exchange exchange =
        bench.calls({request_of(Method::get, "/first"),
                     request_of(method, target, has_body(method) ? R"({"a":1})" : "")},
                    {plain_answer("/first"), nothing, nothing, nothing});
    const std::size_t count = count_of(target, exchange.received);
    bench.found(std::string("sends ") + std::string(to_string(method)) +
                    " once where a kept connection is " +
                    (end == PeerEnd::close ? "closed" : "reset"),
                first_of({plain_problem(exchange.results[0]),
                          count == 1 ? std::string()
                                     : "the peer received it " + std::to_string(count) + " times",
                          failure_problem(exchange.results[1])}));
}

/// Makes the checks of responses that do not arrive, or not completely.
inline void check_failures(Bench& bench) {
    const std::string refusing = bench.refusing_url();
    const Result<HttpResponse> refused =
        bench.execute(request_of(Method::get, refusing + "/people"));
    const Exchange after = bench.calls({request_of(Method::get, "/next")}, {plain_answer()});
    bench.found("a refused connection is a transport error", failure_problem(refused));
    bench.found("a refused connection does not disturb the next call",
                plain_problem(after.results[0]));

    const std::string head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n";
    const std::string sized = head + "Content-Length: 10\r\n\r\n";
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    struct Row {
        const char* what;
        PeerAnswer answer;
    };
    const Row rows[] = {
        {"a connection closed before the response", {{}, PeerEnd::close, {}, {}}},
        {"a connection reset before the response", {{}, PeerEnd::reset, {}, {}}},
        {"a connection closed in the head", {{head}, PeerEnd::close, {}, {}}},
        {"a connection reset in the head", {{head}, PeerEnd::reset, {}, {}}},
        {"a connection closed in the body", {{sized + "hello"}, PeerEnd::close, {}, {}}},
        {"a connection reset in the body", {{sized + "hello"}, PeerEnd::reset, {}, {}}},
        {"a connection closed in a chunk", {{chunked + "a\r\nhello"}, PeerEnd::close, {}, {}}},
        {"a connection closed between chunks",
         {{chunked + "5\r\nhello\r\n"}, PeerEnd::close, {}, {}}},
        {"a connection reset between chunks",
         {{chunked + "5\r\nhello\r\n"}, PeerEnd::reset, {}, {}}},
        {"a chunk without a size", {{chunked + "hello\r\n0\r\n\r\n"}, PeerEnd::close, {}, {}}},
        {"an answer that is not HTTP", {{"* OK ready\r\n* BYE\r\n\r\n"}, PeerEnd::close, {}, {}}},
        {"a peer that does not answer",
         {{}, PeerEnd::stall, {}, response_text(200, {{"Connection", "close"}}, "late")}},
        {"a connection reset in a body without a length",
         {{head + "\r\nhello"}, PeerEnd::reset, {}, {}}},
        {"a peer that stops in a body without a length",
         {{head + "\r\nhello"}, PeerEnd::stall, {}, " later"}},
        {"a peer that stops in the body", {{sized + "hello"}, PeerEnd::stall, {}, "later"}},
    };
    for (const Row& row : rows) check_failure(bench, row.what, Method::post, row.answer);

    for (const Method method : {Method::post, Method::get}) {
        check_kept_connection(bench, method, PeerEnd::close);
        check_kept_connection(bench, method, PeerEnd::reset);
    }
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
