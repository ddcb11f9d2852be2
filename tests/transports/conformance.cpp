#include "flameup/testing/executor_conformance.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(transport_conformance)

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    transports::SocketPeer peer;
    const transports_test::Execute executor = transports_test::make_executor({});
    const auto report = flameup::testing::check_executor(executor, peer);
    BOOST_TEST(report.passed(), to_string(report));
}

BOOST_AUTO_TEST_SUITE_END()
