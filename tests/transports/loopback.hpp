#ifndef FLAMEUP_TESTS_TRANSPORTS_LOOPBACK_HPP
#define FLAMEUP_TESTS_TRANSPORTS_LOOPBACK_HPP

// A port on the loopback interface, picked by the system, for a test's own server.

#include <cstdlib>
#include <string>

#include <netinet/in.h>
#include <sys/socket.h>

namespace transports_test {

/// Listens and returns the URL without a path; ends the program if it cannot.
inline int listen_on_loopback(std::string& url) {
    const int listener = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (bind(listener, any, size) != 0 || listen(listener, 128) != 0 ||
        getsockname(listener, any, &size) != 0) {
        std::abort();
    }
    url = "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    return listener;
}

} // namespace transports_test

#endif
