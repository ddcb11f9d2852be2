// The executor over Godot's HTTPClient, against the double of the engine.
#include "engines/godot/flameup_http.hpp"

#include "engine_network.hpp"

namespace {

BOOST_AUTO_TEST_SUITE(engine_godot)

BOOST_AUTO_TEST_CASE(keeps_the_contract) {
    engines_test::SocketsNetwork network;
    engines::GodotHttp http;
    const std::vector<std::string> failed = engines_test::failed_checks(std::ref(http), [&] {
        network.tick();
        http.tick(0); // the network below has its own time limit
    });
    BOOST_TEST(failed == std::vector<std::string>(), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(tells_failures_apart) {
    engines::GodotHttp http;
    const auto code = [&](const char* problem) {
        return engines_test::code_where_network_fails(
            std::ref(http), [&] { http.tick(0.001); }, problem);
    };
    BOOST_TEST(code("refused") == "connect_failed");
    BOOST_TEST(code("resolve_failed") == "resolve_failed");
    BOOST_TEST(code("tls_failed") == "tls_failed");
    BOOST_TEST(code("cut") == "cut");
}

BOOST_AUTO_TEST_CASE(ends_a_call_after_its_time) {
    engines::SlowNetwork network(1'000);
    engines::network() = std::ref(network);
    engines::GodotHttp http(2.0);
    std::string code;
    flameup::HttpRequest request;
    request.url = "https://localhost/people";
    http(request, flameup::Completion([&](auto result) { code = result.error().code; }));
    request.timeout_ms = 900;
    std::string early;
    http(request, flameup::Completion([&](auto result) { early = result.error().code; }));
    http.tick(0.5);
    BOOST_TEST(early == "");
    for (int frame = 0; frame != 2; ++frame) http.tick(0.5);
    BOOST_TEST(early == "timed_out");
    BOOST_TEST(network.pending() == 1U);
    BOOST_TEST(code == "");
    for (int frame = 0; frame != 2; ++frame) http.tick(0.5);
    BOOST_TEST(network.pending() == 0U);
    BOOST_TEST(code == "timed_out");
    BOOST_TEST(http.pending() == 0U);
}

BOOST_AUTO_TEST_CASE(refuses_responses_that_are_too_large) {
    engines::network() = [](const flameup::HttpRequest&, const flameup::Completion& done) {
        flameup::HttpResponse response;
        response.status = 200;
        response.body.assign(200'000, 'x');
        done(response);
        return std::function<void()>();
    };
    flameup::HttpRequest request;
    request.url = "http://localhost/people";
    engines::GodotHttp narrow(30, 199'999);
    const auto refused = flameup::testing::blocking(std::ref(narrow), [&] { narrow.tick(0.001); });
    BOOST_TEST(refused(request).error().code == "too_large");
    engines::GodotHttp wide(30, 200'000);
    const auto taken = flameup::testing::blocking(std::ref(wide), [&] { wide.tick(0.001); });
    BOOST_TEST(taken(request)->body.size() == 200'000U);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
