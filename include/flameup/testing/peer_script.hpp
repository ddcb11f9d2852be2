#ifndef FLAMEUP_TESTING_PEER_SCRIPT_HPP
#define FLAMEUP_TESTING_PEER_SCRIPT_HPP

#include "flameup/http/headers.hpp"
#include "flameup/http/reason_phrase.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/peer_request.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// What a peer does with the connection after its answer.
enum class PeerEnd {
    keep,  ///< Waits for the next request.
    close, ///< Closes it.
    reset, ///< Resets it: the client gets an RST.
    stall, ///< Sends nothing until the client closes, or the peer stops waiting for that.
};

/// What a peer sends back for one request.
struct PeerAnswer {
    std::vector<std::string> pieces; ///< The bytes; each piece is written by a call of its own.
    PeerEnd end = PeerEnd::keep;     ///< What follows the bytes.
    std::string target; ///< Answers requests for this target alone; if empty, any next request.
    std::string late;   ///< Sent at the end of a stall if the client did not close, before closing.
};

/// The answers of a peer to the next requests, on whichever connections these come.
struct PeerScript {
    std::vector<PeerAnswer> answers; ///< Each answers one request.
};

/// Writes a response message with a Content-Length.
inline std::string response_text(int status, const Headers& headers, std::string_view body) {
    std::string text = "HTTP/1.1 " + std::to_string(status) + ' ';
    text.append(status < 300 ? "OK" : detail::reason_phrase(status)).append("\r\n");
    for (const Header& header : headers) {
        text.append(header.name).append(": ").append(header.value).append("\r\n");
    }
    text.append("Content-Length: ").append(std::to_string(body.size())).append("\r\n\r\n");
    return text.append(body);
}

/// Cuts a text into pieces of `size` bytes; the last one may be shorter.
inline std::vector<std::string> pieces_of(std::string_view text, std::size_t size) {
    std::vector<std::string> pieces;
    for (; !text.empty(); text.remove_prefix(pieces.back().size())) {
        pieces.emplace_back(text.substr(0, size));
    }
    return pieces;
}

/// Finds the answers of a script for a peer, and keeps the requests.
class PeerPlay {
  public:
    /// Begins a script, with no requests received.
    explicit PeerPlay(PeerScript script = {}) : answers_(std::move(script.answers)) {}

    /// Takes a request and returns its answer: the first that is left for its target, else a 500.
    PeerAnswer receive(PeerRequest request) {
        requests_.push_back(std::move(request));
        const std::string& target = requests_.back().target;
        for (auto answer = answers_.begin(); answer != answers_.end(); ++answer) {
            if (!answer->target.empty() && answer->target != target) continue;
            PeerAnswer found = std::move(*answer);
            answers_.erase(answer);
            return found;
        }
        return {{response_text(500, {}, "the peer expected no such request")}, {}, {}, {}};
    }

    /// Returns the answer to bytes that are not a request: a 400, then close.
    static PeerAnswer refuse(const std::string& problem) {
        return {
            {response_text(400, {{"Connection", "close"}}, "the peer got no request: " + problem)},
            PeerEnd::close,
            {},
            {}};
    }

    /// Returns the requests received, in their order.
    const std::vector<PeerRequest>& requests() const noexcept { return requests_; }

  private:
    std::vector<PeerAnswer> answers_;
    std::vector<PeerRequest> requests_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
