#ifndef TRANSPORTS_SOCKET_LWIP_HPP
#define TRANSPORTS_SOCKET_LWIP_HPP

// The sockets of lwIP 2.1 or newer, for `socket_system.hpp` where TRANSPORTS_LWIP is defined.
//
// lwIP needs LWIP_SOCKET, LWIP_SOCKET_POLL and a loopback interface (the end of a look-up is a
// datagram to 127.0.0.1); threads are those of pthread.h. Without LWIP_DNS, as in Debian's package,
// the C library looks names up. lwIP's macros `close`, `send` and the like are undefined here: a
// program calls `lwip_close`, `lwip_send`.

#include <lwip/netdb.h>
#include <lwip/sockets.h>

#if !LWIP_DNS
#include <netdb.h>
#endif

#undef accept
#undef bind
#undef close
#undef connect
#undef fcntl
#undef freeaddrinfo
#undef getaddrinfo
#undef getsockname
#undef getsockopt
#undef listen
#undef poll
#undef read
#undef recv
#undef send
#undef setsockopt
#undef socket
#undef write

#include <cerrno>

namespace transports::socket_calls {

constexpr auto* accept = &lwip_accept;
constexpr auto* bind = &lwip_bind;
constexpr auto* close = &lwip_close;
constexpr auto* connect = &lwip_connect;
constexpr auto* fcntl = &lwip_fcntl;
constexpr auto* getsockname = &lwip_getsockname;
constexpr auto* getsockopt = &lwip_getsockopt;
constexpr auto* listen = &lwip_listen;
constexpr auto* poll = &lwip_poll;
constexpr auto* recv = &lwip_recv;
constexpr auto* send = &lwip_send;
constexpr auto* setsockopt = &lwip_setsockopt;
constexpr auto* socket = &lwip_socket;
#if LWIP_DNS
constexpr auto* freeaddrinfo = &lwip_freeaddrinfo;
constexpr auto* getaddrinfo = &lwip_getaddrinfo;
#else
using ::freeaddrinfo;
using ::getaddrinfo;
#endif

constexpr int refused = ECONNRESET; // lwIP has no other code for a reset while connecting
constexpr int no_signal = 0, not_inherited = 0;

} // namespace transports::socket_calls

#endif
