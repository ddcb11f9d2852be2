// How long a frame loop is held up, while a server accepts a request and stalls for two seconds.
#include "flameup/client/client.hpp"

#include "flameup/model.hpp"

#include "transports/loopback.hpp"
#include "transports/sockets.hpp"
#include "transports/worker.hpp"

#if defined(FRAME_LOOP_CURL) && FRAME_LOOP_CURL
#include "transports/curl_multi.hpp"
#endif

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <string>
#include <thread>

#include <sys/socket.h>
#include <unistd.h>

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// Answers one request after another, each on a connection of its own and two seconds late.
class StallingServer {
  public:
    StallingServer() : listener_(transports_test::listen_on_loopback(url_)) {
        thread_ = std::thread([this] { serve(); });
    }
    StallingServer(const StallingServer&) = delete;
    StallingServer& operator=(const StallingServer&) = delete;
    ~StallingServer() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
    }

    const std::string& url() const { return url_; }

  private:
    void serve() const {
        for (int connection; (connection = accept(listener_, nullptr, nullptr)) >= 0;) {
            std::string received;
            char bytes[4096];
            while (received.find("\r\n\r\n") == std::string::npos) {
                const auto size = recv(connection, bytes, sizeof bytes, 0);
                if (size <= 0) break;
                received.append(bytes, static_cast<std::size_t>(size));
            }
            std::this_thread::sleep_for(2s);
            const std::string response =
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}";
            send(connection, response.data(), response.size(), MSG_NOSIGNAL);
            close(connection);
        }
    }

    std::string url_;
    int listener_;
    std::thread thread_;
};

void print_header() { std::printf("%-12s %8s %20s\n", "transport", "ticks", "longest tick in us"); }

void print(const char* name, int ticks, Clock::duration longest, bool succeeded) {
    const auto shown = std::chrono::duration_cast<std::chrono::microseconds>(longest).count();
    std::printf("%-12s %8d %20lld  %s\n", name, ticks, static_cast<long long>(shown),
                succeeded ? "" : "the call failed");
}

/// Makes one call in frames of a millisecond; what holds up a frame is its start and its ticks.
template <class Transport, class Executor>
void measure(const char* name, Transport& transport, const flameup::Client<Executor>& client) {
    auto begin = Clock::now();
    auto call = client.start(flameup::GetStatistics{});
    Clock::duration longest = Clock::now() - begin;
    for (int ticks = 1;; ++ticks) {
        begin = Clock::now();
        transport.tick();
        auto result = call.poll();
        longest = (std::max)(longest, Clock::now() - begin);
        if (result) return print(name, ticks, longest, result->has_value());
        std::this_thread::sleep_for(1ms);
    }
}

/// Makes the call in one frame, as comparison.
template <class Executor>
void measure_blocking(const char* name, const flameup::Client<Executor>& client) {
    const auto begin = Clock::now();
    const bool succeeded = client.send(flameup::GetStatistics{}).has_value();
    print(name, 1, Clock::now() - begin, succeeded);
}

} // namespace

int main() {
    const StallingServer server;
    flameup::Config config;
    config.api_key = "YOUR_API_KEY";
    config.base_url = server.url();
    print_header();

    transports::Sockets sockets;
    measure_blocking("sockets", flameup::Client(config, std::ref(sockets)));
    {
        transports::Worker worker{std::ref(sockets)};
        measure("worker", worker, flameup::Client(config, std::ref(worker)));
    }
#if defined(FRAME_LOOP_CURL) && FRAME_LOOP_CURL
    transports::Curl curl;
    measure_blocking("curl", flameup::Client(config, std::ref(curl)));
    transports::CurlMulti multi;
    measure("curl_multi", multi, flameup::Client(config, std::ref(multi)));
#endif
}
