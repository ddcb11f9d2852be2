#include "transports/qt.hpp"

#include "flameup.hpp" // behind Qt and its macros, as `emit` and `slots`
#include "flameup/testing/executor_conformance.hpp"

#include "adapter.hpp"
#include "conformance.hpp"

#include <boost/test/unit_test.hpp>

#include <QCoreApplication>
#include <QEventLoop>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qt_test {

struct Blocking {
    explicit Blocking(const transports::QtOptions& options) : http((start(), options)) {}

    static void start() {
        static int count = 1;
        static char name[] = "qt", *values[] = {name, nullptr};
        static QCoreApplication application(count, values);
    }

    flameup::Result<flameup::HttpResponse> operator()(const flameup::HttpRequest& request) {
        std::optional<flameup::Result<flameup::HttpResponse>> response;
        http(request, flameup::Completion([&](auto result) { response = std::move(result); }));
        while (!response) pump();
        return *std::move(response);
    }

    void pump() {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }

    transports::QtNetwork http;
};

} // namespace qt_test

namespace transports_test {

void set_deviations() {
    deviations() = {"sends percent-encoded bytes of a path as they are",
                    "sends headers of one name separately and in their order",
                    "returns headers of one name separately and in their order",
                    "a chunk without a size is a transport error",
                    "a connection reset in a body without a length is a transport error"};
}

Execute make_executor(const Settings& settings) {
    set_deviations();
    return execute_by<qt_test::Blocking, transports::QtOptions>(settings);
}

} // namespace transports_test

namespace {

using flameup::testing::PeerAnswer;
using flameup::testing::response_text;

struct Fixture : transports_test::Fixture<qt_test::Blocking, transports::QtOptions> {
    Fixture() { options.timeout = std::chrono::milliseconds(300); }
    static PeerAnswer answer(std::string text) { return {{std::move(text)}, {}, {}, {}}; }
};

BOOST_FIXTURE_TEST_SUITE(qt, Fixture)

BOOST_AUTO_TEST_CASE(says_why_there_is_no_response) {
    BOOST_TEST(code(peer.refusing_url()) == "refused");
    BOOST_TEST(code("ftp://127.0.0.1/") == "invalid_request");
    BOOST_TEST(code_of_answer("") == "cut");
    BOOST_TEST(code_of_answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{") == "cut");
    BOOST_TEST(code_of_answer("", flameup::testing::PeerEnd::stall) == "timed_out");
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1001, 'x'))) == "too_large");
    BOOST_TEST(code_of_answer(response_text(200, {}, std::string(1000, 'x'))) == "200");
    BOOST_TEST(code(peer.play({}), {{"X-A", "a\r\nX-B: b"}}) == "invalid_header");
}

BOOST_AUTO_TEST_CASE(keeps_the_contract_of_executors_that_call_back) {
    transports_test::set_deviations();
    options = {};
    options.timeout = std::chrono::milliseconds(500);
    qt_test::Blocking qt(options);
    const auto report = flameup::testing::check_callback_executor(
        std::ref(qt.http), [&qt] { qt.pump(); }, peer);
    BOOST_TEST(!report.checks.empty());
    BOOST_TEST(transports_test::failures(report).empty(), to_string(report));
}

BOOST_AUTO_TEST_CASE(takes_every_body_that_ends_with_the_connection) {
    const std::string text = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nwhole";
    const PeerAnswer last{{text}, flameup::testing::PeerEnd::close, {}, {}};
    const PeerAnswer kept = answer(response_text(200, {}, "whole"));
    options.timeout = std::chrono::seconds(10);
    qt_test::Blocking http(options);
    for (int i = 0; i != 40; ++i) { // Qt reads some of them in another order
        const std::string url = peer.play({{kept, last}});
        for (const auto method : {flameup::Method::get, flameup::Method::delete_}) {
            flameup::HttpRequest request;
            request.method = method;
            request.url = url + "/people";
            const auto response = http(request);
            BOOST_TEST_REQUIRE(response.has_value(), response.error().message << " at " << i);
            BOOST_TEST(response->body == "whole");
        }
    }
}

BOOST_AUTO_TEST_CASE(sends_a_body_after_a_connection_that_ends_unsaid) {
    const std::string old = "HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nwhole"; // its last
    const PeerAnswer last{{old}, flameup::testing::PeerEnd::close, {}, {}};
    options.timeout = std::chrono::seconds(10);
    qt_test::Blocking http(options);
    const std::string url = peer.play({std::vector<PeerAnswer>(40, last)}) + "/people";
    for (int i = 0; i != 40; ++i) {
        flameup::HttpRequest request{flameup::Method::post, url, {}, "a body", {}};
        const auto response = http(request);
        BOOST_TEST_REQUIRE(response.has_value(), response.error().message << " at " << i);
    }
    BOOST_TEST(peer.finish().size() == 40u);
}

BOOST_AUTO_TEST_CASE(takes_no_response_for_that_of_another_request) {
    const std::string interim = "HTTP/1.1 103 Early Hints\r\n\r\n";
    const std::string url = peer.play(
        {{answer(interim + response_text(200, {}, "1")), answer(response_text(404, {}, "2"))}});
    BOOST_TEST(code(url + "/1") == "invalid_response");
    BOOST_TEST(code(url + "/2") == "404");
}

BOOST_AUTO_TEST_CASE(completes_each_request_once) {
    int cancelled = 0, others = 0;
    const auto count = [&](const flameup::Result<flameup::HttpResponse>& result) {
        ++(!result && result.error().kind == flameup::ErrorKind::cancelled ? cancelled : others);
    };
    const std::string url = peer.play({});
    {
        transports::QtNetwork http(options);
        flameup::HttpRequest request;
        request.url = url + "/people";
        const auto stop = http(request, flameup::Completion(count));
        http(request, flameup::Completion(count));
        stop();
        stop();
        BOOST_TEST(http.pending() == 1u);
        BOOST_TEST(cancelled == 1);
    }
    BOOST_TEST(cancelled == 2);
    BOOST_TEST(others == 0);
}

BOOST_AUTO_TEST_SUITE_END()

} // namespace
