#ifndef ENGINES_GODOT_FLAMEUP_HTTP_HPP
#define ENGINES_GODOT_FLAMEUP_HTTP_HPP

// An executor over Godot's HTTPClient, for GDExtensions with godot-cpp. Copy this file.
//
// Compiled against declarations of the engine's documented interface, never run in the engine.

#include <godot_cpp/classes/http_client.hpp>

#include <flameup.hpp>
#include <flameup/http/url.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace engines {

inline godot::String to_godot(std::string_view text) {
    return godot::String::utf8(text.data(), static_cast<int64_t>(text.size()));
}

inline std::string from_godot(const godot::String& text) {
    const godot::CharString bytes = text.utf8();
    return std::string(bytes.get_data(), static_cast<std::size_t>(bytes.length()));
}

/// Sends each request over an HTTPClient of its own, which `tick()` polls; pass it by `std::ref`.
///
/// Used by one thread, as of `_process`. Destroying it drops the calls in flight.
class GodotHttp {
  public:
    /// `timeout` is in seconds, for a whole call that has no limit of its own; responses have at
    /// most `max_body` bytes.
    explicit GodotHttp(double timeout = 30, std::size_t max_body = std::size_t{16} << 20)
        : timeout_(timeout), max_body_(max_body) {}
    GodotHttp(const GodotHttp&) = delete;
    GodotHttp& operator=(const GodotHttp&) = delete;
    ~GodotHttp() {
        Flights dropped; // what completes may come back here
        dropped.swap(flights_);
    }

    /// Starts a request; returns what stops it.
    std::function<void()> operator()(flameup::HttpRequest request, flameup::Completion completion) {
        const auto flight = std::make_shared<Flight>(std::move(request), std::move(completion));
        flights_.push_back(flight);
        return [this, started = std::weak_ptr(flight)] {
            const auto stopped = started.lock();
            if (!stopped) return;
            if (stopped->client.is_valid()) stopped->client->close();
            flights_.remove(stopped);
        };
    }

    /// Moves all requests by one step and completes those that are over; takes the frame's seconds.
    void tick(double delta) {
        const Flights flights = flights_; // completions may start and stop others
        for (const auto& flight : flights) {
            flight->elapsed += delta;
            auto result = step(*flight);
            if (!result) continue;
            flights_.remove(flight);
            flight->completion(*std::move(result));
        }
    }

    /// Counts the requests in flight.
    std::size_t pending() const { return flights_.size(); }

  private:
    using Client = godot::HTTPClient;
    using Response = flameup::Result<flameup::HttpResponse>;

    struct Flight {
        Flight(flameup::HttpRequest sent, flameup::Completion done)
            : request(std::move(sent)), completion(std::move(done)) {}

        flameup::HttpRequest request;
        flameup::Completion completion;
        godot::Ref<Client> client;
        flameup::UrlParts url; // views into the request
        double elapsed = 0;
        bool is_sent = false;
        flameup::HttpResponse response;
    };
    using Flights = std::list<std::shared_ptr<Flight>>;

    static flameup::Error failed(const char* code, const char* message) {
        return flameup::make_error(flameup::ErrorKind::transport, code, message);
    }

    /// Takes a step of a request; returns its result once it is over.
    std::optional<Response> step(Flight& flight) const {
        if (flight.client.is_null()) return connect(flight);
        Client& client = *flight.client.operator->();
        const auto& own = flight.request.timeout_ms;
        if (flight.elapsed > (own ? double(*own) / 1000 : timeout_)) {
            client.close();
            return failed("timed_out", "the server did not respond in time");
        }
        client.poll();
        switch (client.get_status()) {
        case Client::STATUS_RESOLVING:
        case Client::STATUS_CONNECTING:
        case Client::STATUS_REQUESTING: return std::nullopt;
        case Client::STATUS_CANT_RESOLVE:
            return failed("resolve_failed", "the server's name has no address");
        case Client::STATUS_CANT_CONNECT:
            return failed("connect_failed", "there is no connection to the server");
        case Client::STATUS_TLS_HANDSHAKE_ERROR:
            return failed("tls_failed", "the server's certificate is not accepted");
        case Client::STATUS_BODY: return read(flight);
        case Client::STATUS_CONNECTED:
            if (!flight.is_sent) return send_by(flight);
            if (client.has_response()) return finish(flight);
            break;
        case Client::STATUS_DISCONNECTED: // the end of a body that has no length
            if (client.has_response() && !client.is_response_chunked()) return finish(flight);
            break;
        case Client::STATUS_CONNECTION_ERROR: break;
        }
        return failed("cut", "the connection ended before the response was complete");
    }

    static std::optional<Response> connect(Flight& flight) {
        if (const char* const problem = split_url(flight.request.url, flight.url)) {
            return failed("invalid_request", problem);
        }
        const bool is_tls = flight.url.scheme.size() == 5; // https
        flight.client.instantiate();
        const godot::Error error = flight.client->connect_to_host(
            to_godot(flight.url.host), flight.url.port,
            is_tls ? godot::TLSOptions::client() : godot::Ref<godot::TLSOptions>());
        if (error == godot::OK) return std::nullopt;
        return failed("connect_failed", "the engine does not connect");
    }

    static std::optional<Response> send_by(Flight& flight) {
        using flameup::Method;
        const Client::Method methods[] = {Client::METHOD_GET, Client::METHOD_POST,
                                          Client::METHOD_PUT, Client::METHOD_PATCH,
                                          Client::METHOD_DELETE}; // in the order of Method
        godot::PackedStringArray headers;
        for (const auto& [name, value] : flight.request.headers) {
            headers.push_back(to_godot(name + ": " + value));
        }
        const std::string& body = flight.request.body;
        godot::PackedByteArray bytes;
        bytes.resize(static_cast<int64_t>(body.size()));
        std::copy(body.begin(), body.end(), bytes.ptrw());
        const std::string target =
            flight.url.target.substr(0, 1) == "/" ? "" : "/"; // an empty path is "/"
        flight.is_sent = true;
        const godot::Error error = flight.client->request_raw(
            methods[static_cast<std::size_t>(flight.request.method)],
            to_godot(target + std::string(flight.url.target)), headers, bytes);
        if (error == godot::OK) return std::nullopt;
        return failed("transport_failed", "the engine does not send the request");
    }

    std::optional<Response> read(Flight& flight) const {
        constexpr int most_chunks = 16; // of 64 KiB each, in a frame
        for (int i = 0; i != most_chunks; ++i) {
            const godot::PackedByteArray chunk = flight.client->read_response_body_chunk();
            flight.response.body.append(reinterpret_cast<const char*>(chunk.ptr()),
                                        static_cast<std::size_t>(chunk.size()));
            if (flight.response.body.size() > max_body_) {
                flight.client->close();
                return failed("too_large", "the response has too many bytes");
            }
            if (chunk.size() == 0 || flight.client->get_status() != Client::STATUS_BODY) break;
        }
        return std::nullopt; // the rest, or the end, in the next frame
    }

    static Response finish(Flight& flight) {
        Client& client = *flight.client.operator->();
        const int64_t length = client.get_response_body_length(); // negative if it is not known
        if (length >= 0 && flight.response.body.size() != static_cast<std::size_t>(length)) {
            return failed("cut", "the connection ended before the response was complete");
        }
        flight.response.status = client.get_response_code();
        const godot::PackedStringArray lines = client.get_response_headers();
        for (int64_t i = 0; i != lines.size(); ++i) {
            const std::string line = from_godot(lines[i]); // "Name: Value"
            const std::size_t colon = line.find(':');
            if (colon == std::string::npos) continue;
            const std::size_t value = line.find_first_not_of(' ', colon + 1);
            flight.response.headers.add(line.substr(0, colon), value == std::string::npos
                                                                   ? std::string()
                                                                   : line.substr(value));
        }
        client.close();
        return std::move(flight.response);
    }

    double timeout_;
    std::size_t max_body_;
    Flights flights_;
};

} // namespace engines

#endif
