#ifndef FLAMEUP_TESTING_CONFORMANCE_BENCH_HPP
#define FLAMEUP_TESTING_CONFORMANCE_BENCH_HPP

#include "flameup/http/http.hpp"
#include "flameup/http/method.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/conformance/report.hpp"
#include "flameup/testing/conformance/words.hpp"
#include "flameup/testing/peer_request.hpp"
#include "flameup/testing/peer_script.hpp"
#include "flameup/value/result.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {
namespace conformance {

/// The results of some calls, and the requests that the peer received.
struct Exchange {
    std::vector<Result<HttpResponse>> results; ///< One for each call, in their order.
    std::vector<PeerRequest> received;         ///< In the order of their arrival.
};

/// An executor, a peer, and the report of the checks on them.
class Bench {
  public:
    /// Copies the executor; the peer must outlive the bench.
    template <class Executor, class Peer>
    Bench(const Executor& executor, Peer& peer)
        : execute_([executor](const HttpRequest& request) -> Result<HttpResponse> {
              return executor(request);
          }),
          play_([&peer](PeerScript script) { return std::string(peer.play(std::move(script))); }),
          finish_([&peer] { return peer.finish(); }),
          refusing_url_([&peer] { return std::string(peer.refusing_url()); }) {}

    /// Makes calls one after another while the peer plays. Their URLs are targets, as `/people`.
    Exchange calls(std::vector<HttpRequest> requests, std::vector<PeerAnswer> answers) {
        const std::string base = play(std::move(answers));
        Exchange exchange;
        for (HttpRequest& request : requests) {
            request.url.insert(0, base);
            exchange.results.push_back(execute_(request));
        }
        exchange.received = finish_();
        return exchange;
    }

    /// Makes the peer begin a script, and returns the peer's origin.
    std::string play(std::vector<PeerAnswer> answers) { return play_({std::move(answers)}); }

    /// Returns the requests that the peer received since `play`.
    std::vector<PeerRequest> finish() { return finish_(); }

    /// Returns an origin that refuses connections.
    std::string refusing_url() { return refusing_url_(); }

    /// Sends a request, with its whole URL, through the executor.
    Result<HttpResponse> execute(const HttpRequest& request) { return execute_(request); }

    /// Reports the result of a check; it passed if `problem` is empty.
    void found(std::string name, std::string problem) {
        add(report_, std::move(name), std::move(problem));
    }

    /// Returns the report so far.
    ConformanceReport& report() noexcept { return report_; }

  private:
    std::function<Result<HttpResponse>(const HttpRequest&)> execute_;
    std::function<std::string(PeerScript)> play_;
    std::function<std::vector<PeerRequest>()> finish_;
    std::function<std::string()> refusing_url_;
    ConformanceReport report_;
};

/// Makes a request like those that the library builds; its URL is `target`.
inline HttpRequest request_of(Method method, std::string target, std::string body = {}) {
    HttpRequest request;
    request.method = method;
    request.url = std::move(target);
    request.headers.add("Authorization", "Bearer " + std::string(sent_key));
    request.headers.add("Accept", "application/json");
    request.headers.add("User-Agent", "conformance/1");
    if (!body.empty()) request.headers.add("Content-Type", "application/json");
    request.body = std::move(body);
    request.operation = "conformance";
    return request;
}

/// Makes an answer that keeps the connection open.
inline PeerAnswer answer_of(int status, const Headers& headers, std::string_view body,
                            std::string target = {}) {
    return {{response_text(status, headers, body)}, PeerEnd::keep, std::move(target), {}};
}

/// Makes the answer of checks in which the response does not matter.
inline PeerAnswer plain_answer(std::string target = {}) {
    return answer_of(200, {{"Content-Type", "application/json"}}, R"({"plain":true})",
                     std::move(target));
}

/// Says how a result differs from `plain_answer()`; empty if it does not.
inline std::string plain_problem(const Result<HttpResponse>& result) {
    if (!result) return "the call failed: " + shown(result.error());
    if (result->status == 200 && result->body == R"({"plain":true})") return {};
    return "the peer sent 200 and {\"plain\":true}, the executor returned " +
           std::to_string(result->status) + " and " + in_quotes(result->body);
}

/// Says that the peer received another number of requests; empty if it did not.
inline std::string count_problem(std::size_t expected, std::size_t actual) {
    if (expected == actual) return {};
    return "the peer should have received " + std::to_string(expected) +
           " requests, and received " + std::to_string(actual);
}

/// Returns the first text that is not empty; empty if all are.
inline std::string first_of(std::vector<std::string> problems) {
    for (std::string& problem : problems) {
        if (!problem.empty()) return std::move(problem);
    }
    return {};
}

/// Returns `size` bytes, with all values of bytes, in an order that does not repeat every 256.
inline std::string all_bytes(std::size_t size) {
    std::string bytes;
    for (std::size_t i = 0; i != size; ++i) {
        bytes += static_cast<char>(static_cast<unsigned char>((i + i / 256 * 7) & 0xFFu));
    }
    return bytes;
}

} // namespace conformance
} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
