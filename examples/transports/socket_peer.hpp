#ifndef TRANSPORTS_SOCKET_PEER_HPP
#define TRANSPORTS_SOCKET_PEER_HPP

// The peer of `flameup/testing/executor_conformance.hpp` over POSIX sockets, on the loopback.

#include "flameup/testing/peer_request.hpp"
#include "flameup/testing/peer_script.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
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
        ::listen(listener_, 64);
        if (::pipe(stop_) != 0) stop_[0] = stop_[1] = -1;
        accepting_ = std::thread([this] { accept(); });
    }
    SocketPeer(const SocketPeer&) = delete;
    SocketPeer& operator=(const SocketPeer&) = delete;
    ~SocketPeer() {
        ::close(stop_[1]); // which all threads see
        accepting_.join();
        for (std::thread& thread : serving_) thread.join();
        for (const int socket : {stop_[0], listener_, refusing_}) ::close(socket);
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
    static int bound_socket() {
        const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        // Where this fails, the port is 0, and no request arrives.
        static_cast<void>(
            ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address));
        return socket;
    }

    static std::string url_of(int socket) {
        sockaddr_in address{};
        socklen_t size = sizeof address;
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
        return "http://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
    }

    /// Waits for a socket; false where it takes too long, or the peer is destroyed.
    bool wait(int socket, short events, int milliseconds = -1) const {
        pollfd polled[] = {{stop_[0], POLLIN, 0}, {socket, events, 0}};
        return ::poll(polled, 2, milliseconds) > 0 && polled[0].revents == 0;
    }

    void accept() {
        while (wait(listener_, POLLIN)) {
            const int socket = ::accept(listener_, nullptr, nullptr);
            const int on = 1;
            if (socket < 0) continue;
            ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
            serving_.emplace_back([this, socket] {
                serve(socket);
                ::close(socket);
            });
        }
    }

    void serve(int socket) {
        flameup::testing::PeerRequestReader reader;
        for (char bytes[65536]; wait(socket, POLLIN);) {
            const auto size = ::recv(socket, bytes, sizeof bytes, 0);
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
    bool answer(int socket, const flameup::testing::PeerAnswer& answer) const {
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
            ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &abrupt, sizeof abrupt);
        }
        return answer.end == PeerEnd::keep;
    }

    bool send(int socket, std::string_view text) const {
        while (!text.empty() && wait(socket, POLLOUT)) {
            const auto size = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (size <= 0) return false;
            text.remove_prefix(static_cast<std::size_t>(size));
        }
        return text.empty();
    }

    const int patience_; // in milliseconds
    const int listener_ = bound_socket(), refusing_ = bound_socket();
    int stop_[2] = {-1, -1}; // a pipe, closed to stop
    std::mutex mutex_;
    flameup::testing::PeerPlay play_; // the mutex's
    std::thread accepting_;
    std::vector<std::thread> serving_;
};

} // namespace transports

#endif
