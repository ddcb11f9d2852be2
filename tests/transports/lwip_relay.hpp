#ifndef FLAMEUP_TESTS_TRANSPORTS_LWIP_RELAY_HPP
#define FLAMEUP_TESTS_TRANSPORTS_LWIP_RELAY_HPP

// Servers of the operating system that are reached from lwIP's loopback interface, at their ports.

#include "transports/socket_system.hpp"

#include <atomic>
#include <cstdint>
#include <map>
#include <string_view>
#include <thread>
#include <vector>

namespace transports_test {

/// Carries what is sent between lwIP's connections to one port and the system's; ends with them.
class LwipRelay {
  public:
    /// Carries nothing if the port is in use in lwIP.
    explicit LwipRelay(std::uint16_t port)
        : address_(on_loopback(port)), listener_(transports::make_socket(AF_INET, SOCK_STREAM)) {
        const auto* const any = reinterpret_cast<const sockaddr*>(&address_);
        const int on = 1; // as the port's last connections may not have timed out
        lwip_setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        if (lwip_bind(listener_, any, sizeof address_) == 0) lwip_listen(listener_, 16);
        accepting_ = std::thread([this] { accept(); });
    }
    LwipRelay(const LwipRelay&) = delete;
    LwipRelay& operator=(const LwipRelay&) = delete;
    ~LwipRelay() {
        is_over_ = true;
        accepting_.join();
        for (std::thread& each : carrying_) each.join();
        lwip_close(listener_);
    }

    /// Returns a connection of the system's to a port on its loopback, or -1.
    static int connect(const sockaddr_in& to) {
        const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        if (::connect(socket, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0)
            return socket;
        ::close(socket);
        return -1;
    }

    static sockaddr_in on_loopback(std::uint16_t port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(port);
        return address;
    }

  private:
    void accept() {
        while (!is_over_) {
            pollfd polled{listener_, POLLIN, 0};
            if (lwip_poll(&polled, 1, 20) <= 0) continue;
            const int socket = lwip_accept(listener_, nullptr, nullptr);
            if (socket < 0) return; // as it does not listen
            carrying_.emplace_back([this, socket] { carry(socket); });
        }
    }

    void carry(int inner) const {
        const int outer = connect(address_);
        char bytes[16384];
        for (bool is_open = outer >= 0; is_open && !is_over_;) {
            pollfd from_inner{inner, POLLIN, 0}, from_outer{outer, POLLIN, 0};
            if (lwip_poll(&from_inner, 1, 1) > 0) {
                const auto size = lwip_recv(inner, bytes, sizeof bytes, 0);
                is_open = size > 0 && ::send(outer, bytes, static_cast<std::size_t>(size),
                                             MSG_NOSIGNAL) == size;
            }
            if (::poll(&from_outer, 1, 1) > 0) {
                const auto size = ::recv(outer, bytes, sizeof bytes, 0);
                is_open =
                    size > 0 && lwip_send(inner, bytes, static_cast<std::size_t>(size), 0) == size;
            }
        }
        lwip_close(inner);
        if (outer >= 0) ::close(outer);
    }

    const sockaddr_in address_;
    const int listener_;
    std::atomic<bool> is_over_{false};
    std::vector<std::thread> carrying_;
    std::thread accepting_;
};

/// Has a relay for a port while a server of the system's listens there.
class LwipRelays {
  public:
    void follow(std::uint16_t port) {
        const int probe = LwipRelay::connect(LwipRelay::on_loopback(port));
        if (probe < 0) {
            relays_.erase(port);
        } else {
            ::close(probe);
            relays_.try_emplace(port, port);
        }
    }

  private:
    std::map<std::uint16_t, LwipRelay> relays_;
};

} // namespace transports_test

#endif
