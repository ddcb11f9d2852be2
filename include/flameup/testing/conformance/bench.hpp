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

/// What came of some calls: their results, and what the peer received.
struct Exchange {
    std::vector<Result<HttpResponse>> results;
    std::vector<PeerRequest> received;
};

/// An executor and a peer, and where to write down what they do.
class Bench {
  public:
    template <class Executor, class Peer>
    Bench(const Executor& executor, Peer& peer)
        : execute_([executor](const HttpRequest& request) -> Result<HttpResponse> {
              return executor(request);
          }),
          play_([&peer](PeerScript script) { return std::string(peer.play(std::move(script))); }),
          finish_([&peer] { return peer.finish(); }),
          refusing_url_([&peer] { return std::string(peer.refusing_url()); }) {}

    /// Makes calls, one after another, while the peer plays; their URLs are targets alone.
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

    /// Lets the peer play and returns the URL without a target; for calls that are made otherwise.
    std::string play(std::vector<PeerAnswer> answers) { return play_({std::move(answers)}); }
    std::vector<PeerRequest> finish() { return finish_(); }
    std::string refusing_url() { return refusing_url_(); }
    Result<HttpResponse> execute(const HttpRequest& request) { return execute_(request); }

    /// Writes down what a check found; no problem is a pass.
    void found(std::string name, std::string problem) {
        add(report_, std::move(name), std::move(problem));
    }

    ConformanceReport& report() noexcept { return report_; }

  private:
    std::function<Result<HttpResponse>(const HttpRequest&)> execute_;
    std::function<std::string(PeerScript)> play_;
    std::function<std::vector<PeerRequest>()> finish_;
    std::function<std::string()> refusing_url_;
    ConformanceReport report_;
};

/// Makes a request as the library builds them; its URL is a target, for a bench to complete.
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

/// Makes an answer that keeps the connection.
inline PeerAnswer answer_of(int status, const Headers& headers, std::string_view body,
                            std::string target = {}) {
    return {{response_text(status, headers, body)}, PeerEnd::keep, std::move(target), {}};
}

/// Makes the answer where a check is about something else.
inline PeerAnswer plain_answer(std::string target = {}) {
    return answer_of(200, {{"Content-Type", "application/json"}}, R"({"plain":true})",
                     std::move(target));
}

/// Says what kept a call from bringing back a plain answer.
inline std::string plain_problem(const Result<HttpResponse>& result) {
    if (!result) return "the call failed: " + shown(result.error());
    if (result->status == 200 && result->body == R"({"plain":true})") return {};
    return "the peer sent 200 and {\"plain\":true}, the executor returned " +
           std::to_string(result->status) + " and " + in_quotes(result->body);
}

/// Says why the peer did not receive that many requests.
inline std::string count_problem(std::size_t expected, std::size_t actual) {
    if (expected == actual) return {};
    return "the peer should have received " + std::to_string(expected) +
           " requests, and received " + std::to_string(actual);
}

/// Joins the pieces of a problem; the first one that there is counts.
inline std::string first_of(std::vector<std::string> problems) {
    for (std::string& problem : problems) {
        if (!problem.empty()) return std::move(problem);
    }
    return {};
}

/// Returns that many bytes of every value, in no order that repeats soon.
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
