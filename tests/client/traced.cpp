#include "flameup/client/traced.hpp"

#include "flameup/client/client.hpp"
#include "flameup/client/layered.hpp"
#include "flameup/model.hpp"

#include "texts.hpp"

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>

BOOST_AUTO_TEST_SUITE(traced)

using flameup::Result;
using flameup::Traceparent;

const std::string example = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"; // of 3.2.2.5

BOOST_AUTO_TEST_CASE(reads_what_the_specification_allows) {
    const std::string ids = "-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-";
    const std::pair<std::string, std::string> rows[] = {
        {example, example},
        {"00" + ids + "00", "00" + ids + "00"},
        {"00" + ids + "ff", "00" + ids + "01"},
        {"00" + ids + "fe", "00" + ids + "00"},
        {"00" + ids + "0b", "00" + ids + "01"},
        {"01" + ids + "01", "00" + ids + "01"},
        {"cc" + ids + "01-what-the-future-holds", "00" + ids + "01"},
    };
    for (const auto& [text, expected] : rows) {
        const Result<Traceparent> read = Traceparent::parse(text);
        BOOST_TEST_REQUIRE(read.has_value(), text);
        BOOST_TEST(read->text() == expected);
        BOOST_TEST((*read == *Traceparent::parse(expected)));
    }
}

BOOST_AUTO_TEST_CASE(refuses_all_else) {
    const std::string trace = "4bf92f3577b34da6a3ce929d0e0e4736", span = "00f067aa0ba902b7";
    const std::string rows[] = {
        "",
        "00",
        "00-" + trace,
        "00-" + trace + "-" + span,
        "00-" + trace + "-" + span + "-0",
        "00-" + trace + "-" + span + "-01-",
        "00-" + trace + "-" + span + "-01-more",
        "01-" + trace + "-" + span + "-01.more",
        "ff-" + trace + "-" + span + "-01",
        "0x-" + trace + "-" + span + "-01",
        "00_" + trace + "-" + span + "-01",
        "00-" + trace + "_" + span + "-01",
        "00-" + trace + "-" + span + "_01",
        "00-" + trace + "-" + span + "-0g",
        "00-4BF92F3577b34da6a3ce929d0e0e4736-" + span + "-01",
        "00-" + trace + "-00F067aa0ba902b7-01",
        "00-00000000000000000000000000000000-" + span + "-01",
        "00-" + trace + "-0000000000000000-01",
        " 00-" + trace + "-" + span + "-01",
    };
    for (const std::string& text : rows) {
        const Result<Traceparent> read = Traceparent::parse(text);
        BOOST_TEST_REQUIRE(read.has_error(), text);
        BOOST_TEST(texts::of(read.error()) ==
                   "validation 0 invalid_traceparent: is not a traceparent of W3C Trace Context\n");
    }
    BOOST_TEST(Traceparent::make(trace, span, true)->text() == example);
    BOOST_TEST(Traceparent::make(trace, span + "0", true).has_error());
    BOOST_TEST(Traceparent::make(trace.substr(1), span, true).has_error());
}

BOOST_AUTO_TEST_CASE(adds_the_callers_trace_to_requests_that_have_none) {
    std::optional<Traceparent> current;
    std::vector<std::string> sent;
    const auto executor = [&sent](const flameup::HttpRequest& request) {
        const std::string* const value = request.headers.find("traceparent");
        sent.push_back(value == nullptr ? "none" : *value);
        return flameup::HttpResponse{200, {}, "{}"};
    };
    flameup::Config config;
    config.api_key = "test_key";
    const flameup::Client client(
        config, flameup::layered(executor, flameup::traced([&current] { return current; })));
    BOOST_TEST(client.send(flameup::GetStatistics{}).has_value());
    current = *Traceparent::parse(example);
    BOOST_TEST(client.send(flameup::GetStatistics{}).has_value());
    flameup::CallOptions call;
    call.headers = {{"Traceparent", "own"}};
    BOOST_TEST(client.send(flameup::GetStatistics{}, call).has_value());
    BOOST_TEST(sent == (std::vector<std::string>{"none", example, "own"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
