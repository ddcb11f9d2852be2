#ifndef TRANSPORTS_SOCKET_PEER_HPP
#define TRANSPORTS_SOCKET_PEER_HPP

// The peer of `flameup/testing/executor_conformance.hpp` over sockets of POSIX or
// Windows, on the loopback.

#include "socket_system.hpp"

#include "flameup/testing/peer_request.hpp"
#include "flameup/testing/peer_script.hpp"

#include <chrono>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace transports {

/// Plays scripts, with a thread for each connection; destroying it ends them all.
class SocketPeer {
  public:
    /// Takes for how long a stalled answer waits for the client to give up.
    explicit SocketPeer(std::chrono::milliseconds patience = std::chrono::seconds(3))
        : patience_(static_cast<int>(patience.count())) {
        socket_calls::listen(listener_, 64);
        if (!stop_.prepare()) std::abort();
        accepting_ = std::thread([this] { accept(); });
    }
    SocketPeer(const SocketPeer&) = delete;
    SocketPeer& operator=(const SocketPeer&) = delete;
    ~SocketPeer() {
        if (!stop_.raise()) std::abort(); // which all threads see
        accepting_.join();
        for (std::thread& thread : serving_) thread.join();
        for (const Socket socket : {listener_, refusing_}) close_socket(socket);
    }

    std::string play(flameup::testing::PeerScript script) {
        const std::lock_guard<std::mutex> lock(mutex_);
        play_ = flameup::testing::PeerPlay(std::move(script));
        return url_of(listener_);
    }
    std::vector<flameup::testing::PeerRequest> finish() {
        const std::lock_guard<std::mutex> lock(mutex_);
        return play_.requests();
    }
    std::string refusing_url() const { return url_of(refusing_); }

  private:
    static Socket bound_socket() {
        const Socket socket = start_sockets() ? make_socket(AF_INET, SOCK_STREAM) : no_socket;
        // Where this fails, the port is 0, and no request arrives.
        static_cast<void>(bind_to_loopback(socket));
        never_block(socket);
        return socket;
    }

    template <class Value> static void set_option(Socket socket, int level, int name, Value value) {
        socket_calls::setsockopt(socket, level, name, reinterpret_cast<const char*>(&value),
                                 sizeof value);
    }

    static std::string url_of(Socket socket) {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        socket_calls::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
        return "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }

    /// Waits for a socket; false where it takes too long, or the peer is destroyed.
    bool wait(Socket socket, short events, int milliseconds = -1) const {
        pollfd polled[] = {{stop_.socket(), POLLIN, 0}, {socket, events, 0}};
        return poll_sockets(polled, 2, milliseconds) > 0 && polled[0].revents == 0;
    }

    void accept() {
        while (wait(listener_, POLLIN)) {
            const Socket socket = socket_calls::accept(listener_, nullptr, nullptr);
            if (socket == no_socket) continue;
            set_option(socket, IPPROTO_TCP, TCP_NODELAY, 1);
            never_block(socket);
            serving_.emplace_back([this, socket] {
                serve(socket);
                close_socket(socket);
            });
        }
    }

    void serve(Socket socket) {
        flameup::testing::PeerRequestReader reader;
        for (char bytes[65536]; wait(socket, POLLIN);) {
            const auto size = receive_some(socket, bytes, sizeof bytes);
            if (size < 0 && socket_problem() == is_not_ready) continue;
            if (size <= 0) return;
            reader.feed({bytes, static_cast<std::size_t>(size)});
            while (auto request = reader.next()) {
                if (!answer(socket, receive(*std::move(request)))) return;
            }
            if (reader.wants_continue()) send(socket, "HTTP/1.1 100 Continue\r\n\r\n");
            if (reader.problem().empty()) continue;
            answer(socket, flameup::testing::PeerPlay::refuse(reader.problem()));
            return;
        }
    }

    flameup::testing::PeerAnswer receive(flameup::testing::PeerRequest request) {
        const std::lock_guard<std::mutex> lock(mutex_);
        return play_.receive(std::move(request));
    }

    /// Sends an answer; false where the connection ends with it.
    bool answer(Socket socket, const flameup::testing::PeerAnswer& answer) const {
        using flameup::testing::PeerEnd;
        for (const std::string& piece : answer.pieces) {
            if (!send(socket, piece)) return false;
            if (&piece == &answer.pieces.back()) break;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        if (answer.end == PeerEnd::stall && !wait(socket, POLLIN, patience_)) {
            send(socket, answer.late); // where the client did not give up
        }
        const linger abrupt{1, 0}; // makes an RST of closing
        if (answer.end == PeerEnd::reset) {
            set_option(socket, SOL_SOCKET, SO_LINGER, abrupt);
        }
        return answer.end == PeerEnd::keep;
    }

    bool send(Socket socket, std::string_view text) const {
        while (!text.empty() && wait(socket, POLLOUT)) {
            const auto size = send_some(socket, text);
            if (size < 0 && socket_problem() == is_not_ready) continue;
            if (size <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(size));
        }
        return text.empty();
    }

    const int patience_; // in milliseconds
    const Socket listener_ = bound_socket(), refusing_ = bound_socket();
    SocketSignal stop_;
    std::mutex mutex_;
    flameup::testing::PeerPlay play_; // the mutex's
    std::thread accepting_;
    std::vector<std::thread> serving_;
};

} // namespace transports

#endif
