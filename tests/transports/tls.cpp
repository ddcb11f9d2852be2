// Servers without a valid certificate are refused, and the error says why.
#include "flameup/client/client.hpp"

#include "flameup/model.hpp"

#include "authority.hpp"
#include "server_process.hpp"
#include "suite.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include <netdb.h>

namespace {

using namespace std::chrono_literals;
using transports_test::Authority;

struct Case {
    std::string certificate; ///< The name of its file.
    std::string names;
    long seconds; ///< Until it expires.
    bool trusted; ///< Whether the client knows its authority.
    std::vector<std::string_view>
        reasons; ///< The error contains one of them; empty: the server is accepted.
};

const Case cases[] = {
    {"localhost", "DNS:localhost,IP:127.0.0.1", Authority::day, true, {}},
    {"wrong-host",
     "DNS:people.example.com,IP:192.0.2.1",
     Authority::day,
     true,
     {"does not match", "mismatch", "no alternative certificate subject name", "host name"}},
    {"expired", "DNS:localhost,IP:127.0.0.1", -60, true, {"expired"}},
    {"unknown",
     "DNS:localhost,IP:127.0.0.1",
     Authority::day,
     false,
     {"unable to get local issuer certificate", "self-signed certificate", "unknown",
      "not correctly signed by the trusted CA", "issuer certificate"}},
};

flameup::Result<flameup::Statistics> ask(const std::string& base_url, const std::string& ca_file) {
    flameup::Config config;
    config.api_key = "ws_test_0123456789";
    config.base_url = base_url;
    return flameup::Client(config, transports_test::make_executor({10s, ca_file}))
        .send(flameup::GetStatistics{});
}

/// The hosts of this machine: the certificate's IP address and, if it resolves, its name.
std::vector<std::string> hosts() {
    std::vector<std::string> hosts{"127.0.0.1"};
    addrinfo* found = nullptr;
    if (getaddrinfo("localhost", nullptr, nullptr, &found) == 0) {
        freeaddrinfo(found);
        hosts.push_back("localhost");
    } else {
        BOOST_TEST_MESSAGE("the name localhost is not known here: tested by address alone");
    }
    return hosts;
}

BOOST_AUTO_TEST_SUITE(tls)

BOOST_AUTO_TEST_CASE(accepts_the_right_server_and_refuses_others_saying_why) {
    const transports_test::TemporaryDirectory directory;
    Authority authority(directory, "authority");
    Authority other(directory, "other");
    for (const Case& each : cases) {
        const auto files = authority.certify(each.certificate, each.names, each.seconds);
        transports_test::ServerProcess server(
            {"--certificate", files.certificate, "--private-key", files.private_key});
        const std::string url = server.base_url();
        BOOST_TEST_REQUIRE(url.substr(0, 18) == "https://127.0.0.1:");
        const std::string ca_file = each.trusted ? authority.file() : other.file();
        for (const std::string& host : hosts()) {
            BOOST_TEST_CONTEXT(each.certificate << " at " << host) {
                const auto result = ask("https://" + host + url.substr(17), ca_file);
                if (each.reasons.empty()) {
                    BOOST_TEST(result.has_value(), result.error().message);
                    continue;
                }
                BOOST_TEST_REQUIRE(result.has_error());
                const flameup::Error& error = result.error();
                BOOST_TEST((error.kind == flameup::ErrorKind::transport));
                BOOST_TEST(error.code == "tls_failed");
                BOOST_TEST(std::any_of(each.reasons.begin(), each.reasons.end(),
                                       [&error](std::string_view reason) {
                                           return error.message.find(reason) != std::string::npos;
                                       }),
                           error.message);
            }
        }
        BOOST_TEST(server.stop() == 0);
    }
}

BOOST_AUTO_TEST_CASE(trusts_the_systems_authorities_and_no_others_by_default) {
    const transports_test::TemporaryDirectory directory;
    const auto files = Authority(directory, "authority").certify("localhost", "IP:127.0.0.1");
    transports_test::ServerProcess server(
        {"--certificate", files.certificate, "--private-key", files.private_key});
    const auto refused = ask(server.base_url(), "");
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().code == "tls_failed");
}

BOOST_AUTO_TEST_CASE(a_server_without_tls_is_an_error_of_the_transport) {
    transports_test::ServerProcess server({});
    const auto refused = ask("https" + server.base_url().substr(4), "");
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST((refused.error().kind == flameup::ErrorKind::transport));
    BOOST_TEST(!refused.error().message.empty());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
