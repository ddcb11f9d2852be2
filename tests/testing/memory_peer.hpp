#ifndef FLAMEUP_TESTS_TESTING_MEMORY_PEER_HPP
#define FLAMEUP_TESTS_TESTING_MEMORY_PEER_HPP

// A conformance peer in memory, and executors for it that tests make wrong in many ways.

#include "flameup/client/executor.hpp"
#include "flameup/testing/peer_request.hpp"
#include "flameup/testing/peer_script.hpp"

#include "../../examples/http1.hpp"

#include <algorithm>
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace memory {

using flameup::ErrorKind;
using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::make_error;
using flameup::Result;
using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;

class Peer {
  public:
    std::string play(flameup::testing::PeerScript script) {
        play_ = flameup::testing::PeerPlay(std::move(script));
        return "http://memory:4711";
    }
    std::vector<flameup::testing::PeerRequest> finish() { return play_.requests(); }
    std::string refusing_url() { return "http://refuses:1"; }

    PeerAnswer receive(const std::string& message) {
        flameup::testing::PeerRequestReader reader;
        reader.feed(message);
        auto request = reader.next();
        if (request) return play_.receive(*std::move(request));
        return play_.refuse(reader.problem().empty() ? "it is not whole" : reader.problem());
    }

  private:
    flameup::testing::PeerPlay play_;
};

inline std::string joined(const PeerAnswer& answer) {
    std::string text;
    for (const std::string& piece : answer.pieces) text += piece;
    return text;
}

/// Reads an answer as a correct transport does.
inline Result<HttpResponse> read(const PeerAnswer& answer) {
    if (answer.end == PeerEnd::stall)
        return make_error(ErrorKind::transport, "timed_out", "the peer stalls");
    auto response = ::http1::read_response(joined(answer));
    if (response && answer.end != PeerEnd::reset) return response;
    const char* const code = answer.end == PeerEnd::reset ? "reset" : "closed";
    return make_error(ErrorKind::transport, answer.pieces.empty() ? code : "cut",
                      "there is no whole response");
}

/// A blocking executor; its members replace parts of its correct behaviour.
struct Executor {
    Peer* peer;
    std::function<void(std::string& message)> on_the_wire = [](std::string&) {};
    std::function<Result<HttpResponse>(const PeerAnswer&)> read = memory::read;

    Result<HttpResponse> operator()(const HttpRequest& request) const {
        if (request.url.find("//refuses") != std::string::npos) {
            return make_error(ErrorKind::transport, "refused", "nobody is there");
        }
        auto message = ::http1::write_request(request);
        if (!message) return message.error();
        on_the_wire(*message);
        return read(peer->receive(*message));
    }
};

/// A polled executor over a blocking one: each `tick()` completes the oldest call.
///
/// A call whose answer stalls is never completed.
class Transport {
  public:
    using Execute = std::function<Result<HttpResponse>(const HttpRequest&)>;

    explicit Transport(Execute execute) : execute_(std::move(execute)) {}

    std::function<void()> operator()(HttpRequest request, flameup::Completion completion) {
        const int id = ++last_id_;
        const auto stalls = [&request](const char* target) {
            return request.url.find(target) != std::string::npos;
        };
        if (stalls("/stopped") || stalls("/at-once")) {
            waiting_.push_back({id, std::move(request), std::move(completion)});
        } else {
            ready_.push_back({id, std::move(request), std::move(completion)});
        }
        return [this, id] { stop(id); };
    }

    void tick() {
        if (ready_.empty()) return;
        const Entry entry = std::move(ready_.front());
        ready_.pop_front();
        entry.completion(execute_(entry.request));
    }

    std::size_t stopped() const { return stopped_; }

  private:
    struct Entry {
        int id;
        HttpRequest request;
        flameup::Completion completion;
    };

    void stop(int id) {
        const auto is_it = [id](const Entry& entry) { return entry.id == id; };
        for (std::deque<Entry>* calls : {&ready_, &waiting_}) {
            const auto end = std::remove_if(calls->begin(), calls->end(), is_it);
            stopped_ += static_cast<std::size_t>(calls->end() - end);
            calls->erase(end, calls->end());
        }
    }

    Execute execute_;
    int last_id_ = 0;
    std::size_t stopped_ = 0;
    std::deque<Entry> ready_, waiting_;
};

} // namespace memory

#endif
