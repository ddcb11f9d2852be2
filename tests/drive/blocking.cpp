#include "flameup/drive/blocking.hpp"

#include "flameup/flow/call_flow.hpp"
#include "flameup/model.hpp"

#include "drive/hosts.hpp"
#include "flow/batches_kit.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <functional>

BOOST_AUTO_TEST_SUITE(drive_blocking)

using batches::config;
using batches::created;
using batches::Flow;
using batches::refusal;
using flameup::HttpRequest;
using flameup::HttpResponse;

HttpResponse take_all(const HttpRequest& request) {
    return created(batches::ids_of(request).size());
}

/// Fails a number of times, then has no people.
struct Late {
    int failures;

    HttpResponse operator()(const HttpRequest&) {
        return failures-- > 0 ? refusal(503) : HttpResponse{200, {}, R"({"total":0})"};
    }
};

BOOST_AUTO_TEST_CASE(moves_a_flow_to_its_end) {
    flameup::CallFlow<flameup::GetStatistics> flow(config(), {});
    hosts::Virtual host;
    Late late{3};
    BOOST_TEST(flameup::run(flow, std::ref(late), host));
    BOOST_TEST(flow.outcome().value()->total.value() == 0);
    BOOST_TEST(host.waits.size() == 3u);
    BOOST_TEST(flameup::run(flow, std::ref(late), host));
}

BOOST_AUTO_TEST_CASE(stops_where_the_host_says) {
    flameup::CallFlow<flameup::GetStatistics> flow(config(), {});
    hosts::Virtual host;
    host.waits_left = 1;
    Late late{3};
    BOOST_TEST(!flameup::run(flow, std::ref(late), host));
    BOOST_TEST(!flow.outcome().has_value());
    BOOST_TEST(flow.attempts().size() == 2u);
    host.waits_left = 5;
    BOOST_TEST(flameup::run(flow, std::ref(late), host));
    BOOST_TEST(flow.outcome()->has_value());
}

BOOST_AUTO_TEST_CASE(stops_where_its_user_says) {
    Flow flow(config());
    hosts::Virtual host;
    int yields = 0;
    const auto stops = [&yields](Flow& yielded) {
        yielded.add(batches::person("u"));
        return ++yields != 3;
    };
    BOOST_TEST(!flameup::run(flow, take_all, host, stops));
    BOOST_TEST(yields == 3);
    flow.close();
    std::size_t outcomes = 0;
    BOOST_TEST(flameup::run(flow, take_all, host,
                            [&outcomes](Flow& yielded) { outcomes += yielded.take().size(); }));
    BOOST_TEST(outcomes == 3u);
    Flow hungry(config());
    BOOST_TEST(!flameup::run(hungry, take_all, host)); // which has nobody who would feed it
}

BOOST_AUTO_TEST_SUITE_END()
