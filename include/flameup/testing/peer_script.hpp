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

/// What a peer does with the connection when it has sent its answer.
enum class PeerEnd {
    keep,  ///< Waits for the next request.
    close, ///< Closes it.
    reset, ///< Resets it: the client gets an RST.
    stall, ///< Sends nothing until the client gives up, or the peer's own patience is over.
};

/// What a peer sends back for one request.
struct PeerAnswer {
    std::vector<std::string> pieces; ///< Each is written by itself, for a reader to see in parts.
    PeerEnd end = PeerEnd::keep;
    std::string target; ///< The one target that is answered so; empty for whichever comes next.
    std::string late;   ///< Ends a stall when the peer's patience is over; then it closes.
};

/// What a peer does, request by request, on whichever connections these come.
struct PeerScript {
    std::vector<PeerAnswer> answers; ///< Each is good for one request.
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

/// Cuts a text into pieces of that many bytes.
inline std::vector<std::string> pieces_of(std::string_view text, std::size_t size) {
    std::vector<std::string> pieces;
    for (; !text.empty(); text.remove_prefix(pieces.back().size())) {
        pieces.emplace_back(text.substr(0, size));
    }
    return pieces;
}

/// Plays a script for a peer: keeps its requests, and finds the answers.
class PeerPlay {
  public:
    explicit PeerPlay(PeerScript script = {}) : answers_(std::move(script.answers)) {}

    /// Takes a request and returns its answer; one that the script does not know gets a 500.
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

    /// Returns the answer to what is no request.
    static PeerAnswer refuse(const std::string& problem) {
        return {
            {response_text(400, {{"Connection", "close"}}, "the peer got no request: " + problem)},
            PeerEnd::close,
            {},
            {}};
    }

    const std::vector<PeerRequest>& requests() const noexcept { return requests_; }

  private:
    std::vector<PeerAnswer> answers_;
    std::vector<PeerRequest> requests_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
