#ifndef TRANSPORTS_BEAST_HPP
#define TRANSPORTS_BEAST_HPP

// Requests over Boost.Asio and Boost.Beast: blocking, with callbacks, and as C++20 coroutines.
// Copy this file, `look_up.hpp` and `socket_system.hpp` into your project, and link with -lssl
// -lcrypto -pthread.

#include "look_up.hpp"

#include "flameup/client/executor.hpp"
#include "flameup/http/url.hpp"

#include <boost/asio.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <chrono>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include <boost/asio/yield.hpp> // until unyield.hpp below

namespace transports {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using BeastResult = flameup::Result<flameup::HttpResponse>;
using BeastStream = asio::ssl::stream<beast::tcp_stream>; // of which http takes the inner one

struct BeastOptions {
    std::chrono::milliseconds timeout{30'000}; ///< For a whole call that has no limit of its own.
    std::size_t max_body = 16 * 1024 * 1024;   ///< Bytes of a response's body.
    std::string ca_file; ///< Certificates to trust, as PEM; empty for the system's.
};

/// What calls share: idle connections, by scheme and authority.
struct BeastPool {
    BeastPool(asio::io_context& io, BeastOptions with)
        : strand(asio::make_strand(io)), options(std::move(with)) {
        SSL_CTX_set_min_proto_version(trust.native_handle(), TLS1_2_VERSION);
        trust.set_verify_mode(asio::ssl::verify_peer);
        if (options.ca_file.empty()) trust.set_default_verify_paths();
        if (!options.ca_file.empty()) trust.load_verify_file(options.ca_file);
    }

    /// Takes a connection that the server has neither ended nor sent anything on, or a new one.
    std::unique_ptr<BeastStream> take(const std::string& origin) {
        const std::lock_guard lock(mutex);
        while (auto kept = idle.extract(origin)) {
            char byte;
            beast::error_code error;
            auto& socket = kept.mapped()->next_layer().socket();
            socket.non_blocking(true, error);
            socket.receive(asio::buffer(&byte, 1), socket.message_peek, error);
            if (error == asio::error::would_block) return std::move(kept.mapped());
        }
        return std::make_unique<BeastStream>(strand, trust);
    }

    const asio::any_io_executor strand;
    const BeastOptions options;
    asio::ssl::context trust{asio::ssl::context::tls_client};
    std::mutex mutex;
    std::multimap<std::string, std::unique_ptr<BeastStream>> idle;
};

/// One request and its response, as a composed operation of Asio.
struct BeastExchange {
    using Clock = std::chrono::steady_clock;

    // `at` is the operation's own, as this object may be gone once a step has started.
    template <class Self, class... Found>
    void go_on(Self& self, asio::coroutine& at, beast::error_code error = {}, const Found&...) {
        const auto fail = [&](std::string code, std::string why) {
            using E = http::error;
            if (error.category() == make_error_code(E()).category()) code = "invalid_response";
            if (error == E::end_of_stream || error == E::partial_message) code = "cut";
            if (error == E::header_limit || error == E::body_limit) code = "too_large";
            if (error == asio::error::connection_refused) code = "refused";
            if (error == beast::error::timeout) code = "timed_out";
            if (error) why += ": " + error.message();
            const long verified = stream ? SSL_get_verify_result(stream->native_handle()) : 0;
            if (verified != 0) why += std::string(": ") + X509_verify_cert_error_string(verified);
            const auto kind =
                code == "cancelled" ? flameup::ErrorKind::cancelled : flameup::ErrorKind::transport;
            self.complete(flameup::make_error(kind, std::move(code), std::move(why)));
        };
        if (self.cancelled() != asio::cancellation_type::none) return fail("cancelled", "stopped");
        // NOLINTBEGIN(bugprone-use-after-move): yield leaves, and returns with another `self`.
        reenter(at) {
            yield asio::post(std::move(self));
            if (const char* const code = write()) return fail(code, "the request cannot be sent");
            stream = pool->take(origin);
            deadline = Clock::now() + std::chrono::milliseconds(request.timeout_ms.value_or(
                                          pool->options.timeout.count()));
            stream->next_layer().expires_at(deadline);
            if (!stream->next_layer().socket().is_open()) {
                look_up = LookUp::begin(host, url.port);
                while (look_up && !look_up->is_over()) {
                    if (Clock::now() >= deadline) return fail("timed_out", "no address was found");
                    timer.expires_after(std::chrono::milliseconds(1));
                    yield timer.async_wait(std::move(self));
                }
                if (!find()) return fail("resolve_failed", "the host is not known");
                yield stream->next_layer().async_connect(found, std::move(self));
                if (error) return fail("connect_failed", "there is no connection");
                stream->next_layer().socket().set_option(asio::ip::tcp::no_delay(true), error);
                if (is_secure) {
                    if (!expect_host()) return fail("tls_failed", "the host cannot be verified");
                    yield stream->async_handshake(stream->client, std::move(self));
                    if (error) return fail("tls_failed", "the TLS handshake failed");
                }
            }
            yield via([&](auto& s) { asio::async_write(s, asio::buffer(text), std::move(self)); });
            is_sent = !error; // if not, the server may have answered and hung up
            do {
                parser.emplace();
                parser->header_limit(64 * 1024);
                parser->body_limit(pool->options.max_body);
                yield via([&](auto& s) { http::async_read(s, buffer, *parser, std::move(self)); });
                if (error) return fail("cut", "the response is incomplete");
            } while (parser->get().result_int() / 100 == 1 && parser->get().result_int() != 101);
            auto& reply = parser->get();
            if (reply.result_int() < 200)
                return fail("invalid_response", "the server switched protocols");
            if (is_sent && parser->keep_alive() && buffer.size() == 0) {
                const std::lock_guard lock(pool->mutex);
                pool->idle.emplace(origin, std::move(stream));
            }
            flameup::HttpResponse response{int(reply.result_int()), {}, std::move(reply.body())};
            for (const auto& each : reply) response.headers.add(each.name_string(), each.value());
            self.complete(std::move(response));
        }
        // NOLINTEND(bugprone-use-after-move)
    }

    template <class Function> void via(Function function) {
        is_secure ? function(*stream) : function(stream->next_layer());
    }

    /// Writes the request, or returns the code of why it cannot be sent.
    const char* write() {
        constexpr std::string_view never("\r\n\0: \t", 6); // in a name; the first three in a value
        if (flameup::split_url(request.url, url) != nullptr)
            return url.authority.data() == nullptr ? "unsupported_scheme" : "invalid_request";
        is_secure = url.scheme.size() == 5;
        host = url.host;
        origin = request.url.substr(0, request.url.size() - url.target.size());
        text.append(to_string(request.method)).append(url.target.substr(0, 1) == "/" ? " " : " /");
        text.append(url.target).append(" HTTP/1.1\r\nHost: ").append(url.authority).append("\r\n");
        for (const auto& [name, value] : request.headers) {
            if (name.empty() || name.find_first_of(never) != name.npos ||
                value.find_first_of(never.substr(0, 3)) != value.npos)
                return "invalid_header";
            text += name + ": " + value + "\r\n";
        }
        const bool has_length = !request.body.empty() || has_body(request.method);
        if (has_length) text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
        text += "\r\n" + request.body;
        return nullptr;
    }

    /// Takes the addresses that were looked up; false if there are none.
    bool find() {
        const addrinfo* each = look_up ? look_up->addresses() : nullptr;
        for (; each != nullptr; each = each->ai_next) {
            asio::ip::tcp::endpoint& endpoint = found.emplace_back();
            if (each->ai_addrlen > endpoint.capacity()) continue;
            std::memcpy(endpoint.data(), each->ai_addr, each->ai_addrlen);
            endpoint.resize(each->ai_addrlen);
        }
        return !found.empty();
    }

    /// Has TLS verify the host by its address, or by its name, which the server is told.
    bool expect_host() const {
        SSL* const ssl = stream->native_handle();
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), host.c_str()) == 1 ||
               (SSL_set1_host(ssl, host.c_str()) && SSL_set_tlsext_host_name(ssl, host.c_str()));
    }

    std::shared_ptr<BeastPool> pool;
    flameup::HttpRequest request;
    flameup::UrlParts url{};
    std::string host{}, origin{}, text{};
    std::shared_ptr<LookUp> look_up{};
    std::vector<asio::ip::tcp::endpoint> found{};
    asio::steady_timer timer{pool->strand};
    Clock::time_point deadline{};
    std::unique_ptr<BeastStream> stream{};
    beast::flat_buffer buffer{128 * 1024};
    std::optional<http::response_parser<http::string_body>> parser{};
    bool is_secure = false, is_sent = false;
};

/// Sends requests on a program's own `io_context`, which outlives this, and completes them there.
///
/// Codes: `refused`, `resolve_failed`, `connect_failed`, `tls_failed`, `timed_out`, `cut`,
/// `too_large`, `invalid_response`, `cancelled`, `invalid_header`, `invalid_request`,
/// `unsupported_scheme`.
class BeastAsync {
  public:
    explicit BeastAsync(asio::io_context& io, BeastOptions options = {})
        : pool_(std::make_shared<BeastPool>(io, std::move(options))) {}

    template <class Token> auto send(flameup::HttpRequest request, Token&& token) const {
        std::unique_ptr<BeastExchange> exchange(new BeastExchange{pool_, std::move(request)});
        auto go = [x = std::move(exchange), at = asio::coroutine()](
                      auto& self, auto... got) mutable { x->go_on(self, at, got...); };
        return asio::async_compose<Token, void(BeastResult)>(std::move(go), token, pool_->strand);
    }

    /// Starts a request on any thread; returns what stops it, on any thread.
    std::function<void()> operator()(flameup::HttpRequest request, flameup::Completion done) const {
        const auto stop = std::make_shared<asio::cancellation_signal>();
        const auto finish = [stop, done = std::move(done)](BeastResult result) {
            done(std::move(result));
        };
        send(std::move(request), asio::bind_cancellation_slot(stop->slot(), finish));
        return [weak = std::weak_ptr(pool_), stop] {
            const auto emit = [stop] { stop->emit(asio::cancellation_type::terminal); };
            if (const auto pool = weak.lock()) asio::post(pool->strand, emit);
        };
    }

#if defined(BOOST_ASIO_HAS_CO_AWAIT)
    /// Sends a request from a coroutine, which runs on a strand if on several threads.
    asio::awaitable<BeastResult> operator()(flameup::HttpRequest request) const {
        return send(std::move(request), asio::use_awaitable);
    }
#endif

  private:
    std::shared_ptr<BeastPool> pool_;
};

/// Sends one request at a time, over connections that it keeps; pass it by `std::ref`.
class Beast {
  public:
    explicit Beast(BeastOptions options = {}) : async_(io_, std::move(options)) {}

    BeastResult operator()(const flameup::HttpRequest& request) {
        std::optional<BeastResult> result;
        async_(request, flameup::Completion([&](BeastResult done) { result = std::move(done); }));
        for (io_.restart(); !result;) io_.run_one();
        return *std::move(result);
    }

  private:
    asio::io_context io_{1};
    BeastAsync async_;
};

} // namespace transports
#include <boost/asio/unyield.hpp>

#endif
