#ifndef FLAMEUP_EXAMPLES_SERVER_LISTENER_HPP
#define FLAMEUP_EXAMPLES_SERVER_LISTENER_HPP

// The listening port.

#include "site.hpp"
#include "streams.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

namespace people_server {

/// Accepts connections and passes them on; those above the site's largest number get a 503.
class Listener {
  public:
    using Welcome = std::function<void(tcp::socket)>;

    /// Begins to listen; throws if it cannot.
    Listener(asio::io_context& context, const tcp::endpoint& endpoint, Site& site, Welcome welcome)
        : acceptor_(context), holder_(context), timer_(context), endpoint_(endpoint), site_(site),
          welcome_(std::move(welcome)) {
        if (const error_code error = listen()) {
            throw std::runtime_error("cannot listen on port " + std::to_string(endpoint.port()) +
                                     ": " + error.message());
        }
        endpoint_ = acceptor_.local_endpoint();
        accept();
    }
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    /// Returns the address, with the port that the system picked.
    const tcp::endpoint& endpoint() const { return endpoint_; }

    /// Refuses connections for a while, and listens at the same port again after it.
    void interrupt(std::chrono::milliseconds time) {
        if (!acceptor_.is_open()) return;
        acceptor_.close();
        // Keeps the port: otherwise the system could give it to a client's connection.
        claim(holder_);
        wait(time, [this] { reopen(); });
    }

    /// Refuses connections for good.
    void close() {
        acceptor_.close();
        timer_.cancel();
    }

  private:
    // Connections above the number, which are about to be closed; further ones wait.
    static constexpr std::size_t max_refused = 10;
    static constexpr std::chrono::milliseconds pause{20};

    template <class Handler> void wait(std::chrono::milliseconds time, Handler handler) {
        timer_.expires_after(time);
        timer_.async_wait([handler](error_code error) {
            if (!error) handler();
        });
    }

    void accept() {
        if (!acceptor_.is_open()) return;
        if (site_.connections.size() >= site_.max_connections + max_refused) return accept_later();
        acceptor_.async_accept([this](error_code error, tcp::socket socket) {
            if (error == asio::error::operation_aborted) return;
            if (error) return accept_later(); // too many open files, perhaps
            error_code ignored;
            socket.set_option(tcp::no_delay(true), ignored);
            welcome_(std::move(socket));
            accept();
        });
    }

    void accept_later() {
        if (acceptor_.is_open()) wait(pause, [this] { accept(); });
    }

    /// Binds a socket to the port; returns the error.
    template <class Socket> error_code claim(Socket& socket) {
        error_code error;
        socket.open(endpoint_.protocol(), error);
        if (!error) socket.set_option(asio::socket_base::reuse_address(true), error);
        if (!error) socket.bind(endpoint_, error);
        return error;
    }

    error_code listen() {
        error_code error = claim(acceptor_);
        if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
        return error;
    }

    /// Listens again, as soon as the port is free.
    void reopen() {
        error_code ignored;
        holder_.close(ignored);
        if (!listen()) return accept();
        acceptor_.close(ignored);
        wait(pause, [this] { reopen(); });
    }

    tcp::acceptor acceptor_;
    tcp::socket holder_; // keeps the port while the listener is closed
    asio::steady_timer timer_;
    tcp::endpoint endpoint_;
    Site& site_;
    Welcome welcome_;
};

} // namespace people_server

#endif
