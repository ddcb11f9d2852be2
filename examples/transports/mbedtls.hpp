#ifndef TRANSPORTS_MBEDTLS_HPP
#define TRANSPORTS_MBEDTLS_HPP

// HTTP/1.1 over POSIX sockets and mbedTLS 2.28 or 3: a blocking executor for devices without
// OpenSSL.
//
// Copy this file and those that `sockets.hpp` needs into your project, and link with -lmbedtls
// -lmbedx509 -lmbedcrypto. TLS is 1.2 or newer. A server is accepted only with a certificate for
// its name or address from an authority that the options name.

#include "socket_system.hpp"
#include "sockets.hpp"

#include "flameup/http/url.hpp"

#include <mbedtls/asn1.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <mbedtls/version.h>
#include <mbedtls/x509_crt.h>
#if MBEDTLS_VERSION_NUMBER >= 0x03000000
#include <psa/crypto.h>
#endif

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace transports {

struct MbedTlsOptions : SocketsOptions {
    std::string ca_file; ///< A file of certificates to trust (PEM),
    std::string ca_pem;  ///< and their text itself, for devices without files.
};

/// Sends one request at a time, over a connection that it keeps; pass it by `std::ref`.
///
/// Codes: those of `Sockets` and `tls_failed`.
class MbedTls : public Sockets {
  public:
    explicit MbedTls(const MbedTlsOptions& options = {}) : Sockets(options) {
        mbedtls_entropy_init(&entropy_);
        mbedtls_ctr_drbg_init(&random_);
        mbedtls_x509_crt_init(&trusted_);
        mbedtls_ssl_config_init(&config_);
        mbedtls_ssl_init(&tls_);
        problem_ = configure(options);
    }
    ~MbedTls() override {
        MbedTls::close();
        mbedtls_ssl_config_free(&config_);
        mbedtls_x509_crt_free(&trusted_);
        mbedtls_ctr_drbg_free(&random_);
        mbedtls_entropy_free(&entropy_);
    }

  protected:
    bool has_tls() const override { return true; }

    bool start(const flameup::UrlParts& url) override {
        is_secure_ = url.scheme.size() == 5;
        if (!is_secure_) return true;
        const std::string host(url.host);
        char bytes[16];
        const int family = host.find(':') == host.npos ? AF_INET : AF_INET6;
        const bool is_address = ::inet_pton(family, host.c_str(), bytes) == 1;
        address_.assign(bytes, !is_address ? 0 : family == AF_INET ? 4 : 16);
        int problem = problem_;
        if (problem == 0) problem = mbedtls_ssl_setup(&tls_, &config_);
        if (problem == 0) problem = mbedtls_ssl_set_hostname(&tls_, host.c_str());
        if (problem == 0) {
            mbedtls_ssl_set_bio(&tls_, this, &MbedTls::write_socket, &MbedTls::read_socket,
                                nullptr);
            problem = repeat([this] { return mbedtls_ssl_handshake(&tls_); });
        }
        if (problem == 0) return true;
        if (problem == MBEDTLS_ERR_SSL_CONN_EOF) return fail("cut", "the handshake broke off");
        return fail("tls_failed", text_of(problem));
    }

    std::ptrdiff_t write(std::string_view text) override {
        if (!is_secure_) return Sockets::write(text);
        const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
        const int size = repeat([&] { return mbedtls_ssl_write(&tls_, bytes, text.size()); });
        if (size < 0) fail("cut", "the request broke off: " + text_of(size));
        return size;
    }

    // The buffer has the size of a whole record: none is left in mbedTLS behind a response.
    std::ptrdiff_t read(char* buffer, std::size_t room) override {
        if (!is_secure_) return Sockets::read(buffer, room);
        auto* const bytes = reinterpret_cast<unsigned char*>(buffer);
        const int size = repeat([&] { return mbedtls_ssl_read(&tls_, bytes, room); });
        if (size == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) return 0;
        // An end without TLS's own may be an attacker's.
        if (size <= 0) fail("cut", "the response broke off: " + text_of(size));
        return size > 0 ? size : -1;
    }

    void close() override {
        if (is_secure_) {
            const auto write_at_once = [](void* self, const unsigned char* bytes,
                                          std::size_t size) {
                const auto sent = send_some(static_cast<MbedTls*>(self)->socket(),
                                            {reinterpret_cast<const char*>(bytes), size});
                return sent < 0 ? MBEDTLS_ERR_NET_SEND_FAILED : static_cast<int>(sent);
            };
            mbedtls_ssl_set_bio(&tls_, this, write_at_once, nullptr, nullptr);
            mbedtls_ssl_close_notify(&tls_);
            mbedtls_ssl_free(&tls_); // with its buffers
            mbedtls_ssl_init(&tls_);
            is_secure_ = false;
        }
        Sockets::close();
    }

  private:
    int configure(const MbedTlsOptions& options) {
#if MBEDTLS_VERSION_NUMBER >= 0x03000000
        if (psa_crypto_init() != PSA_SUCCESS) return MBEDTLS_ERR_SSL_INTERNAL_ERROR; // for TLS 1.3
#endif
        int problem = mbedtls_ctr_drbg_seed(&random_, mbedtls_entropy_func, &entropy_, nullptr, 0);
        // A positive result counts certificates that were passed over.
#if defined(MBEDTLS_FS_IO)
        if (problem == 0 && !options.ca_file.empty())
            problem =
                (std::min)(mbedtls_x509_crt_parse_file(&trusted_, options.ca_file.c_str()), 0);
#endif
        if (problem == 0 && !options.ca_pem.empty()) {
            const auto* const text = reinterpret_cast<const unsigned char*>(options.ca_pem.c_str());
            problem =
                (std::min)(mbedtls_x509_crt_parse(&trusted_, text, options.ca_pem.size() + 1), 0);
        }
        if (problem == 0)
            problem = mbedtls_ssl_config_defaults(&config_, MBEDTLS_SSL_IS_CLIENT,
                                                  MBEDTLS_SSL_TRANSPORT_STREAM,
                                                  MBEDTLS_SSL_PRESET_DEFAULT);
        mbedtls_ssl_conf_authmode(&config_, MBEDTLS_SSL_VERIFY_REQUIRED);
        mbedtls_ssl_conf_verify(&config_, &MbedTls::check_address, this);
        mbedtls_ssl_conf_ca_chain(&config_, &trusted_, nullptr);
        mbedtls_ssl_conf_rng(&config_, mbedtls_ctr_drbg_random, &random_);
#if MBEDTLS_VERSION_NUMBER >= 0x03020000
        mbedtls_ssl_conf_min_tls_version(&config_, MBEDTLS_SSL_VERSION_TLS1_2);
#else
        mbedtls_ssl_conf_min_version(&config_, MBEDTLS_SSL_MAJOR_VERSION_3,
                                     MBEDTLS_SSL_MINOR_VERSION_3);
#endif
        return problem;
    }

    /// Calls a function of mbedTLS until it has a result; its reads and writes keep the time limit.
    template <class Function> static int repeat(Function function) {
        for (;;) {
            const int result = function();
            bool goes_on =
                result == MBEDTLS_ERR_SSL_WANT_READ || result == MBEDTLS_ERR_SSL_WANT_WRITE;
#if defined(MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET)
            goes_on = goes_on || result == MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET;
#endif
            if (!goes_on) return result;
        }
    }

    static int write_socket(void* self, const unsigned char* bytes, std::size_t size) {
        const auto sent = static_cast<MbedTls*>(self)->Sockets::write(
            {reinterpret_cast<const char*>(bytes), size});
        return sent < 0 ? MBEDTLS_ERR_NET_SEND_FAILED : static_cast<int>(sent);
    }
    static int read_socket(void* self, unsigned char* bytes, std::size_t size) {
        const auto received =
            static_cast<MbedTls*>(self)->Sockets::read(reinterpret_cast<char*>(bytes), size);
        return received < 0 ? MBEDTLS_ERR_NET_RECV_FAILED : static_cast<int>(received);
    }

    /// Accepts a certificate for the server's address, which mbedTLS 2.28 does not look for.
    static int check_address(void* self, mbedtls_x509_crt* certificate, int depth,
                             std::uint32_t* flags) {
        constexpr int ip_address = MBEDTLS_ASN1_CONTEXT_SPECIFIC | 7; // RFC 5280 section 4.2.1.6
        const std::string& address = static_cast<MbedTls*>(self)->address_;
        if (depth != 0 || address.empty()) return 0;
        for (const auto* each = &certificate->subject_alt_names; each; each = each->next) {
            const auto* const bytes = reinterpret_cast<const char*>(each->buf.p);
            if (each->buf.tag == ip_address && address == std::string_view(bytes, each->buf.len))
                *flags &= ~std::uint32_t(MBEDTLS_X509_BADCERT_CN_MISMATCH);
        }
        return 0;
    }

    std::string text_of(int problem) {
        char text[512] = "";
        if (problem == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED)
            mbedtls_x509_crt_verify_info(text, sizeof text, "",
                                         mbedtls_ssl_get_verify_result(&tls_));
        else
            mbedtls_strerror(problem, text, sizeof text);
        return text;
    }

    mbedtls_entropy_context entropy_;
    mbedtls_ctr_drbg_context random_;
    mbedtls_x509_crt trusted_;
    mbedtls_ssl_config config_;
    mbedtls_ssl_context tls_;
    int problem_ = 0;        // of the configuration
    bool is_secure_ = false; // the connection
    std::string address_;    // of the server, where the URL has one
};

} // namespace transports

#endif
