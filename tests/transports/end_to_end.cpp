// Every operation in both scopes has the same result over sockets as in memory.
#include "flameup/client/client.hpp"

#include "flameup/http/response_info.hpp"
#include "flameup/model.hpp"
#include "flameup/testing/people_service.hpp"

#include "all_operations.hpp"
#include "server_process.hpp"
#include "suite.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace {

using namespace std::chrono_literals;
using transports_test::Client;
using transports_test::config;
using transports_test::perform_all;
using transports_test::ServerProcess;

BOOST_AUTO_TEST_SUITE(end_to_end)

BOOST_AUTO_TEST_CASE(every_operation_in_both_scopes_gives_what_it_gives_in_memory) {
    using flameup::testing::Dialect;
    for (const Dialect dialect : {Dialect::overview, Dialect::reference}) {
        ServerProcess server({"--rate-limit", "0", "--dialect",
                              dialect == Dialect::overview ? "overview" : "reference"});
        BOOST_TEST_REQUIRE(!server.base_url().empty());
        const auto execute = transports_test::make_executor({10s, ""});
        flameup::testing::PeopleServiceOptions options;
        options.dialect = dialect;
        options.requests_per_minute = 0;
        const flameup::testing::PeopleService memory(options);
        for (const char* workspace : {"", "workspace_2"}) {
            const auto over_network = perform_all({config(server.base_url(), workspace), execute});
            const auto in_memory =
                perform_all({config("https://api.flameup.ai/api/v1", workspace), memory});
            BOOST_TEST(over_network == in_memory, boost::test_tools::per_element());
        }
        BOOST_TEST(server.stop() == 0);
    }
}

BOOST_AUTO_TEST_CASE(rate_limits_and_request_ids_come_with_the_response) {
    ServerProcess server({"--rate-limit", "2"});
    const Client client(config(server.base_url(), ""), transports_test::make_executor({10s, ""}));
    flameup::HttpResponse response;
    for (const std::int64_t left : {1, 0}) {
        BOOST_TEST(client.send(flameup::GetStatistics{}, response).has_value());
        BOOST_TEST(flameup::rate_limit(response.headers).remaining.value() == left);
        BOOST_TEST(!flameup::request_id(response.headers).empty());
    }
    const auto refused = client.send(flameup::GetStatistics{});
    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().status == 429);
    BOOST_TEST(refused.error().retry_after.value().seconds.value() <= 60);
}

BOOST_AUTO_TEST_CASE(a_server_that_is_gone_is_an_error_of_the_transport) {
    ServerProcess server({});
    const Client client(config(server.base_url(), ""), transports_test::make_executor({2s, ""}));
    BOOST_TEST(client.send(flameup::GetStatistics{}).has_value());
    BOOST_TEST(server.stop() == 0);
    const auto gone = client.send(flameup::GetStatistics{});
    BOOST_TEST_REQUIRE(gone.has_error());
    BOOST_TEST((gone.error().kind == flameup::ErrorKind::transport));
    BOOST_TEST(gone.error().status == 0);
    const std::string code = client.send(flameup::GetStatistics{}).error().code;
    BOOST_TEST((code == "refused" || code == "connect_failed"), code);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
