#ifndef FLAMEUP_EXAMPLES_SERVER_STREAMS_HPP
#define FLAMEUP_EXAMPLES_SERVER_STREAMS_HPP

// What differs between connections with and without TLS. The one header with conditional code.

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/tcp_stream.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

#if defined(PEOPLE_SERVER_TLS) && PEOPLE_SERVER_TLS
#include <boost/asio/ssl/context.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#endif

namespace people_server {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using beast::error_code;

/// Calls the handler with an `error_code` when the client can be read from.
template <class Handler> void open_stream(beast::tcp_stream&, Handler handler) {
    handler(error_code());
}

/// Calls the handler when nothing more will be written.
template <class Handler> void finish_stream(beast::tcp_stream&, Handler handler) { handler(); }

#if defined(PEOPLE_SERVER_TLS) && PEOPLE_SERVER_TLS

inline constexpr bool has_tls = true;

using TlsStream = beast::ssl_stream<beast::tcp_stream>;

template <class Handler> void open_stream(TlsStream& stream, Handler handler) {
    stream.async_handshake(asio::ssl::stream_base::server, std::move(handler));
}

// An error here is a client that has no ears for the end of TLS, but perhaps for that of TCP.
template <class Handler> void finish_stream(TlsStream& stream, Handler handler) {
    stream.async_shutdown([handler = std::move(handler)](error_code) mutable { handler(); });
}

/// Makes streams of one certificate; throws where its files cannot be used.
class TlsStreams {
  public:
    TlsStreams(const std::string& certificate, const std::string& private_key)
        : context_(std::make_shared<asio::ssl::context>(asio::ssl::context::tls_server)) {
        using Context = asio::ssl::context;
        context_->set_options(Context::default_workarounds | Context::no_tlsv1 |
                              Context::no_tlsv1_1);
        // Without this, OpenSSL asks for the password of an encrypted key on the terminal.
        context_->set_password_callback([](auto&&...) { return std::string(); });
        error_code error;
        context_->use_certificate_chain_file(certificate, error);
        if (error) throw std::runtime_error("cannot use the certificate: " + error.message());
        context_->use_private_key_file(private_key, Context::pem, error);
        if (error) throw std::runtime_error("cannot use the private key: " + error.message());
    }

    TlsStream operator()(tcp::socket socket) const { return {std::move(socket), *context_}; }

  private:
    std::shared_ptr<asio::ssl::context> context_;
};

#else

inline constexpr bool has_tls = false;

/// Stands where TLS would be; the options do not let it be made.
struct TlsStreams {
    TlsStreams(const std::string&, const std::string&) {}
    beast::tcp_stream operator()(tcp::socket socket) const {
        return beast::tcp_stream(std::move(socket));
    }
};

#endif

} // namespace people_server

#endif
