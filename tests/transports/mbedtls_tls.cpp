// mbedTLS against servers of OpenSSL: what it trusts, when it gives up, and how much memory it
// takes.
#include "transports/mbedtls.hpp"

#include "flameup/client/client.hpp"
#include "flameup/model.hpp"

#include "authority.hpp"
#include "loopback.hpp"
#include "server_process.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <openssl/ssl.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>

#include <sys/socket.h>
#include <unistd.h>

// The heap of one thread is counted where the C library can be wrapped.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define MBEDTLS_TEST_COUNTS_MEMORY 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define MBEDTLS_TEST_COUNTS_MEMORY 0
#else
#define MBEDTLS_TEST_COUNTS_MEMORY 1
#endif
#else
#define MBEDTLS_TEST_COUNTS_MEMORY 1
#endif

#if MBEDTLS_TEST_COUNTS_MEMORY
#include <malloc.h>

namespace mbedtls_test {

thread_local bool is_counting = false;
thread_local std::ptrdiff_t in_use = 0, peak = 0;

void* count(void* block) {
    if (is_counting && block != nullptr) {
        in_use += static_cast<std::ptrdiff_t>(malloc_usable_size(block));
        peak = (std::max)(peak, in_use);
    }
    return block;
}

void discount(void* block) {
    if (is_counting && block != nullptr) {
        in_use -= static_cast<std::ptrdiff_t>(malloc_usable_size(block));
    }
}

} // namespace mbedtls_test

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void __libc_free(void* block);

void* malloc(std::size_t size) noexcept { return mbedtls_test::count(__libc_malloc(size)); }
void* calloc(std::size_t count, std::size_t size) noexcept {
    return mbedtls_test::count(__libc_calloc(count, size));
}
void* realloc(void* block, std::size_t size) noexcept {
    mbedtls_test::discount(block);
    return mbedtls_test::count(__libc_realloc(block, size));
}
void free(void* block) noexcept {
    mbedtls_test::discount(block);
    __libc_free(block);
}
}
#endif

namespace {

using namespace std::chrono_literals;
using flameup::testing::response_text;
using transports::MbedTls;
using transports::MbedTlsOptions;

std::string outcome(const flameup::Result<flameup::HttpResponse>& result) {
    return result ? std::to_string(result->status) : result.error().code;
}

/// A server of one certificate on the loopback, which answers each connection with a text.
class TlsServer {
  public:
    enum class End { notified, cut };

    TlsServer(const transports_test::Authority::Files& files, std::string text, End end,
              int newest = 0)
        : text_(std::move(text)), end_(end), context_(SSL_CTX_new(TLS_server_method())),
          listener_(transports_test::listen_on_loopback(url_)) {
        url_.insert(4, "s");
        SSL_CTX_use_certificate_file(context_, files.certificate.c_str(), SSL_FILETYPE_PEM);
        SSL_CTX_use_PrivateKey_file(context_, files.private_key.c_str(), SSL_FILETYPE_PEM);
        SSL_CTX_set_max_proto_version(context_, newest);
        if (newest != 0) SSL_CTX_set_cipher_list(context_, "ALL:@SECLEVEL=0");
        thread_ = std::thread([this] { serve(); });
    }
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;
    ~TlsServer() {
        shutdown(listener_, SHUT_RDWR);
        thread_.join();
        close(listener_);
        SSL_CTX_free(context_);
    }

    const std::string& url() const { return url_; }

  private:
    void serve() const {
        for (int socket = 0; (socket = accept(listener_, nullptr, nullptr)) >= 0; close(socket)) {
            SSL* const tls = SSL_new(context_);
            char bytes[4096];
            SSL_set_fd(tls, socket);
            if (SSL_accept(tls) == 1 && SSL_read(tls, bytes, sizeof bytes) > 0) {
                SSL_write(tls, text_.data(), static_cast<int>(text_.size()));
                if (end_ == End::notified) SSL_shutdown(tls);
            }
            SSL_free(tls);
        }
    }

    std::string text_, url_;
    End end_;
    SSL_CTX* context_;
    int listener_;
    std::thread thread_;
};

/// An authority that the options trust, and a certificate of it.
struct Fixture {
    transports_test::TemporaryDirectory directory;
    transports_test::Authority authority{directory, "authority"};
    transports_test::Authority::Files files = authority.certify("server", "IP:127.0.0.1");
    MbedTlsOptions options = [this] {
        MbedTlsOptions result;
        result.timeout = 5s;
        result.ca_file = authority.file();
        return result;
    }();

    /// Returns the status, or the error's code, after a look for the key in the error.
    std::string ask(const std::string& url) const {
        MbedTls executor(options);
        const auto result = executor(request(url));
        if (!result) BOOST_TEST(result.error().message.find("secret") == std::string::npos);
        return outcome(result);
    }
    static flameup::HttpRequest request(const std::string& url) {
        flameup::HttpRequest result;
        result.url = url + "/people";
        result.headers.add("Authorization", "Bearer secret");
        return result;
    }
};

BOOST_FIXTURE_TEST_SUITE(mbedtls, Fixture)

BOOST_AUTO_TEST_CASE(trusts_the_authorities_in_the_options_and_no_others) {
    const TlsServer server(files, response_text(200, {}, "{}"), TlsServer::End::notified);
    BOOST_TEST(ask(server.url()) == "200");
    std::ifstream file(options.ca_file);
    const std::string pem(std::istreambuf_iterator<char>(file), {});
    options.ca_file.clear();
    BOOST_TEST(ask(server.url()) == "tls_failed");
    options.ca_pem = pem;
    BOOST_TEST(ask(server.url()) == "200");
    options.ca_pem = "no certificate";
    BOOST_TEST(ask(server.url()) == "tls_failed");
    options.ca_pem.clear();
    options.ca_file = transports_test::Authority(directory, "other").file();
    BOOST_TEST(ask(server.url()) == "tls_failed");
    options.ca_pem = pem;
    options.ca_file = directory.file("no-such-file");
    BOOST_TEST(ask(server.url()) == "tls_failed");
}

BOOST_AUTO_TEST_CASE(takes_a_response_for_whole_only_if_tls_ended_too) {
    const std::string text = "HTTP/1.1 200 OK\r\n\r\n{}";
    BOOST_TEST(ask(TlsServer(files, text, TlsServer::End::notified).url()) == "200");
    BOOST_TEST(ask(TlsServer(files, text, TlsServer::End::cut).url()) == "cut");
}

BOOST_AUTO_TEST_CASE(speaks_nothing_older_than_tls_1_2) {
    const std::string text = response_text(200, {}, "{}");
    const auto end = TlsServer::End::notified;
    BOOST_TEST(ask(TlsServer(files, text, end, TLS1_2_VERSION).url()) == "200");
    BOOST_TEST(ask(TlsServer(files, text, end, TLS1_1_VERSION).url()) == "tls_failed");
}

BOOST_AUTO_TEST_CASE(gives_up_a_handshake_in_time) {
    std::string url;
    const int listener = transports_test::listen_on_loopback(url); // which never answers
    url.insert(4, "s");
    options.timeout = 200ms;
    const auto begin = std::chrono::steady_clock::now();
    BOOST_TEST(ask(url) == "timed_out");
    options.timeout = 60s;
    options.is_cancelled = [begin] { return std::chrono::steady_clock::now() > begin + 400ms; };
    BOOST_TEST(ask(url) == "cancelled");
    BOOST_TEST((std::chrono::steady_clock::now() < begin + 30s));
    close(listener);
}

BOOST_AUTO_TEST_CASE(never_sends_over_a_plain_connection_what_is_for_https) {
    transports::SocketPeer peer;
    MbedTls executor(options);
    const flameup::testing::PeerAnswer answer{{response_text(200, {}, "{}")}, {}, {}, {}};
    const std::string url = peer.play({{answer, answer}});
    BOOST_TEST(outcome(executor(request(url))) == "200");
    BOOST_TEST(outcome(executor(request("https" + url.substr(4)))) == "tls_failed");
    BOOST_TEST(outcome(executor(request(url))) == "200");
}

#if MBEDTLS_TEST_COUNTS_MEMORY
// The figure of examples/transports/README.md: the peak of the heap in malloc_usable_size, from the
// construction to the destruction, with one trusted authority.
BOOST_AUTO_TEST_CASE(takes_no_more_memory_than_documented) {
    transports_test::ServerProcess server(
        {"--certificate", files.certificate, "--private-key", files.private_key});
    flameup::UpsertPerson<> upsert;
    upsert.userId = "user_1";
    upsert.email = "jane@example.com";
    flameup::Config config;
    config.api_key = "ws_test_0123456789";
    config.base_url = server.base_url();
    std::ptrdiff_t idle = 0;
    mbedtls_test::in_use = mbedtls_test::peak = 0;
    mbedtls_test::is_counting = true;
    {
        MbedTls executor(options);
        idle = mbedtls_test::in_use;
        const flameup::Client people(config, std::ref(executor));
        for (int i = 0; i != 3; ++i) {
            const auto result = people.send(upsert);
            mbedtls_test::is_counting = false;
            BOOST_TEST(result.has_value(), result.error().message);
            mbedtls_test::is_counting = true;
        }
    }
    mbedtls_test::is_counting = false;
    BOOST_TEST_MESSAGE("bytes: " << sizeof(MbedTls) << " the executor, " << idle
                                 << " of the heap before a connection, " << mbedtls_test::peak
                                 << " at most, " << mbedtls_test::in_use << " left");
    BOOST_TEST(mbedtls_test::peak > 32 * 1024); // a record to send and one to receive
    BOOST_TEST(mbedtls_test::peak < 96 * 1024);
}
#endif

BOOST_AUTO_TEST_SUITE_END()

} // namespace
