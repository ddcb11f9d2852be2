#include "transports/winhttp.hpp"

#include "flameup/testing/peer_script.hpp"

#include "adapter.hpp"
#include "conformance.hpp"

#include <boost/test/unit_test.hpp>

#include <wincrypt.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace transports_test {

Execute make_executor(const Settings& settings) {
    transports::WinHttpOptions options;
    options.timeout = settings.timeout;
    return [adapter = std::make_shared<transports::WinHttp>(options)](
               const flameup::HttpRequest& request) { return (*adapter)(request); };
}

} // namespace transports_test

namespace {

using flameup::testing::PeerAnswer;
using flameup::testing::PeerEnd;
using flameup::testing::response_text;
using namespace std::chrono_literals;

struct WinHttpFixture : transports_test::Fixture<transports::WinHttp, transports::WinHttpOptions> {
    WinHttpFixture() {
        options.timeout = 1500ms; // emulators are slow
        adapter = transports::WinHttp(options);
    }
    /// Over a connection of its own, as the peer has closed the one before, or is about to.
    std::string code_of_answer(std::string text, PeerEnd end = PeerEnd::close) {
        adapter = transports::WinHttp(options);
        return Fixture::code_of_answer(std::move(text), end);
    }
};

BOOST_FIXTURE_TEST_SUITE(transport_winhttp, WinHttpFixture)

/// Sends each answer as one piece: Wine's WinHTTP loses its way where chunks come in pieces.
struct WholePeer : transports::SocketPeer {
    std::string play(flameup::testing::PeerScript script) {
        for (PeerAnswer& answer : script.answers) {
            std::string whole;
            for (const std::string& piece : answer.pieces) whole += piece;
            if (!whole.empty()) answer.pieces = {whole};
        }
        return SocketPeer::play(std::move(script));
    }
};

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    transports::WinHttpOptions short_time;
    short_time.timeout = 1500ms;
    transports::WinHttp executor(short_time);
    if (!transports_test::is_wine()) {
        const auto report = flameup::testing::check_executor(std::ref(executor), peer);
        BOOST_TEST(report.passed(), to_string(report));
        return;
    }
    WholePeer whole;
    const auto report = flameup::testing::check_executor(std::ref(executor), whole);
    const std::vector<std::string> known{
        "returns every header with its value", // Wine 8 cuts those of more than 1460 bytes,
        "passes over 100 Continue",            // and takes the empty line behind it for the next
        "a connection closed in the head is a transport error",
        "a connection reset in the head is a transport error",
        "a connection closed in a chunk is a transport error",
        "a connection closed between chunks is a transport error",
        "a connection reset between chunks is a transport error",
        "a chunk without a size is a transport error",
        "a connection reset in a body without a length is a transport error",
    };
    // Not each fails each time: it depends on what comes first, a byte or the end.
    for (const std::string& name : transports_test::failures(report)) {
        const bool is_known = std::find(known.begin(), known.end(), name) != known.end();
        BOOST_TEST(is_known, to_string(report));
    }
    BOOST_TEST(report.checks.size() > 100u);
}

BOOST_AUTO_TEST_CASE(says_what_failed) {
    BOOST_TEST(code(peer.refusing_url() + "/") == "connect_failed");
    BOOST_TEST(code("http://name-of-no-host.invalid/") == "resolve_failed");
    BOOST_TEST(code("ftp://127.0.0.1/") == "invalid_request");
    BOOST_TEST(code("http://127.0.0.1/#a") == "invalid_request");
    BOOST_TEST(code_of_answer("") == "invalid_response"); // where other adapters say `cut`
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc") == "cut");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n\r\nabcde") == "cut");
    BOOST_TEST(code_of_answer("", PeerEnd::stall) == "timed_out");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\n\r\nabc", PeerEnd::stall) == "timed_out");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc") == "200");
}

BOOST_AUTO_TEST_CASE(bounds_what_it_reads) {
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1000, 'a'))) == "200");
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1001, 'a'))) == "too_large");
    // The bound ends it, and not the connection's end, which Wine 8 may see before the body.
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\n\r\n" + std::string(1001, 'a'), PeerEnd::stall) ==
               "too_large");
    flameup::Headers many;
    for (int i = 0; i != 700; ++i) many.add("A" + std::to_string(i), std::string(100, 'a'));
    BOOST_TEST(code_of_answer(response_text(200, many, "")) == "too_large");
}

BOOST_AUTO_TEST_CASE(bounds_the_time_of_a_response_that_trickles) {
    PeerAnswer slow{std::vector<std::string>(1000, "A: 1\r\n"), PeerEnd::keep, {}, {}};
    slow.pieces.insert(slow.pieces.begin(), "HTTP/1.1 200 OK\r\n");
    BOOST_TEST(code(peer.play({{slow}}) + "/") == "timed_out");
}

BOOST_AUTO_TEST_CASE(ends_a_request_after_its_own_time) {
    flameup::HttpRequest request;
    request.url = peer.play({{PeerAnswer{{}, PeerEnd::stall, {}, {}}}}) + "/";
    request.timeout_ms = 150;
    const auto begin = std::chrono::steady_clock::now();
    const auto result = adapter(request);
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 1400ms)); // of the options' 1,500
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST(result.error().code == "timed_out");
}

BOOST_AUTO_TEST_CASE(sends_no_header_that_would_be_two) {
    const std::string url = peer.play({});
    for (const flameup::Header& header :
         {flameup::Header{"A", "b\r\nC: d"}, flameup::Header{"A", "b\nC: d"},
          flameup::Header{"A\r\nB", "c"}, flameup::Header{"A:", "b"}, flameup::Header{"", "b"},
          flameup::Header{"A", std::string("b\0c", 3)}, flameup::Header{"A B", "c"}}) {
        flameup::Headers headers;
        headers.add(header.name, header.value);
        BOOST_TEST(code(url + "/", headers) == "invalid_header");
    }
    BOOST_TEST(peer.finish().empty());
}

BOOST_AUTO_TEST_CASE(returns_headers_byte_for_byte_and_sends_none_that_would_be_changed) {
    std::string bytes = "a";
    for (int byte = 0x80; byte <= 0xFF; ++byte) bytes += static_cast<char>(byte);
    for (const std::string& value : {bytes, std::string("na\xC3\xAFve \xE2\x82\xAC")}) {
        flameup::HttpRequest request;
        const std::string text = response_text(200, {{"X-Bytes", value}}, "");
        request.url = peer.play({{PeerAnswer{{text}, {}, {}, {}}}}) + "/";
        const auto response = adapter(request);
        BOOST_TEST_REQUIRE(response.has_value(), response.error().code);
        BOOST_TEST_REQUIRE(response->headers.find("X-Bytes") != nullptr);
        BOOST_TEST(*response->headers.find("X-Bytes") == value);
        flameup::Headers headers;
        headers.add("X-Bytes", value);
        BOOST_TEST(code(request.url, headers) == "invalid_header");
    }
}

BOOST_AUTO_TEST_CASE(sends_the_target_as_it_is) {
    for (const std::string target :
         {"/people/a%2Fb%c3%a9?q=a%20b+c&d=%25", "/a/../b/./c", "/?", "/people?a=b:c@d'(!)"}) {
        const std::string url =
            peer.play({{PeerAnswer{{response_text(200, {}, "")}, PeerEnd::keep, {}, {}}}});
        BOOST_TEST(code(url + target) == "200");
        BOOST_TEST_REQUIRE(peer.finish().size() == 1u);
        BOOST_TEST(peer.finish()[0].target == target);
    }
}

BOOST_AUTO_TEST_CASE(ends_a_request_that_is_cancelled) {
    std::atomic<bool> is_cancelled{false};
    transports::WinHttpOptions patient;
    patient.is_cancelled = [&] { return is_cancelled.load(); };
    transports::WinHttp cancelled(patient);
    std::thread canceller([&] {
        std::this_thread::sleep_for(200ms);
        is_cancelled = true;
    });
    flameup::HttpRequest request;
    request.url = peer.play({{PeerAnswer{{}, PeerEnd::stall, {}, {}}}}) + "/";
    const auto begin = std::chrono::steady_clock::now();
    const auto result = cancelled(request);
    canceller.join();
    BOOST_TEST((std::chrono::steady_clock::now() - begin < 2s));
    BOOST_TEST_REQUIRE(result.has_error());
    BOOST_TEST((result.error().kind == flameup::ErrorKind::cancelled));
    BOOST_TEST(result.error().code == "cancelled");
    is_cancelled = false; // and the next one goes its way
    request.url = peer.play({{PeerAnswer{{response_text(200, {}, "")}, {}, {}, {}}}}) + "/";
    BOOST_TEST(cancelled(request).has_value());
}

/// Trusts an authority (DER) in the user's store, while it exists.
class TrustedAuthority {
  public:
    explicit TrustedAuthority(const char* name) {
        std::ifstream file(name, std::ios::binary);
        const std::vector<char> der(std::istreambuf_iterator<char>(file), {});
        CertAddEncodedCertificateToStore(
            store_, X509_ASN_ENCODING, reinterpret_cast<const BYTE*>(der.data()),
            static_cast<DWORD>(der.size()), CERT_STORE_ADD_REPLACE_EXISTING, &certificate_);
        CertControlStore(store_, 0, CERT_STORE_CTRL_COMMIT, nullptr);
    }
    TrustedAuthority(const TrustedAuthority&) = delete;
    TrustedAuthority& operator=(const TrustedAuthority&) = delete;
    ~TrustedAuthority() {
        if (certificate_ != nullptr) CertDeleteCertificateFromStore(certificate_);
        CertCloseStore(store_, 0);
    }
    bool is_known() const { return certificate_ != nullptr; }

  private:
    HCERTSTORE store_ =
        CertOpenStore(CERT_STORE_PROV_SYSTEM_W, 0, 0, CERT_SYSTEM_STORE_CURRENT_USER, L"Root");
    PCCERT_CONTEXT certificate_ = nullptr;
};

// The servers are those that tests/checks/windows.sh starts. Wine compares names alone with a
// certificate, and no addresses.
BOOST_AUTO_TEST_CASE(accepts_the_right_server_and_refuses_others) {
    const char* const names[] = {"RIGHT", "WRONG", "EXPIRED", "UNKNOWN"};
    const char* const authority = std::getenv("FLAMEUP_TLS_AUTHORITY");
    if (authority == nullptr) {
        BOOST_TEST_MESSAGE("there are no servers with TLS: not tested");
        return;
    }
    const TrustedAuthority trusted(authority);
    BOOST_TEST_REQUIRE(trusted.is_known());
    adapter = transports::WinHttp();
    std::vector<std::string> urls;
    for (const std::string name : names) {
        urls.push_back(std::getenv(("FLAMEUP_TLS_" + name).c_str()));
        urls.back().replace(urls.back().find("127.0.0.1"), 9, "localhost").append("/people");
    }
    BOOST_TEST(code(urls[0]) == "401"); // as there is no key
    for (std::size_t i = 1; i != urls.size(); ++i) BOOST_TEST(code(urls[i]) == "tls_failed");
    BOOST_TEST(code("https" + peer.refusing_url().substr(4) + "/") == "connect_failed");
    BOOST_TEST(code("https" + peer.play({}).substr(4) + "/") == "tls_failed");
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
