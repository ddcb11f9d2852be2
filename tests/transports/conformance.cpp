#include "conformance.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(transport_conformance)

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    transports::SocketPeer peer;
    const transports_test::Execute executor = transports_test::make_executor({});
    const auto report = flameup::testing::check_executor(executor, peer);
    std::vector<std::string> expected;
    // Wine tells a reset as the end of the connection: its server takes the error from the socket.
    if (transports_test::is_wine())
        expected = {"a connection reset in a body without a length is a transport error"};
    BOOST_TEST(!report.checks.empty());
    BOOST_TEST_INFO(to_string(report));
    BOOST_TEST(transports_test::failures(report) == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
