// The time limit of a request holds while its host's name is looked up.
#include "flameup/http/http.hpp"

#include "suite.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>

#if defined(_WIN32)
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <dlfcn.h>
#include <netdb.h>
#endif

namespace slow_look_up_test {

using namespace std::chrono_literals;

constexpr std::string_view name = "slow.invalid";

std::mutex mutex;
std::condition_variable changed;
bool is_over = false;
int begun = 0, running = 0;

/// Holds up a look-up until the test is over, at most for so long that the test fails.
void wait() {
    std::unique_lock<std::mutex> lock(mutex);
    ++begun;
    ++running;
    changed.wait_for(lock, 10s, [] { return is_over; });
    --running;
    changed.notify_all();
}

} // namespace slow_look_up_test

#if defined(_WIN32)
#define LOOK_UP(name) WSAAPI slow_##name
#else
#define LOOK_UP(name) name
#endif

/// Stands before the system's function in this program, and in the libraries that it loads.
extern "C" int LOOK_UP(getaddrinfo)(const char* node, const char* service, const addrinfo* hints,
                                    addrinfo** found) {
    using Function = decltype(&getaddrinfo);
#if defined(_WIN32)
    static const auto next = reinterpret_cast<Function>(reinterpret_cast<void (*)()>(
        GetProcAddress(GetModuleHandleA("ws2_32.dll"), "getaddrinfo")));
#else
    static const auto next = reinterpret_cast<Function>(dlsym(RTLD_NEXT, "getaddrinfo"));
#endif
    const bool is_address = hints != nullptr && (hints->ai_flags & AI_NUMERICHOST) != 0;
    if (is_address || node == nullptr || node != slow_look_up_test::name) {
        return next(node, service, hints, found);
    }
    slow_look_up_test::wait();
    return EAI_NONAME;
}

#if defined(_WIN32)
// What the linker calls an imported function by.
extern "C" {
decltype(&getaddrinfo) __imp_getaddrinfo = &slow_getaddrinfo;
}
#endif

BOOST_AUTO_TEST_SUITE(slow_look_up)

BOOST_AUTO_TEST_CASE(the_time_limit_holds_while_a_name_is_looked_up) {
    using namespace slow_look_up_test;
    const transports_test::Execute executor = transports_test::make_executor({200ms, {}});
    flameup::HttpRequest request;
    request.url = "http://" + std::string(name) + "/people";
    const auto begin = std::chrono::steady_clock::now();
    const auto result = executor(request);
    const auto taken = std::chrono::steady_clock::now() - begin;
    std::unique_lock<std::mutex> lock(mutex);
    is_over = true;
    changed.notify_all();
    changed.wait(lock, [] { return running == 0; });
    BOOST_TEST_REQUIRE(result.has_error());
    if (begun == 0) {
        BOOST_TEST_MESSAGE("names are not looked up by getaddrinfo: not tested");
        return;
    }
    BOOST_TEST(result.error().code == "timed_out", result.error().message);
    BOOST_TEST((taken < 5s));
}

BOOST_AUTO_TEST_SUITE_END()
