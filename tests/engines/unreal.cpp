// The executor over Unreal's HTTP module, against the double of the engine.
#include "engines/unreal/flameup_http.hpp"

#include "engine_network.hpp"

namespace {

BOOST_AUTO_TEST_SUITE(engine_unreal)

BOOST_AUTO_TEST_CASE(keeps_the_contract_but_for_repeated_request_headers) {
    engines_test::SocketsNetwork network;
    const std::vector<std::string> failed =
        engines_test::failed_checks(unreal::FlameupHttp(), [&] { network.tick(); });
    // The engine joins them; requests of the API repeat none.
    const std::vector<std::string> expected = {
        "sends headers of one name separately and in their order"};
    BOOST_TEST(failed == expected, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(tells_failures_apart) {
    const auto code = [](const char* problem) {
        return engines_test::code_where_network_fails(
            unreal::FlameupHttp(), [] {}, problem);
    };
    BOOST_TEST(code("refused") == "connect_failed");
    BOOST_TEST(code("timed_out") == "timed_out");
    BOOST_TEST(code("cancelled") == "cancelled");
    BOOST_TEST(code("cut") == "transport_failed");
}

BOOST_AUTO_TEST_CASE(gives_each_call_its_time) {
    std::vector<std::int64_t> times;
    engines::network() = [&times](const flameup::HttpRequest& sent, const auto& done) {
        times.push_back(sent.timeout_ms.value_or(-1));
        done(flameup::HttpResponse{200, {}, "{}"});
        return std::function<void()>();
    };
    const auto send = flameup::testing::blocking(unreal::FlameupHttp(2.0f), [] {});
    flameup::HttpRequest request;
    request.url = "http://localhost/people";
    BOOST_TEST(send(request).has_value());
    request.timeout_ms = 250;
    BOOST_TEST(send(request).has_value());
    BOOST_TEST(times == (std::vector<std::int64_t>{2'000, 250}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
