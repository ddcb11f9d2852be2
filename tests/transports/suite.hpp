#ifndef FLAMEUP_TESTS_TRANSPORTS_SUITE_HPP
#define FLAMEUP_TESTS_TRANSPORTS_SUITE_HPP

// What the tests of transports need of an adapter; each adapter's test file defines it.

#include "flameup/http/http.hpp"
#include "flameup/value/result.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <vector>

namespace transports_test {

struct Settings {
    std::chrono::milliseconds timeout{500}; ///< For a whole call.
    std::string ca_file;                    ///< What to trust, in PEM; empty for the system's.
};

using Execute = std::function<flameup::Result<flameup::HttpResponse>(const flameup::HttpRequest&)>;

/// Makes an executor with a state of its own, which its copies share.
Execute make_executor(const Settings& settings);

/// Checks of the conformance kit that the adapter's library does not let pass.
inline std::vector<std::string>& deviations() {
    static std::vector<std::string> names;
    return names;
}

} // namespace transports_test

#endif
