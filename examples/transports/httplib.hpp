#ifndef TRANSPORTS_HTTPLIB_HPP
#define TRANSPORTS_HTTPLIB_HPP

// Requests over cpp-httplib, 0.11 to 0.41 as Debian's releases have it: a blocking executor.
//
// Copy this file, `look_up.hpp` and `socket_system.hpp` into your project. Compile and link with
// `pkg-config --cflags --libs cpp-httplib` and -lssl -lcrypto -pthread. Ignore SIGPIPE in your
// program: cpp-httplib writes to connections that may be closed.
//
// Limits of cpp-httplib that this adapter cannot remove: headers with different names may change
// their order, and `Accept`, `User-Agent` and, with a body, `Content-Type: text/plain` are added to
// requests without them. Response headers are percent-decoded, and empty ones are dropped. Trailers
// and lines of more than 8 KiB are refused. The number of response headers is not bounded (0.11),
// or a response with more than 100 is `cut`. No interim response is read but a bare `100 Continue`.
// A host out of reach is reported as `refused`, an ill-formed response as `cut`. Chunks that end in
// an ill-formed line count as a whole body.

// The library is compiled with this macro, which changes its classes: without it here, programs
// link and crash.
#if !defined(CPPHTTPLIB_OPENSSL_SUPPORT)
#error "httplib.hpp: define CPPHTTPLIB_OPENSSL_SUPPORT, as `pkg-config --cflags cpp-httplib` does"
#endif

#include "look_up.hpp"

#include "flameup/http/http.hpp"
#include "flameup/http/url.hpp"
#include "flameup/value/result.hpp"

#include <httplib.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace transports {

struct HttplibOptions {
    std::chrono::milliseconds timeout{30'000}; ///< For a whole call that has no limit of its own.
    std::size_t max_body = 16 * 1024 * 1024;   ///< Bytes of a response's body.
    std::string ca_file; ///< Certificates to trust (PEM); empty for the system's.
};

/// Sends one request at a time, over a connection that it keeps; pass it by `std::ref`.
///
/// Codes: `refused`, `resolve_failed`, `timed_out`, `tls_failed`, `cut`, `invalid_response`,
/// `too_large`, `invalid_header`, `invalid_request`.
class Httplib {
  public:
    explicit Httplib(HttplibOptions options = {}) : options_(std::move(options)) {}
    Httplib(const Httplib&) = delete;
    Httplib& operator=(const Httplib&) = delete;

    flameup::Result<flameup::HttpResponse> operator()(const flameup::HttpRequest& request) {
        constexpr std::string_view never("\r\n\0: \t", 6); // in a name; in a value, the first 3
        flameup::UrlParts url;
        if (const char* const problem = flameup::split_url(request.url, url)) {
            return fail("invalid_request", std::string("the URL is wrong: ") + problem);
        }
        httplib::Request sent;
        sent.method = to_string(request.method);
        sent.path.append(url.target.substr(0, 1) == "/" ? "" : "/").append(url.target);
        request_line_ = sent.method + ' ' + sent.path + " HTTP/1.1\r\n";
        sent.headers.emplace("Host", url.authority);
        std::vector<const flameup::Header*> headers;
        for (const flameup::Header& header : request.headers) {
            const auto& [name, value] = header;
            const bool sendable = !name.empty() && name.find_first_of(never) == name.npos &&
                                  value.find_first_of(never.substr(0, 3)) == value.npos;
            if (!sendable) return fail("invalid_header", "a header cannot be sent as it is");
            headers.push_back(&header);
        }
        if (is_reversed()) std::reverse(headers.begin(), headers.end());
        for (const auto* header : headers) sent.headers.emplace(header->name, header->value);
        sent.body = request.body;
        end_ = Clock::now() +
               std::chrono::milliseconds(request.timeout_ms.value_or(options_.timeout.count()));
        open(url);
        client_->set_connection_timeout(left());
        client_->set_read_timeout(left() + std::chrono::seconds(1)); // `watch` is earlier
        client_->set_write_timeout(left() + std::chrono::seconds(1));
        if (client_->is_socket_open() != 0) return exchange(sent);
        const auto addresses = look_up(url);
        if (!addresses) return addresses.error();
        flameup::Error problem;
        for (const std::string& address : *addresses) {
            client_->set_hostname_addr_map({{std::string(url.host), address}});
            auto response = exchange(sent);
            if (response || response.error().code != "refused") return response;
            problem = response.error();
        }
        return problem;
    }

  private:
    using Clock = std::chrono::steady_clock;

    static flameup::Error fail(const char* code, std::string message) {
        return flameup::make_error(flameup::ErrorKind::transport, code, std::move(message));
    }

    std::chrono::milliseconds left() const {
        return std::chrono::ceil<std::chrono::milliseconds>(
            (std::max)(end_ - Clock::now(), Clock::duration::zero()));
    }

    /// Looks the addresses of a host up, as texts.
    flameup::Result<std::vector<std::string>> look_up(const flameup::UrlParts& url) const {
        const auto look_up = LookUp::begin(std::string(url.host), url.port);
        if (look_up && !look_up->is_over()) {
            pollfd over{look_up->signal(), POLLIN, 0};
            if (poll_sockets(&over, 1, static_cast<int>(left().count())) <= 0)
                return fail("timed_out", "the look-up of the host took too long");
        }
        std::vector<std::string> texts;
        const addrinfo* each = look_up ? look_up->addresses() : nullptr;
        for (char text[NI_MAXHOST]; each != nullptr; each = each->ai_next) {
            if (::getnameinfo(each->ai_addr, each->ai_addrlen, text, sizeof text, nullptr, 0,
                              NI_NUMERICHOST) == 0)
                texts.emplace_back(text);
        }
        if (texts.empty()) return fail("resolve_failed", "the host is not known");
        return texts;
    }

    /// Tells whether cpp-httplib's container gives headers of one name back from last to first.
    ///
    /// Since 0.12 it is one without an order, and what it does depends on the standard library.
    static bool is_reversed() {
        httplib::Headers headers;
        for (const char* const value : {"1", "2"}) headers.emplace("a", value);
        return headers.begin()->second == "2";
    }

    // The names of these functions differ between versions; the first that compiles is called.
    template <class Client>
    static auto leave_encoded(Client& client, int) -> decltype(client.set_path_encode(false)) {
        client.set_path_encode(false);
    }
    template <class Client> static void leave_encoded(Client& client, long) {
        client.set_url_encode(false);
    }

    /// Puts the request's first line right where the headers are written behind it: versions as
    /// 0.41 decode a query and encode it in another way.
    template <class Client>
    auto keep_request_line(Client& client, int) -> decltype(client.set_header_writer({})) {
        client.set_header_writer([this](auto& stream, auto& headers) {
            auto* const head = dynamic_cast<httplib::detail::BufferStream*>(&stream);
            if (head != nullptr) const_cast<std::string&>(head->get_buffer()) = request_line_;
            std::string text;
            for (const auto& [name, value] : headers) text.append(name + ": " + value + "\r\n");
            text += "\r\n";
            return stream.write(text.data(), text.size());
        });
    }
    template <class Client> void keep_request_line(Client&, long) {}

    template <class Client>
    static auto context(Client& client, int)
        -> decltype(static_cast<SSL_CTX*>(client.tls_context())) {
        return static_cast<SSL_CTX*>(client.tls_context());
    }
    template <class Client> static SSL_CTX* context(Client& client, long) {
        return client.ssl_context();
    }
    template <class Client>
    static auto verify_result(Client& client, int) -> decltype(client.get_openssl_verify_result()) {
        return client.get_openssl_verify_result();
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations" // the other way is of no use here
    template <class Client> static long verify_result(Client& client, long) {
        return client.get_verify_result();
    }
#pragma GCC diagnostic pop

    /// Has a client for the scheme and authority, with a connection that is good or none.
    void open(const flameup::UrlParts& url) {
        const std::string origin = std::string(url.scheme).append("://").append(url.authority);
        if (client_ && origin == origin_) {
            // One that can be read was closed by the server, or is out of step.
            pollfd idle{client_->socket(), POLLIN, 0};
            if (idle.fd >= 0 && ::poll(&idle, 1, 0) != 0) client_->stop();
            return;
        }
        const std::string host(url.host);
        client_ = std::make_unique<httplib::ClientImpl>(host, url.port);
        if (url.scheme.size() == 5) {
            auto tls = std::make_unique<httplib::SSLClient>(host, url.port);
            SSL_CTX_set_min_proto_version(context(*tls, 0), TLS1_2_VERSION);
            if (!options_.ca_file.empty()) tls->set_ca_cert_path(options_.ca_file);
            client_ = std::move(tls);
        }
        origin_ = origin;
        client_->set_keep_alive(true);
        leave_encoded(*client_, 0);
        keep_request_line(*client_, 0);
        client_->set_decompress(false);
        client_->set_tcp_nodelay(true);
    }

    /// Tells whether a head is final and says clearly how long the body is.
    static bool is_framed(const httplib::Response& head) {
        const auto lengths = head.get_header_value_count("Content-Length");
        const auto codings = head.get_header_value_count("Transfer-Encoding");
        const std::string length = head.get_header_value("Content-Length");
        const std::string coding = head.get_header_value("Transfer-Encoding");
        return head.status >= 200 && head.status <= 599 && lengths + codings <= 1 &&
               length.size() <= 18 && length.find_first_not_of("0123456789") == length.npos &&
               (codings == 0 || flameup::equal_ignoring_case(coding, "chunked"));
    }

    flameup::Result<flameup::HttpResponse> exchange(httplib::Request& sent) {
        flameup::HttpResponse response;
        const char* problem = nullptr; // of the response
        sent.response_handler = [&](const httplib::Response& head) {
            if (!is_framed(head)) problem = "invalid_response";
            return problem == nullptr && head.status != 304; // whose body it would wait for
        };
        sent.content_receiver = [&](const char* bytes, std::size_t size, auto, auto) {
            if (size > options_.max_body - response.body.size()) problem = "too_large";
            if (problem == nullptr) response.body.append(bytes, size);
            return problem == nullptr;
        };
        // cpp-httplib times single reads only: another thread ends the exchange when it is time.
        std::promise<void> over;
        auto watch = std::async(std::launch::async, [this, is_over = over.get_future()] {
            const auto status = is_over.wait_until(end_);
            if (status == std::future_status::timeout) client_->stop();
            return status == std::future_status::timeout;
        });
        httplib::Response received;
        auto error = httplib::Error::Success;
        const bool is_whole = client_->send(sent, received, error) || received.status == 304;
        over.set_value();
        if (watch.get()) return fail("timed_out", "the server took too long");
        if (problem != nullptr) return fail(problem, "the response is too large, or ill-formed");
        if (!is_whole) return failure(error);
        if (received.status != 204 && !received.has_header("Content-Length") &&
            !received.has_header("Transfer-Encoding")) {
            client_->stop(); // the body ended with the connection, which cpp-httplib would keep
        }
        response.status = received.status;
        std::vector<const httplib::Headers::value_type*> headers;
        for (const auto& header : received.headers) headers.push_back(&header);
        if (is_reversed()) std::reverse(headers.begin(), headers.end());
        for (const auto* header : headers) response.headers.add(header->first, header->second);
        return response;
    }

    flameup::Error failure(httplib::Error error) const {
        const std::string why = to_string(error);
        if (error == httplib::Error::Connection)
            return fail("refused", "the connection was refused, or the host is out of reach");
        if (error == httplib::Error::ConnectionTimeout) return fail("timed_out", why);
        if (why.substr(0, 3) != "SSL") return fail("cut", "no whole response came back: " + why);
        if (why.find("erification") != why.npos) {
            const long reason = verify_result(static_cast<httplib::SSLClient&>(*client_), 0);
            if (reason != 0) return fail("tls_failed", X509_verify_cert_error_string(reason));
            return fail("tls_failed", "the certificate is for another host name");
        }
        return fail("tls_failed", why);
    }

    HttplibOptions options_;
    std::string origin_; // scheme and authority
    std::unique_ptr<httplib::ClientImpl> client_;
    std::string request_line_;
    Clock::time_point end_; // of the time of the request
};

} // namespace transports

#endif
