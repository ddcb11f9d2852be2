#ifndef FLAMEUP_TESTING_PEER_REQUEST_HPP
#define FLAMEUP_TESTING_PEER_REQUEST_HPP

#include "flameup/http/headers.hpp"
#include "flameup/platform.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// A request as it was received.
struct PeerRequest {
    std::string method; ///< As `POST`.
    std::string target; ///< As in the request line.
    Headers headers;    ///< In their order, without white space around values.
    std::string body;   ///< Without chunk framing.
};

/// Reads HTTP/1.1 requests from bytes that come in pieces of any size (RFC 9112).
///
/// Trailers are dropped. After the first error nothing more is read.
class PeerRequestReader {
  public:
    /// Limits a request's body, and its head or one chunk's line, to so many bytes.
    explicit PeerRequestReader(std::size_t max_body = std::size_t{16} << 20,
                               std::size_t max_head = std::size_t{64} << 10)
        : max_body_(max_body), max_head_(max_head), head_left_(max_head) {}

    /// Appends bytes, of the current request and of later ones.
    void feed(std::string_view bytes) { buffer_.append(bytes); }

    /// Returns the next request if all of it has been received, each request once.
    std::optional<PeerRequest> next() {
        while (problem_.empty()) {
            if (!step()) return std::nullopt;
            if (state_ != State::whole) continue;
            state_ = State::request_line;
            head_left_ = max_head_;
            wants_continue_ = false;
            return std::exchange(request_, {});
        }
        return std::nullopt;
    }

    /// Tells whether the client waits for `100 Continue`; true once for each such request.
    bool wants_continue() noexcept { return std::exchange(wants_continue_, false); }

    /// Returns what is wrong with the bytes received; empty if nothing is.
    const std::string& problem() const noexcept { return problem_; }

  private:
    enum class State { request_line, fields, body, chunk_size, chunk, chunk_end, trailers, whole };

    bool fail(const char* problem) {
        problem_ = problem;
        return false;
    }

    /// Reads the next part of a request; false if bytes are missing or there is a problem.
    bool step() {
        switch (state_) {
        case State::request_line: return read_request_line();
        case State::fields: return read_field();
        case State::body: return take_body() && become(State::whole);
        case State::chunk_size: return read_chunk_size();
        case State::chunk: return take_body() && become(State::chunk_end);
        case State::chunk_end: return read_chunk_end();
        case State::trailers: return take_line() && (!line_.empty() || become(State::whole));
        case State::whole: break;
        }
        return false;
    }

    bool become(State state) {
        state_ = state;
        return true;
    }

    /// Takes a line without its end, and counts its bytes against the head's limit.
    bool take_line() {
        const std::size_t end = buffer_.find('\n');
        if ((std::min)(end, buffer_.size()) >= head_left_) return fail("its head is too large");
        if (end == std::string::npos) return false;
        if (end == 0 || buffer_[end - 1] != '\r') return fail("a line does not end with CR LF");
        line_.assign(buffer_, 0, end - 1);
        buffer_.erase(0, end + 1);
        head_left_ -= end + 1;
        const bool is_text = std::none_of(line_.begin(), line_.end(), [](char c) {
            return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7F;
        });
        return is_text || fail("a line has control characters");
    }

    bool read_request_line() {
        if (!take_line()) return false;
        const std::size_t first = line_.find(' ');
        const std::size_t last = line_.rfind(' ');
        if (first == 0 || first == std::string::npos || last <= first + 1 ||
            line_.find(' ', first + 1) != last || line_.substr(last) != " HTTP/1.1") {
            return fail("it does not begin with a method, a target and HTTP/1.1");
        }
        request_.method = line_.substr(0, first);
        request_.target = line_.substr(first + 1, last - first - 1);
        return become(State::fields);
    }

    bool read_field() {
        if (!take_line()) return false;
        if (line_.empty()) return begin_body();
        const std::size_t colon = line_.find_first_of(": \t");
        if (colon == 0 || colon == std::string::npos || line_[colon] != ':') {
            return fail("it has a header without a name");
        }
        std::string_view value = std::string_view(line_).substr(colon + 1);
        value.remove_prefix((std::min)(value.find_first_not_of(" \t"), value.size()));
        value = value.substr(0, value.find_last_not_of(" \t") + 1);
        request_.headers.add(std::string_view(line_).substr(0, colon), value);
        return true;
    }

    /// Determines the length of the body (RFC 9112 section 6.3).
    bool begin_body() {
        const std::string* const coding = request_.headers.find("Transfer-Encoding");
        const auto lengths = request_.headers.find_all("Content-Length");
        const std::string* const expected = request_.headers.find("Expect");
        wants_continue_ = expected != nullptr && equal_ignoring_case(*expected, "100-continue");
        size_ = 0;
        if (coding != nullptr) {
            if (!lengths.empty()) return fail("it has Content-Length and Transfer-Encoding");
            if (!equal_ignoring_case(*coding, "chunked")) return fail("its coding is not chunked");
            return become(State::chunk_size);
        }
        for (const std::string& length : lengths) {
            if (length != lengths.front()) return fail("it has two different Content-Lengths");
        }
        if (!lengths.empty() && !read_size(lengths.front(), 10)) return false;
        if (size_ == 0) return become(State::whole);
        return become(State::body);
    }

    bool read_size(std::string_view text, int base) {
        const char* const end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, size_, base);
        if (read.ec != std::errc() || read.ptr != end)
            return fail("it does not say how long it is");
        return size_ <= max_body_ - request_.body.size() || fail("its body is too large");
    }

    bool take_body() {
        const std::size_t taken = (std::min)(size_, buffer_.size());
        request_.body.append(buffer_, 0, taken);
        buffer_.erase(0, taken);
        size_ -= taken;
        return size_ == 0;
    }

    bool read_chunk_size() {
        head_left_ = max_head_;
        if (!take_line()) return false;
        const std::string_view line = line_;
        if (!read_size(line.substr(0, line.find_first_of(" \t;")), 16)) return false;
        return become(size_ == 0 ? State::trailers : State::chunk);
    }

    bool read_chunk_end() {
        if (!take_line()) return false;
        if (!line_.empty()) return fail("it has a chunk of another size than it says");
        return become(State::chunk_size);
    }

    std::size_t max_body_;
    std::size_t max_head_;
    std::size_t head_left_;
    std::size_t size_ = 0; // bytes of the body or chunk that are missing
    State state_ = State::request_line;
    bool wants_continue_ = false;
    std::string buffer_;
    std::string line_;
    std::string problem_;
    PeerRequest request_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
