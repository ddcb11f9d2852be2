#ifndef TRANSPORTS_SOCKET_SYSTEM_HPP
#define TRANSPORTS_SOCKET_SYSTEM_HPP

// What differs between the sockets of POSIX, of Windows and of lwIP. On Windows, link with
// -lws2_32, and include this header before windows.h or define WIN32_LEAN_AND_MEAN. With lwIP,
// define TRANSPORTS_LWIP in the whole program, and start the stack before the first request.

#if defined(_WIN32)
#include <winsock2.h>
#include <ws2tcpip.h>

#include <process.h>
#elif defined(TRANSPORTS_LWIP)
#include "socket_lwip.hpp"
#include <pthread.h>
#else
#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <string>
#include <string_view>
#include <system_error>

namespace transports {

#if !defined(TRANSPORTS_LWIP)
namespace socket_calls {
using ::accept;
using ::bind;
using ::connect;
using ::freeaddrinfo;
using ::getaddrinfo;
using ::getsockname;
using ::getsockopt;
using ::listen;
using ::recv;
using ::send;
using ::setsockopt;
using ::socket;
#if !defined(_WIN32)
using ::close;
using ::fcntl;
using ::poll;
constexpr int refused = ECONNREFUSED, no_signal = MSG_NOSIGNAL, not_inherited = SOCK_CLOEXEC;
#endif
} // namespace socket_calls
#endif

#if defined(_WIN32)

using Socket = SOCKET;
using SendSize = int; // of a send or receive
constexpr Socket no_socket = INVALID_SOCKET;
constexpr int is_connecting = WSAEWOULDBLOCK, is_refused = WSAECONNREFUSED, no_signal = 0;
constexpr int is_not_ready = WSAEWOULDBLOCK;

/// Starts WinSock, once in a program.
inline bool start_sockets() {
    WSADATA data;
    static const bool is_started = ::WSAStartup(MAKEWORD(2, 2), &data) == 0;
    return is_started;
}

inline int socket_problem() { return ::WSAGetLastError(); }
inline std::string problem_text(int problem) {
    char text[256] = "";
    auto size =
        ::FormatMessageA(FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, nullptr,
                         static_cast<DWORD>(problem), 0, text, sizeof text, nullptr);
    while (size != 0 && (text[size - 1] == '\n' || text[size - 1] == '\r')) --size;
    return size != 0 ? std::string(text, size) : "error " + std::to_string(problem);
}

inline void close_socket(Socket socket) { ::closesocket(socket); }

inline bool never_block(Socket socket) {
    u_long on = 1;
    return ::ioctlsocket(socket, static_cast<long>(FIONBIO), &on) == 0;
}

/// Makes a socket that child processes do not get.
inline Socket make_socket(int family, int type) {
    return ::WSASocketW(family, type, 0, nullptr, 0,
                        WSA_FLAG_OVERLAPPED | WSA_FLAG_NO_HANDLE_INHERIT);
}

/// As POSIX's `poll`; by `select`, as the `WSAPoll` before Windows 10 version 2004 does not tell
/// that connecting failed.
inline int poll_sockets(pollfd* polled, std::size_t count, int milliseconds) {
    fd_set readable, writable, failed;
    FD_ZERO(&readable);
    FD_ZERO(&writable);
    FD_ZERO(&failed);
    for (pollfd* each = polled; each != polled + count; ++each) {
        if ((each->events & POLLIN) != 0) FD_SET(each->fd, &readable);
        if ((each->events & POLLOUT) != 0) FD_SET(each->fd, &writable);
        FD_SET(each->fd, &failed);
    }
    timeval time{milliseconds / 1000, milliseconds % 1000 * 1000};
    const int ready =
        ::select(0, &readable, &writable, &failed, milliseconds < 0 ? nullptr : &time);
    for (pollfd* each = polled; each != polled + count; ++each) {
        const bool is_readable = ready > 0 && FD_ISSET(each->fd, &readable) != 0;
        const bool is_writable = ready > 0 && FD_ISSET(each->fd, &writable) != 0;
        const bool is_failed = ready > 0 && FD_ISSET(each->fd, &failed) != 0;
        each->revents = static_cast<short>((is_readable ? POLLIN : 0) |
                                           (is_writable ? POLLOUT : 0) | (is_failed ? POLLERR : 0));
    }
    return ready;
}

template <void (*run)(void*)> unsigned __stdcall run_thread(void* given) {
    run(given);
    return 0;
}

/// Runs a function on a thread that nobody waits for.
template <void (*run)(void*)> bool start_thread(void* given) {
    const auto thread = ::_beginthreadex(nullptr, 0, &run_thread<run>, given, 0, nullptr);
    if (thread != 0) ::CloseHandle(reinterpret_cast<HANDLE>(thread));
    return thread != 0;
}

#else

using Socket = int;
using SendSize = std::size_t;
constexpr Socket no_socket = -1;
constexpr int is_connecting = EINPROGRESS, is_refused = socket_calls::refused;
constexpr int no_signal = socket_calls::no_signal, is_not_ready = EWOULDBLOCK;

inline bool start_sockets() { return true; }
inline int socket_problem() { return errno; }
inline std::string problem_text(int problem) { return std::generic_category().message(problem); }
inline void close_socket(Socket socket) { socket_calls::close(socket); }
inline bool never_block(Socket socket) {
    return socket_calls::fcntl(socket, F_SETFL, O_NONBLOCK) == 0; // a new socket's only flag
}
inline Socket make_socket(int family, int type) {
    return socket_calls::socket(family, type | socket_calls::not_inherited, 0);
}
inline int poll_sockets(pollfd* polled, std::size_t count, int milliseconds) {
    return socket_calls::poll(polled, static_cast<nfds_t>(count), milliseconds);
}

template <void (*run)(void*)> void* run_thread(void* given) {
    run(given);
    return nullptr;
}
template <void (*run)(void*)> bool start_thread(void* given) {
    pthread_t thread;
    if (::pthread_create(&thread, nullptr, &run_thread<run>, given) != 0) return false;
    ::pthread_detach(thread);
    return true;
}

#endif

/// Sends some bytes of a text; returns how many, or -1.
inline std::ptrdiff_t send_some(Socket socket, std::string_view text) {
    const auto size = (std::min)(text.size(), std::size_t{1} << 30);
    return socket_calls::send(socket, text.data(), static_cast<SendSize>(size), no_signal);
}

/// Receives some bytes; returns how many, 0 at the end, or -1.
inline std::ptrdiff_t receive_some(Socket socket, char* bytes, std::size_t size) {
    return socket_calls::recv(socket, bytes,
                              static_cast<SendSize>((std::min)(size, std::size_t{1} << 30)), 0);
}

/// Begins to connect a socket; returns 0, `is_connecting` or what went wrong.
inline int begin_to_connect(Socket socket, const addrinfo& to) {
    const int done =
        socket_calls::connect(socket, to.ai_addr, static_cast<socklen_t>(to.ai_addrlen));
    return done == 0 ? 0 : socket_problem();
}

inline bool bind_to_loopback(Socket socket) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return socket_calls::bind(socket, reinterpret_cast<const sockaddr*>(&address),
                              sizeof address) == 0;
}

/// What one thread raises and others wait for, as a socket that can be read from then on.
class SocketSignal {
  public:
    SocketSignal() = default;
    SocketSignal(const SocketSignal&) = delete;
    SocketSignal& operator=(const SocketSignal&) = delete;
    ~SocketSignal() {
        if (socket_ != no_socket) close_socket(socket_);
    }

    /// Makes a socket that sends to itself; false where there is none.
    bool prepare() {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        auto* const any = reinterpret_cast<sockaddr*>(&address);
        socket_ = start_sockets() ? make_socket(AF_INET, SOCK_DGRAM) : no_socket;
        return socket_ != no_socket && bind_to_loopback(socket_) &&
               socket_calls::getsockname(socket_, any, &size) == 0 &&
               socket_calls::connect(socket_, any, size) == 0;
    }
    bool raise() const { return send_some(socket_, "!") == 1; }
    Socket socket() const { return socket_; }

  private:
    Socket socket_ = no_socket;
};

} // namespace transports

#endif
