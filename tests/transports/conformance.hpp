#ifndef FLAMEUP_TESTS_TRANSPORTS_CONFORMANCE_HPP
#define FLAMEUP_TESTS_TRANSPORTS_CONFORMANCE_HPP

// Which checks of the conformance kit failed, and whether Wine is below the adapter.

#include "flameup/testing/executor_conformance.hpp"

#include <string>
#include <vector>

#if defined(_WIN32)
#include <winsock2.h> // which stands before windows.h

#include <windows.h>
#endif

namespace transports_test {

inline std::vector<std::string> failures(const flameup::testing::ConformanceReport& report) {
    std::vector<std::string> names;
    for (const auto& check : report.checks) {
        if (!check.passed() && !check.is_note) names.push_back(check.name);
    }
    return names;
}

/// Tells whether Wine takes the place of Windows.
inline bool is_wine() {
#if defined(_WIN32)
    return GetProcAddress(GetModuleHandleA("ntdll.dll"), "wine_get_version") != nullptr;
#else
    return false;
#endif
}

/// The checks that fail because of what is below the adapters.
inline std::vector<std::string> expected_failures() {
    // Wine tells a reset as the end of the connection: its server takes the error from the socket.
    if (is_wine()) return {"a connection reset in a body without a length is a transport error"};
    return {};
}

} // namespace transports_test

#endif
