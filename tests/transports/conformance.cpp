#include "flameup/testing/executor_conformance.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(transport_conformance)

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    transports::SocketPeer peer;
    const transports_test::Execute executor = transports_test::make_executor({});
    const auto report = flameup::testing::check_executor(executor, peer);
    const std::vector<std::string>& known = transports_test::deviations();
    const auto is_known = [&known](const flameup::testing::ConformanceCheck& check) {
        return check.passed() || check.is_note ||
               std::find(known.begin(), known.end(), check.name) != known.end();
    };
    BOOST_TEST(!report.checks.empty());
    BOOST_TEST(std::all_of(report.checks.begin(), report.checks.end(), is_known),
               to_string(report));
}

BOOST_AUTO_TEST_SUITE_END()
