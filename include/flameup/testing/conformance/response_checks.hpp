#ifndef FLAMEUP_TESTING_CONFORMANCE_RESPONSE_CHECKS_HPP
#define FLAMEUP_TESTING_CONFORMANCE_RESPONSE_CHECKS_HPP

#include "flameup/http/headers.hpp"
#include "flameup/http/http.hpp"
#include "flameup/http/method.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/conformance/bench.hpp"
#include "flameup/testing/conformance/words.hpp"
#include "flameup/testing/peer_script.hpp"
#include "flameup/value/result.hpp"

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// Tells whether a transport may drop a header, because it concerns the connection alone.
inline bool is_framing(std::string_view name) {
    for (const std::string_view framing :
         {"Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Trailer"}) {
        if (equal_ignoring_case(name, framing)) return true;
    }
    return false;
}

/// Says how headers differ, name by name, without those that a transport may drop; empty if they
/// do not.
inline std::string headers_problem(const Headers& expected, const Headers& actual) {
    for (const Headers* fields : {&expected, &actual}) {
        for (const Header& field : *fields) {
            std::string problem;
            if (!is_framing(field.name)) problem = field_difference(field.name, expected, actual);
            if (!problem.empty()) return problem;
        }
    }
    return {};
}

/// Says how a result differs from the expected response; empty if it does not.
inline std::string response_problem(const HttpResponse& expected,
                                    const Result<HttpResponse>& result) {
    if (!result) return "the call failed: " + shown(result.error());
    std::string problem;
    if (result->status != expected.status) {
        problem = "expected status " + std::to_string(expected.status) + ", got " +
                  std::to_string(result->status) + " with the body " + in_quotes(result->body);
    }
    return first_of({problem, difference("the body", expected.body, result->body),
                     headers_problem(expected.headers, result->headers)});
}

/// Checks that an answer becomes the expected response.
inline void check_response(Bench& bench, std::string name, const HttpResponse& expected,
                           PeerAnswer answer) {
    const Exchange exchange =
        bench.calls({request_of(Method::get, "/people")}, {std::move(answer)});
    bench.found(std::move(name), first_of({response_problem(expected, exchange.results[0]),
                                           count_problem(1, exchange.received.size())}));
}

/// Checks that a response written with a Content-Length comes back.
inline void check_response(Bench& bench, std::string name, const HttpResponse& expected) {
    check_response(bench, std::move(name), expected,
                   answer_of(expected.status, expected.headers, expected.body));
}

/// Checks that statuses come back, and that redirects are not followed.
inline void check_statuses(Bench& bench) {
    for (const int status : {201, 202, 400, 401, 403, 404, 409, 422, 429, 500, 502, 503}) {
        Headers headers = {{"Content-Type", "application/json"}, {"X-Request-Id", "req_1"}};
        if (status == 401) headers.add("WWW-Authenticate", "Bearer realm=\"people\"");
        if (status == 429 || status == 503) headers.add("Retry-After", "120");
        check_response(bench, "returns " + std::to_string(status) + " with its headers and body",
                       {status, headers, R"({"error":"as it is"})"});
    }
    for (const int status : {301, 302, 303, 307, 308}) {
        check_response(bench, "returns " + std::to_string(status) + " and does not follow it",
                       {status, {{"Location", "/elsewhere"}}, "moved"});
    }
}

/// Checks that headers come back unchanged.
inline void check_response_headers(Bench& bench) {
    const Headers odd = {
        {"x-lower-name", "Mixed Case VALUE"}, {"X-UPPER-NAME", "0"},
        {"X-List", R"(a, b;c="d, e")"},       {"Date", "Tue, 15 Nov 1994 08:12:31 GMT"},
        {"X-Colon", "http://x/?a=b: c"},      {"X-Long", std::string(2000, 'l')}};
    check_response(bench, "returns every header with its value", {200, odd, "{}"});
    check_response(bench, "returns a header with an empty value", {200, {{"X-Empty", ""}}, "{}"});
    check_response(bench, "returns headers of one name separately and in their order",
                   {200,
                    {{"Warning", "199 b \"x, y\""},
                     {"Set-Cookie", "b=1; Expires=Wed, 09 Jun 2100 10:18:14 GMT"},
                     {"Warning", "199 a \"z\""},
                     {"set-cookie", "a=2"}},
                    "{}"});
    check_response(bench, "returns header values without white space around them",
                   {200, {{"X-Padded", "a  b"}, {"X-Tight", "c"}}, "{}"},
                   {{"HTTP/1.1 200 OK\r\nX-Padded: \t a  b \t\r\nX-Tight:c\r\n"
                     "Content-Length: 2\r\n\r\n{}"},
                    {},
                    {},
                    {}});

    const Headers ordered = {{"X-C", "1"}, {"X-A", "2"}, {"X-B", "3"}, {"X-A", "4"}, {"X-0", "5"}};
    const Exchange exchange =
        bench.calls({request_of(Method::get, "/people")}, {answer_of(200, ordered, "{}")});
    std::string expected;
    std::string actual;
    for (const Header& field : ordered) expected += field.name + ' ';
    if (exchange.results[0]) {
        for (const Header& field : exchange.results[0]->headers) {
            if (ordered.find(field.name) != nullptr) actual += field.name + ' ';
        }
    }
    // The case of the names does not matter.
    bench.found("returns headers of different names in their order",
                equal_ignoring_case(expected, actual)
                    ? std::string()
                    : difference("the order of the headers", expected, actual));
}

/// Checks that bodies come back, however their length is delimited.
inline void check_bodies_returned(Bench& bench) {
    const std::string head = "HTTP/1.1 200 OK\r\nX-A: 1\r\n";
    const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
    const Headers headers = {{"X-A", "1"}};
    const HttpResponse hello = {200, headers, "hello world"};
    const std::string large = all_bytes(std::size_t{1} << 20);

    check_response(bench, "returns a body of every byte",
                   {200, {{"Content-Type", "text/plain; charset=utf-8"}}, all_bytes(512)});
    check_response(bench, "returns an empty body", {200, headers, ""});
    check_response(bench, "returns a body of 1 MiB", {200, headers, large},
                   {pieces_of(response_text(200, headers, large), 100000), {}, {}, {}});
    check_response(bench, "reads a response that comes byte by byte", hello,
                   {pieces_of(response_text(200, headers, hello.body), 1), {}, {}, {}});
    check_response(
        bench, "reads a status line without a reason", hello,
        {{"HTTP/1.1 200 \r\nX-A: 1\r\nContent-Length: 11\r\n\r\nhello world"}, {}, {}, {}});
    check_response(bench, "knows Content-Length in any case", hello,
                   {{head + "content-LENGTH: 11\r\n\r\nhello world"}, {}, {}, {}});
    check_response(bench, "reads a body that ends with the connection", hello,
                   {{head + "Connection: close\r\n\r\nhello", " world"}, PeerEnd::close, {}, {}});

    check_response(bench, "joins the chunks of a body", hello,
                   {{chunked + "6\r\nhello \r\n5\r\nworld\r\n0\r\n\r\n"}, {}, {}, {}});
    check_response(
        bench, "joins chunks that come byte by byte", hello,
        {pieces_of(chunked + "1\r\nh\r\n4\r\nello\r\n6\r\n world\r\n0\r\n\r\n", 1), {}, {}, {}});
    check_response(bench, "returns an empty body without chunks", {200, headers, ""},
                   {{chunked + "0\r\n\r\n"}, {}, {}, {}});
    check_response(bench, "keeps chunk extensions out of a body", hello,
                   {{chunked + "b;name=\"a b\";x=1\r\nhello world\r\n0;last\r\n\r\n"}, {}, {}, {}});
    check_response(bench, "keeps line ends within chunks", {200, headers, "\r\n0\r\n\r\n\r\n"},
                   {{chunked + "9\r\n\r\n0\r\n\r\n\r\n\r\n0\r\n\r\n"}, {}, {}, {}});

    std::vector<std::string> pieces = {chunked};
    for (const std::string& part : pieces_of(large, 50021)) {
        char size[16];
        const auto written = std::to_chars(size, size + sizeof size, part.size(), 16);
        pieces.emplace_back(size, written.ptr).append("\r\n").append(part).append("\r\n");
    }
    pieces.emplace_back("0\r\n\r\n");
    check_response(bench, "joins chunks of 1 MiB in all", {200, headers, large},
                   {pieces, {}, {}, {}});

    // A transport may add trailers to the headers, or drop them (RFC 9110 section 6.5.1).
    const Exchange exchange =
        bench.calls({request_of(Method::get, "/people"), request_of(Method::get, "/people")},
                    {{{head + "Trailer: X-Sum\r\nTransfer-Encoding: chunked\r\n\r\n"
                              "b\r\nhello world\r\n0\r\nX-Sum: 1\r\nX-More: 2\r\n\r\n"},
                      {},
                      {},
                      {}},
                     plain_answer()});
    std::string problem = response_problem({200, {}, hello.body}, [&] {
        Result<HttpResponse> result = exchange.results[0];
        if (result) result->headers.clear();
        return result;
    }());
    bench.found("keeps trailers out of a body",
                first_of({std::move(problem), plain_problem(exchange.results[1])}));
}

/// Checks that interim responses are skipped.
inline void check_interim_responses(Bench& bench) {
    const std::string last = response_text(200, {{"X-A", "1"}}, "hello");
    const HttpResponse expected = {200, {{"X-A", "1"}}, "hello"};
    const std::string early = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n";
    check_response(bench, "passes over 100 Continue", expected,
                   {{"HTTP/1.1 100 Continue\r\n\r\n" + last}, {}, {}, {}});
    check_response(bench, "passes over 103 Early Hints", expected, {{early + last}, {}, {}, {}});
    check_response(bench, "passes over several interim responses", expected,
                   {{early, "HTTP/1.1 102 Processing\r\n\r\n", early, last}, {}, {}, {}});
}

/// Makes the checks of responses, as the caller gets them.
inline void check_responses(Bench& bench) {
    check_statuses(bench);
    check_response_headers(bench);
    check_bodies_returned(bench);
    check_interim_responses(bench);
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
