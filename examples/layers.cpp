// Layers around an executor (a log, metrics, a trace, one of your own), and options of one call.
#include <flameup.hpp>
#include <flameup/client/layered.hpp>
#include <flameup/client/logged.hpp>
#include <flameup/client/measured.hpp>
#include <flameup/client/traced.hpp>
#include <flameup/testing/people_service.hpp>

#include <chrono>
#include <iostream>

struct Build {
    auto operator()(flameup::HttpRequest& request) const {
        request.headers.add("X-Build", "1.4.2");
        return [](flameup::Result<flameup::HttpResponse>& outcome) {
            if (!outcome) std::clog << "no response: " << outcome.error() << '\n';
        };
    }
};

int main() {
    const flameup::Config config{"YOUR_API_KEY"};
    flameup::Metrics metrics;
    const auto now = &std::chrono::steady_clock::now;
    const auto log = [](const flameup::LogEvent& event) { std::clog << to_string(event) << '\n'; };
    const auto trace = [] { // of the span that is current
        return flameup::Traceparent::parse(
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    };
    const flameup::Client people(config, flameup::layered(flameup::testing::PeopleService(),
                                                          flameup::logged(log, now),
                                                          flameup::measured(std::ref(metrics), now),
                                                          flameup::traced(trace), Build()));
    flameup::CallOptions call;
    call.timeout_ms = 2'000;
    call.headers = {{"Idempotency-Key", "5e4c"}};
    const auto statistics = people.send(flameup::GetStatistics{}, call);
    std::cout << to_prometheus(metrics);
    return statistics && metrics.calls.size() == 1 ? 0 : 1;
}
