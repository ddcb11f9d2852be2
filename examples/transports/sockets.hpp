#ifndef TRANSPORTS_SOCKETS_HPP
#define TRANSPORTS_SOCKETS_HPP

// HTTP/1.1 over plain POSIX sockets: a blocking executor that needs no library, and has no TLS.

#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/result.hpp"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace transports {

struct SocketsOptions {
    std::chrono::milliseconds timeout{30'000}; ///< For the whole call, name lookup aside.
    std::size_t max_body = 16 * 1024 * 1024;   ///< Bytes of a response's body,
    std::size_t max_head = 64 * 1024;          ///< and of all else in the response.
    std::function<bool()> is_cancelled; ///< Asked ten times a second; true cancels the request.
};

/// Sends one request at a time, over a connection that it keeps; pass it by `std::ref`.
///
/// Codes: `cancelled`, `refused`, `resolve_failed`, `connect_failed`, `timed_out`, `cut`,
/// `too_large`, `invalid_response`, `invalid_header`, `invalid_request`, `unsupported_scheme`.
class Sockets {
  public:
    explicit Sockets(SocketsOptions options = {}) : options_(std::move(options)) {}
    Sockets(const Sockets&) = delete;
    Sockets& operator=(const Sockets&) = delete;
    ~Sockets() { close(); }

    flameup::Result<flameup::HttpResponse> operator()(const flameup::HttpRequest& request) {
        flameup::HttpResponse response;
        deadline_ = Clock::now() + options_.timeout;
        left_ = std::ptrdiff_t(options_.max_head + options_.max_body);
        error_ = {};
        is_over_ = false;
        const bool done = send(request) && read_head(response) && read_body(response);
        if (!done || !keep_ || !unread_.empty()) close();
        if (done) return response;
        fail(is_over_ ? "cut" : "invalid_response",
             "the response is not a complete HTTP/1.1 message");
        return error_;
    }

  private:
    using Clock = std::chrono::steady_clock;

    /// Keeps the first failure, which is the cause of others.
    bool fail(const char* code, std::string message, int problem = 0,
              flameup::ErrorKind kind = flameup::ErrorKind::transport) {
        if (problem != 0) message += ": " + std::generic_category().message(problem);
        if (error_.code.empty()) error_ = flameup::make_error(kind, code, std::move(message));
        return false;
    }

    void close() {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
        unread_ = {};
    }

    bool wait(short events) {
        const int longest = options_.is_cancelled ? 100 : 1 << 30;
        for (pollfd polled{socket_, events, 0};;) {
            if (options_.is_cancelled && options_.is_cancelled())
                return fail("cancelled", "the request was cancelled", 0,
                            flameup::ErrorKind::cancelled);
            const auto left =
                std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
            const int time = int(std::clamp<long long>(left, 0, longest));
            const int ready = ::poll(&polled, 1, time);
            if (ready > 0) return true;
            if (left <= time && !(ready < 0 && errno == EINTR))
                return fail("timed_out", "the server took too long");
        }
    }

    bool open(const flameup::UrlParts& url) {
        // An idle connection that can be read was closed by the server, or is out of step.
        pollfd idle{socket_, POLLIN, 0};
        if (socket_ >= 0 && authority_ == url.authority && ::poll(&idle, 1, 0) == 0) return true;
        authority_ = url.authority;
        addrinfo hints{}, *found = nullptr;
        hints.ai_socktype = SOCK_STREAM;
        const std::string host(url.host), port = std::to_string(url.port);
        if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
            return fail("resolve_failed", "the host " + host + " is not known");
        int problem = -1;
        socklen_t size = sizeof problem;
        for (const addrinfo* each = found; each != nullptr && problem != 0; each = each->ai_next) {
            close();
            socket_ = ::socket(each->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
            problem = ::connect(socket_, each->ai_addr, each->ai_addrlen) == 0 ? 0 : errno;
            if (problem != EINPROGRESS || !wait(POLLOUT)) continue;
            ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &problem, &size);
        }
        ::freeaddrinfo(found);
        const char* const code = problem == ECONNREFUSED ? "refused" : "connect_failed";
        return problem == 0 || fail(code, "there is no connection to " + authority_, problem);
    }

    bool send(const flameup::HttpRequest& request) {
        constexpr std::string_view never("\r\n\0: \t", 6); // in a name; the first three in a value
        flameup::UrlParts url;
        const char* const problem = flameup::split_url(request.url, url);
        if (problem) return fail("invalid_request", std::string("the URL is wrong: ") + problem);
        if (url.scheme.size() != 4)
            return fail("unsupported_scheme", "https needs TLS, which plain sockets do not have");
        std::string text(to_string(request.method));
        text.append(url.target.substr(0, 1) == "/" ? " " : " /").append(url.target);
        text.append(" HTTP/1.1\r\nHost: ").append(url.authority).append("\r\n");
        for (const auto& [name, value] : request.headers) {
            const bool sendable = !name.empty() && name.find_first_of(never) == name.npos &&
                                  value.find_first_of(never.substr(0, 3)) == value.npos;
            if (!sendable) return fail("invalid_header", "a header cannot be sent as it is");
            text += name + ": " + value + "\r\n";
        }
        const bool has_length = !request.body.empty() || has_body(request.method);
        if (has_length) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
        text += "\r\n" + request.body;
        if (!open(url)) return false;
        for (std::string_view rest = text; !rest.empty();) {
            if (!wait(POLLOUT)) return false;
            const auto size = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
            if (size < 0) return fail("cut", "the request broke off", errno);
            rest.remove_prefix(static_cast<std::size_t>(size));
        }
        return true;
    }

    /// Waits for more of the response; false at its end, or with an error.
    bool receive() {
        if (!wait(POLLIN)) return false;
        const auto size = ::recv(socket_, bytes_, sizeof bytes_, 0);
        if (size < 0) return fail("cut", "the response broke off", errno);
        if (size > left_) return fail("too_large", "the response is too large");
        is_over_ = size == 0;
        left_ -= size;
        unread_ = {bytes_, static_cast<std::size_t>(size)};
        return !is_over_;
    }

    /// Reads a line, and takes its CRLF off.
    bool read_line(std::string& line) {
        line.clear();
        std::size_t end = 0;
        while ((end = unread_.find('\n')) == unread_.npos) {
            line += unread_;
            if (!receive()) return false;
        }
        line += unread_.substr(0, end);
        unread_.remove_prefix(end + 1);
        if (line.empty() || line.find('\r') != line.size() - 1) return false;
        line.pop_back();
        return true;
    }

    /// Appends so many bytes to the body.
    bool read(std::size_t size, std::string& body) {
        if (size > options_.max_body - body.size())
            return fail("too_large", "the body is too large");
        while (size != 0) {
            if (unread_.empty() && !receive()) return false;
            const std::string_view part = unread_.substr(0, size);
            body += part;
            size -= part.size();
            unread_.remove_prefix(part.size());
        }
        return true;
    }

    /// Takes a number off the front of a text; one that is too large becomes the largest.
    static bool take_number(std::string_view& text, int base, std::size_t& number) {
        const auto [end, problem] =
            std::from_chars(text.data(), text.data() + text.size(), number, base);
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        if (problem == std::errc::result_out_of_range) number = std::size_t(-1);
        return problem != std::errc::invalid_argument;
    }

    /// Reads a status line, as `HTTP/1.1 200 OK`.
    bool read_status(int& status) {
        std::string line;
        if (!read_line(line)) return false;
        std::string_view rest(line);
        std::size_t number = 0;
        if (rest.size() < 9 || rest.substr(0, 7) != "HTTP/1." || rest[8] != ' ') return false;
        keep_ = rest[7] == '1';
        rest.remove_prefix(9);
        if (!take_number(rest, 10, number) || (!rest.empty() && rest.front() != ' ')) return false;
        status = static_cast<int>(std::min<std::size_t>(number, 1000));
        return status >= 100 && status <= 599 && status != 101;
    }

    bool read_head(flameup::HttpResponse& response) {
        do { // interim responses are passed over
            response.headers.clear();
            if (!read_status(response.status)) return false;
            for (std::string line;;) {
                if (!read_line(line)) return false;
                if (line.empty()) break;
                const std::size_t colon = line.find_first_of(": \t"); // a folded line has a blank
                if (colon == 0 || colon == line.npos || line[colon] != ':') return false;
                line.erase(line.find_last_not_of(" \t") + 1);
                const auto value = std::min(line.find_first_not_of(" \t", colon + 1), line.size());
                response.headers.add(line.substr(0, colon), line.substr(value));
            }
        } while (response.status < 200);
        const std::string* const connection = response.headers.find("Connection");
        keep_ = keep_ && (!connection || flameup::equal_ignoring_case(*connection, "keep-alive"));
        return true;
    }

    bool read_body(flameup::HttpResponse& response) {
        auto& [status, headers, body] = response;
        if (status == 204 || status == 304) return true;
        const auto codings = headers.find_all("Transfer-Encoding");
        const auto lengths = headers.find_all("Content-Length");
        std::size_t size = 0;
        if (codings.size() + lengths.size() > 1) return false;
        if (!lengths.empty()) {
            std::string_view length = lengths[0];
            return take_number(length, 10, size) && length.empty() && read(size, body);
        }
        if (codings.empty()) { // the body ends with the connection
            keep_ = false;
            while (read(unread_.size(), body) && receive()) {
            }
            return error_.code.empty();
        }
        if (!flameup::equal_ignoring_case(codings[0], "chunked")) return false;
        return read_chunks(body);
    }

    bool read_chunks(std::string& body) {
        std::string line;
        for (;;) {
            if (!read_line(line)) return false;
            std::size_t size = 0;
            std::string_view rest(line); // as `1a` or `1a;name=value`
            if (!take_number(rest, 16, size) || rest.find_first_not_of(" \t;") == 0) return false;
            if (size == 0) break;
            if (!read(size, body) || !read_line(line) || !line.empty()) return false;
        }
        do { // trailers are passed over
            if (!read_line(line)) return false;
        } while (!line.empty());
        return true;
    }

    SocketsOptions options_;
    int socket_ = -1;
    std::string authority_; // that the socket is connected to
    bool keep_ = false;     // the connection, for the next call
    Clock::time_point deadline_;
    std::ptrdiff_t left_ = 0; // bytes that may still come
    bool is_over_ = false;    // the server has closed the connection
    std::string_view unread_; // of what was received last
    char bytes_[16384];
    flameup::Error error_;
};

} // namespace transports

#endif
