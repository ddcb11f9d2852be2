#ifndef FLAMEUP_TESTS_ENGINES_ENGINE_NETWORK_HPP
#define FLAMEUP_TESTS_ENGINES_ENGINE_NETWORK_HPP

// What stands behind the doubles of engines in their tests.

#include <flameup/macros_begin.hpp>

#include "flameup/client/executor.hpp"
#include "flameup/testing/executor_conformance.hpp"

#include "engines/slow_network.hpp"
#include "transports/socket_peer.hpp"
#include "transports/sockets.hpp"
#include "transports/worker.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace engines_test {

/// Real sockets, on a thread, while this object exists.
class SocketsNetwork {
  public:
    SocketsNetwork() {
        engines::network() = [this](flameup::HttpRequest request, flameup::Completion completion) {
            request.timeout_ms.reset(); // calls wait here for each other
            return worker_(std::move(request), std::move(completion));
        };
    }
    void tick() {
        if (worker_.tick() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }

  private:
    static transports::SocketsOptions options() {
        transports::SocketsOptions made;
        made.timeout = std::chrono::seconds(2); // for machines that have more to do
        return made;
    }
    transports::Sockets sockets_{options()};
    transports::Worker worker_{std::ref(sockets_)};
};

/// Checks an executor over the double of its engine; returns the names of what fails.
template <class Executor, class Pump>
std::vector<std::string> failed_checks(const Executor& executor, Pump pump) {
    transports::SocketPeer peer;
    const auto report = flameup::testing::check_callback_executor(executor, pump, peer);
    BOOST_TEST(report.checks.size() > 100U);
    std::vector<std::string> failed;
    for (const auto& made : report.checks) {
        if (made.passed() || made.is_note) continue;
        failed.push_back(made.name);
        BOOST_TEST_MESSAGE(made.name << ": " << made.problem);
    }
    return failed;
}

/// What an executor returns if the engine's network fails with a code; `pump` is as above.
template <class Executor, class Pump>
std::string code_where_network_fails(const Executor& executor, Pump pump, const char* code) {
    engines::network() = [code](const flameup::HttpRequest&, const flameup::Completion& done) {
        const auto kind = std::string(code) == "cancelled" ? flameup::ErrorKind::cancelled
                                                           : flameup::ErrorKind::transport;
        done(flameup::make_error(kind, code, "made by the test"));
        return std::function<void()>();
    };
    flameup::HttpRequest request;
    request.url = "http://localhost/people";
    const auto result = flameup::testing::blocking(executor, pump)(request);
    return result ? "a response" : result.error().code;
}

} // namespace engines_test

#include <flameup/macros_end.hpp>

#endif
