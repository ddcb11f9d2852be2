#ifndef FLAMEUP_EXAMPLES_SERVER_STREAMS_HPP
#define FLAMEUP_EXAMPLES_SERVER_STREAMS_HPP

// The differences between connections with and without TLS; the one header with conditional code.

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

/// Calls the handler with an `error_code` when the connection can be read.
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

// Errors are ignored: a client that does not answer the end of TLS may still read the end of TCP.
template <class Handler> void finish_stream(TlsStream& stream, Handler handler) {
    stream.async_shutdown([handler = std::move(handler)](error_code) mutable { handler(); });
}

/// Makes streams with one certificate; throws if its files cannot be used.
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

/// Replaces the class above in builds without TLS; the options refuse to make one.
struct TlsStreams {
    TlsStreams(const std::string&, const std::string&) {}
    beast::tcp_stream operator()(tcp::socket socket) const {
        return beast::tcp_stream(std::move(socket));
    }
};

#endif

} // namespace people_server

#endif
