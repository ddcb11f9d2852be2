// Checks an executor against a scripted peer, and prints what it gets wrong: put your own in place
// of the plain sockets.
#include "socket_peer.hpp"
#include "sockets.hpp"

#include <flameup/testing/executor_conformance.hpp>

#include <functional>
#include <iostream>

int main() {
    transports::SocketsOptions options;
    options.timeout = std::chrono::milliseconds(500); // three checks wait until it is over
    transports::Sockets sockets(options);
    transports::SocketPeer peer;
    const auto report = flameup::testing::check_executor(std::ref(sockets), peer);
    std::cout << to_string(report);
    return report.passed() ? 0 : 1;
}
