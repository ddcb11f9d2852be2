#ifndef TRANSPORTS_SOCKET_CONNECTION_HPP
#define TRANSPORTS_SOCKET_CONNECTION_HPP

// A connection over the sockets of POSIX or Windows with a time limit for all that it does: the
// part of `sockets.hpp` that `mbedtls.hpp` adds TLS to.
//
// A host's name is looked up on a thread of its own, which the time limit or a cancellation leaves
// behind; addresses need none. Link with -lws2_32 on Windows, and elsewhere with -pthread where the
// C library does not have threads.

#include "socket_system.hpp"

#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/result.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdlib>
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
        if (!wait(socket_, POLLOUT)) return -1;
        const auto size = send_some(socket_, text);
        if (size < 0) fail("cut", "the request broke off", socket_problem());
        return size;
    }

    /// Receives some bytes; returns how many, 0 at the end, or -1 after a failure.
    virtual std::ptrdiff_t read(char* bytes, std::size_t size) {
        if (!wait(socket_, POLLIN)) return -1;
        const auto received = receive_some(socket_, bytes, size);
        if (received < 0) fail("cut", "the response broke off", socket_problem());
        return received;
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
        const auto lookup = look_up(url);
        if (!lookup) return false;
        int problem = -1;
        socklen_t size = sizeof problem;
        for (const addrinfo* each = lookup->found; each && problem != 0; each = each->ai_next) {
            close();
            socket_ = make_socket(each->ai_family, SOCK_STREAM);
            problem = never_block(socket_) ? begin_to_connect(socket_, *each) : socket_problem();
            if (problem != is_connecting || !wait(socket_, POLLOUT)) continue;
            ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, reinterpret_cast<char*>(&problem), &size);
        }
        const char* const code = problem == is_refused ? "refused" : "connect_failed";
        if (problem != 0) return fail(code, "there is no connection to " + origin, problem);
        return start(url);
    }

    SocketsOptions options_;
    flameup::Error error_;

  private:
    using Clock = std::chrono::steady_clock;

    /// The look-up of a host's addresses, which may go on when its request is over.
    struct Lookup {
        ~Lookup() {
            if (found != nullptr) ::freeaddrinfo(found);
        }
        void run(int flags) {
            addrinfo hints{};
            hints.ai_flags = flags;
            hints.ai_socktype = SOCK_STREAM;
            problem = ::getaddrinfo(host.c_str(), port.c_str(), &hints, &found);
        }
        /// Takes a shared pointer of its own.
        static void run_on_thread(void* given) {
            const std::unique_ptr<std::shared_ptr<Lookup>> own(
                static_cast<std::shared_ptr<Lookup>*>(given));
            Lookup& lookup = **own;
            lookup.run(0);
            lookup.is_done = true;
            if (!lookup.end.raise()) std::abort(); // there is room for one byte
        }

        std::string host, port;
        addrinfo* found = nullptr;
        int problem = 0;
        SocketSignal end;
        std::atomic<bool> is_done{false};
    };

    /// Looks addresses up within the time limit; null after a failure.
    std::shared_ptr<Lookup> look_up(const flameup::UrlParts& url) {
        auto lookup = std::make_shared<Lookup>();
        lookup->host = url.host;
        lookup->port = std::to_string(url.port);
        lookup->run(AI_NUMERICHOST);
        if (lookup->problem == 0) return lookup;
        auto own = std::make_unique<std::shared_ptr<Lookup>>(lookup);
        if (!lookup->end.prepare() || !start_thread<&Lookup::run_on_thread>(own.get())) {
            fail("resolve_failed", "there is no thread to look the host up on");
            return nullptr;
        }
        static_cast<void>(own.release()); // the thread has it
        if (!wait(lookup->end.socket(), POLLIN)) return nullptr;
        if (lookup->is_done && lookup->problem == 0) return lookup;
        fail("resolve_failed", "the host " + lookup->host + " is not known");
        return nullptr;
    }

    Socket socket_ = no_socket;
    std::string origin_; // that the socket is connected to: scheme and authority
    Clock::time_point deadline_;
};

} // namespace transports

#endif
