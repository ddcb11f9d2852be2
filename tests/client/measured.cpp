#include "flameup/client/measured.hpp"

#include "flameup/client/client.hpp"
#include "flameup/client/layered.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/model.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <string>

BOOST_AUTO_TEST_SUITE(measured)

using flameup::HttpRequest;
using flameup::HttpResponse;
using flameup::Metrics;
using flameup::Result;
using std::chrono::microseconds;

BOOST_AUTO_TEST_CASE(counts_by_operation_and_outcome) {
    Metrics metrics;
    Result<HttpResponse> answer = HttpResponse{200, {}, "{}"};
    microseconds time{0}, taken{0};
    const auto executor = [&](const HttpRequest&) {
        time += taken;
        return answer;
    };
    flameup::Config config;
    config.api_key = "test_key";
    const flameup::Client client(
        config,
        flameup::layered(executor, flameup::measured(std::ref(metrics), [&time] { return time; })));
    const auto send = [&](Result<HttpResponse> next, int us) {
        answer = std::move(next);
        taken = microseconds(us);
        static_cast<void>(client.send(flameup::GetStatistics{}));
    };
    using flameup::ErrorKind;
    send(HttpResponse{200, {}, "{}"}, 5'000);
    send(HttpResponse{503, {}, ""}, 20'000'000);
    send(flameup::make_error(ErrorKind::transport, "cut", "it was cut"), 0);
    send(flameup::make_error(ErrorKind::cancelled, "dropped", "it was dropped"), 1);
    send(HttpResponse{200, {}, "{}"}, 5'001);
    static_cast<void>(client.send(flameup::GetPerson<>{"u1"}));
    BOOST_TEST(*flameup::to_json(metrics) ==
               R"({"calls":[)"
               R"({"operation":"get","outcome":"200","count":1,"sum_us":5001,"longest_us":5001,)"
               R"("buckets":[0,1,1,1,1,1,1,1,1,1,1]},)"
               R"({"operation":"stats","outcome":"200","count":2,"sum_us":10001,)"
               R"("longest_us":5001,"buckets":[1,2,2,2,2,2,2,2,2,2,2]},)"
               R"({"operation":"stats","outcome":"503","count":1,"sum_us":20000000,)"
               R"("longest_us":20000000,"buckets":[0,0,0,0,0,0,0,0,0,0,0]},)"
               R"({"operation":"stats","outcome":"cancelled","count":1,"sum_us":1,)"
               R"("longest_us":1,"buckets":[1,1,1,1,1,1,1,1,1,1,1]},)"
               R"({"operation":"stats","outcome":"cut","count":1,"sum_us":0,"longest_us":0,)"
               R"("buckets":[1,1,1,1,1,1,1,1,1,1,1]}]})");
}

BOOST_AUTO_TEST_CASE(writes_the_text_format_of_prometheus) {
    Metrics metrics;
    const std::string head = "# HELP flameup_request_duration_seconds Requests to the People API.\n"
                             "# TYPE flameup_request_duration_seconds histogram\n";
    BOOST_TEST(to_prometheus(metrics) == head);
    metrics({"get_person", "200", microseconds(7'500)});
    metrics({"get_person", "200", microseconds(30'000'001)});
    metrics({"a\"\\\n", "x", microseconds(1'000'000)});
    const auto lines = [](const std::string& labels, const std::vector<int>& counts,
                          const std::string& sum) {
        const char* const bounds[] = {"0.005", "0.01", "0.025", "0.05", "0.1", "0.25",
                                      "0.5",   "1",    "2.5",   "5",    "10",  "+Inf"};
        const std::string name = "flameup_request_duration_seconds";
        std::string text;
        for (std::size_t i = 0; i != counts.size(); ++i) {
            text += name + "_bucket{" + labels + ",le=\"" + bounds[i] + "\"} " +
                    std::to_string(counts[i]) + '\n';
        }
        return text + name + "_sum{" + labels + "} " + sum + '\n' + name + "_count{" + labels +
               "} " + std::to_string(counts.back()) + '\n';
    };
    BOOST_TEST(to_prometheus(metrics) == head +
                                             lines(R"(operation="a\"\\\n",outcome="x")",
                                                   {0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1}, "1") +
                                             lines(R"(operation="get_person",outcome="200")",
                                                   {0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2},
                                                   "30.007501"));
}

BOOST_AUTO_TEST_SUITE_END()
