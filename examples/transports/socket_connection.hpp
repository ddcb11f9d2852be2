#ifndef TRANSPORTS_SOCKET_CONNECTION_HPP
#define TRANSPORTS_SOCKET_CONNECTION_HPP

// A connection over the sockets of POSIX or Windows with a time limit for all that it does: the
// part of `sockets.hpp` that `mbedtls.hpp` adds TLS to.
//
// A host's name is looked up on a thread of its own, which the time limit or a cancellation leaves
// behind; addresses need none. Link with -lws2_32 on Windows, and elsewhere with -pthread where the
// C library does not have threads.

#include "look_up.hpp"
#include "socket_system.hpp"

#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace transports {

struct SocketsOptions {
    std::chrono::milliseconds timeout{30'000}; ///< For a whole call that has no limit of its own.
    std::size_t max_body = 16 * 1024 * 1024;   ///< Bytes of a response's body,
    std::size_t max_head = 64 * 1024;          ///< and of all else in the response.
    std::function<bool()> is_cancelled; ///< Asked ten times a second; true cancels the request.
};

/// Connects to one server at a time, and keeps the first failure of a request.
class SocketConnection {
  public:
    explicit SocketConnection(SocketsOptions options) : options_(std::move(options)) {}
    SocketConnection(const SocketConnection&) = delete;
    SocketConnection& operator=(const SocketConnection&) = delete;
    virtual ~SocketConnection() { SocketConnection::close(); }

  protected:
    // What a connection with TLS replaces.
    virtual bool has_tls() const { return false; }

    /// Begins what is spoken over a new connection.
    virtual bool start(const flameup::UrlParts&) { return true; }

    /// Sends some of a text; returns how many bytes, or -1 after a failure.
    virtual std::ptrdiff_t write(std::string_view text) {
        while (wait(socket_, POLLOUT)) {
            const auto size = send_some(socket_, text);
            if (size >= 0) return size;
            if (!goes_on("the request broke off")) break;
        }
        return -1;
    }

    /// Receives some bytes; returns how many, 0 at the end, or -1 after a failure.
    virtual std::ptrdiff_t read(char* bytes, std::size_t size) {
        while (wait(socket_, POLLIN)) {
            const auto received = receive_some(socket_, bytes, size);
            if (received >= 0) return received;
            if (!goes_on("the response broke off")) break;
        }
        return -1;
    }

    virtual void close() {
        if (socket_ != no_socket) close_socket(socket_);
        socket_ = no_socket;
    }

    Socket socket() const { return socket_; }

    /// Keeps the first failure, which is the cause of others.
    bool fail(const char* code, std::string message, int problem = 0,
              flameup::ErrorKind kind = flameup::ErrorKind::transport) {
        if (problem != 0) message += ": " + problem_text(problem);
        if (error_.code.empty()) error_ = flameup::make_error(kind, code, std::move(message));
        return false;
    }

    bool wait(Socket socket, short events) {
        const int longest = options_.is_cancelled ? 100 : 1 << 30;
        for (pollfd polled{socket, events, 0};;) {
            if (options_.is_cancelled && options_.is_cancelled())
                return fail("cancelled", "the request was cancelled", 0,
                            flameup::ErrorKind::cancelled);
            const auto left =
                std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
            if (left <= 0) return fail("timed_out", "the server took too long");
            if (poll_sockets(&polled, 1, int((std::min<long long>)(left, longest))) > 0)
                return true;
        }
    }

    /// Begins a request, whose time runs from now.
    void begin(const flameup::HttpRequest& request) {
        deadline_ = Clock::now() + std::chrono::milliseconds(
                                       request.timeout_ms.value_or(options_.timeout.count()));
        error_ = {};
    }

    /// Has a connection to a server: the one that is open, or another.
    bool open(const flameup::UrlParts& url) {
        const std::string origin = std::string(url.scheme).append("://").append(url.authority);
        // An idle connection that can be read was closed by the server, or is out of step.
        pollfd idle{socket_, POLLIN, 0};
        if (socket_ != no_socket && origin_ == origin && poll_sockets(&idle, 1, 0) == 0)
            return true;
        origin_ = origin;
        close();
        if (!start_sockets()) return fail("connect_failed", "the system's sockets do not start");
        const auto found = look_up(url);
        if (!found) return false;
        int problem = -1;
        socklen_t size = sizeof problem;
        for (const addrinfo* each = found->addresses(); each && problem != 0;
             each = each->ai_next) {
            close();
            socket_ = make_socket(each->ai_family, SOCK_STREAM);
            problem = never_block(socket_) ? begin_to_connect(socket_, *each) : socket_problem();
            if (problem != is_connecting || !wait(socket_, POLLOUT)) continue;
            socket_calls::getsockopt(socket_, SOL_SOCKET, SO_ERROR,
                                     reinterpret_cast<char*>(&problem), &size);
        }
        const char* const code = problem == is_refused ? "refused" : "connect_failed";
        if (problem != 0) return fail(code, "there is no connection to " + origin, problem);
        return start(url);
    }

    SocketsOptions options_;
    flameup::Error error_;

  private:
    using Clock = std::chrono::steady_clock;

    /// Tells whether a socket was only said to be ready, which systems may do; else it failed.
    bool goes_on(const char* message) {
        const int problem = socket_problem();
        return problem == is_not_ready || fail("cut", message, problem);
    }

    /// Looks addresses up within the time limit; null after a failure.
    std::shared_ptr<LookUp> look_up(const flameup::UrlParts& url) {
        auto look_up = LookUp::begin(std::string(url.host), url.port);
        if (look_up && !look_up->is_over() && !wait(look_up->signal(), POLLIN)) return nullptr;
        if (look_up && look_up->is_over() && look_up->addresses() != nullptr) return look_up;
        fail("resolve_failed", "the host " + std::string(url.host) + " is not known");
        return nullptr;
    }

    Socket socket_ = no_socket;
    std::string origin_; // that the socket is connected to: scheme and authority
    Clock::time_point deadline_;
};

} // namespace transports

#endif
