#include "flameup/testing/executor_conformance.hpp"

#include "suite.hpp"
#include "transports/socket_peer.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

namespace conformance_test {

/// The checks that fail by what is below the adapter.
std::vector<std::string> expected_failures() {
#if defined(_WIN32)
    const HMODULE kernel = ::GetModuleHandleA("ntdll.dll");
    if (::GetProcAddress(kernel, "wine_get_version") != nullptr)
        return transports_test::faults_of_wine;
#endif
    return {};
}

} // namespace conformance_test

BOOST_AUTO_TEST_SUITE(transport_conformance)

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    transports::SocketPeer peer;
    const transports_test::Execute executor = transports_test::make_executor({});
    const auto report = flameup::testing::check_executor(executor, peer);
    BOOST_TEST_MESSAGE(to_string(report));
    BOOST_TEST(!report.checks.empty());
    std::vector<std::string> failures;
    for (const auto& check : report.checks) {
        if (!check.passed() && !check.is_note) failures.push_back(check.name);
    }
    BOOST_TEST(failures == conformance_test::expected_failures(), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
