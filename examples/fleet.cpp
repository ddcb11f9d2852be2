// Simulates a month of twenty clients that share one rate limit, with outages of the server, and
// compares immediate retries with backoff and with a rate budget. Nothing waits; every run prints
// the same.
#include <flameup.hpp>
#include <flameup/flow/call_flow.hpp>

#include <algorithm>
#include <cstdio>
#include <deque>
#include <memory>
#include <optional>
#include <queue>
#include <random>
#include <vector>

namespace {

using std::chrono::milliseconds;
constexpr milliseconds minute{60'000}, hour{3'600'000}, day{86'400'000};

constexpr std::size_t clients = 20;
constexpr milliseconds month = 30 * day;
constexpr milliseconds round_trip{250};

/// Allows 120 requests a minute from all clients together. Every fifth night it fails for ten
/// minutes, at the time when all clients upload what they collected in the day.
class Server {
  public:
    std::size_t requests = 0, refused = 0, in_outages = 0, most_in_a_minute = 0;

    flameup::Result<flameup::HttpResponse> answer(milliseconds now) {
        ++requests;
        const auto window = now / minute;
        if (std::exchange(window_, window) != window) in_window_ = 0;
        most_in_a_minute = (std::max)(most_in_a_minute, ++in_window_);
        const auto into_night = now % day - 2 * hour;
        if ((now / day) % 5 == 0 && into_night >= milliseconds(0) && into_night < 10 * minute) {
            ++in_outages;
            if (requests % 2 == 0)
                return flameup::make_error(flameup::ErrorKind::transport, "refused", "refused");
            return flameup::HttpResponse{503, {}, {}};
        }
        flameup::HttpResponse response{200, {}, "{}"};
        const std::size_t left = 120 - (std::min<std::size_t>)(in_window_, 120);
        response.headers.add("X-RateLimit-Limit", "120");
        response.headers.add("X-RateLimit-Remaining", std::to_string(left));
        response.headers.add("X-RateLimit-Reset", std::to_string((window + 1) * 60));
        if (in_window_ > 120) {
            ++refused;
            response.status = 429;
            const auto wait = std::chrono::ceil<std::chrono::seconds>(minute - now % minute);
            response.headers.add("Retry-After", std::to_string(wait.count()));
        }
        return response;
    }

  private:
    std::int64_t window_ = -1;
    std::size_t in_window_ = 0;
};

/// A device; it sends its calls one after another.
struct Client {
    flameup::FlowOptions options;
    std::deque<milliseconds> calls; // the time at which each became due
    std::optional<flameup::CallFlow<flameup::UpsertPerson<>>> flow;
    bool is_answered = false; // the request in flight has its response
};

/// Which rate budgets there are: none, one for each client, or one for all (clients in one
/// process).
enum class Budget { none, own, shared };

struct Report {
    std::size_t calls = 0, failed = 0;
    std::vector<milliseconds> delays; // from the time at which a call became due to its success
};

/// Runs the month with one strategy.
class Simulation {
  public:
    Simulation(const flameup::RetryPolicy& retry, Budget budget) : fleet_(clients) {
        config_.api_key = "YOUR_API_KEY";
        const auto shared = std::make_shared<flameup::RateBudget>();
        for (std::size_t i = 0; i != clients; ++i) {
            fleet_[i].options.retry = retry;
            if (budget == Budget::own) {
                fleet_[i].options.budget = std::make_shared<flameup::RateBudget>();
            }
            if (budget == Budget::shared) fleet_[i].options.budget = shared;
            // A call about every ten minutes, and forty at two o'clock in the night.
            for (milliseconds at{0}; at < month;
                 at += milliseconds(draw() % (20 * minute.count()))) {
                fleet_[i].calls.push_back(at);
            }
            for (milliseconds at = 2 * hour; at < month; at += day) {
                fleet_[i].calls.insert(fleet_[i].calls.end(), 40, at);
            }
            std::sort(fleet_[i].calls.begin(), fleet_[i].calls.end());
            due_.push({fleet_[i].calls.front(), i});
        }
    }

    void run() {
        while (!due_.empty()) {
            const auto [time, index] = due_.top();
            due_.pop();
            advance(fleet_[index], index, time);
        }
    }

    Server server;
    Report report;

  private:
    using Due = std::pair<milliseconds, std::size_t>;

    std::uint64_t draw() { return random_(); }

    void advance(Client& client, std::size_t index, milliseconds time) {
        const flameup::Moment now{time, draw(), flameup::Timestamp{time.count() / 1000, 0}};
        if (std::exchange(client.is_answered, false))
            client.flow->receive(server.answer(time), now);
        if (!client.flow) {
            flameup::UpsertPerson<> upsert;
            upsert.userId = "device_" + std::to_string(index);
            client.flow.emplace(config_, upsert, client.options);
        }
        const flameup::Step step = client.flow->next(now);
        switch (step.kind) {
        case flameup::Step::Kind::send:
            client.is_answered = true;
            due_.push({time + round_trip, index});
            break;
        case flameup::Step::Kind::wait:
        case flameup::Step::Kind::yield: due_.push({step.until, index}); break;
        case flameup::Step::Kind::finished: finish(client, index, time); break;
        }
    }

    void finish(Client& client, std::size_t index, milliseconds time) {
        ++report.calls;
        if (client.flow->outcome()->has_value()) {
            report.delays.push_back(time - client.calls.front());
        } else {
            ++report.failed;
        }
        client.flow.reset();
        client.calls.pop_front();
        if (!client.calls.empty()) due_.push({(std::max)(time, client.calls.front()), index});
    }

    flameup::Config config_;
    std::mt19937_64 random_{20240115};
    std::vector<Client> fleet_;
    std::priority_queue<Due, std::vector<Due>, std::greater<>> due_;
};

void print(const char* name, const flameup::RetryPolicy& retry, Budget budget) {
    Simulation simulation(retry, budget);
    simulation.run();
    Report& report = simulation.report;
    const Server& server = simulation.server;
    std::sort(report.delays.begin(), report.delays.end());
    const auto seconds = [&report](std::size_t percent) {
        if (report.delays.empty()) return 0.0;
        return static_cast<double>(
                   report.delays[(report.delays.size() - 1) * percent / 100].count()) /
               1000;
    };
    std::printf("%-28s %7zu %7zu %9zu %8zu %8zu %8zu %8.1f %8.1f\n", name, report.calls,
                report.failed, server.requests, server.refused, server.in_outages,
                server.most_in_a_minute, seconds(50), seconds(99));
}

} // namespace

int main() {
    flameup::RetryPolicy naive;
    naive.max_attempts = 1'000;
    naive.max_wait = milliseconds(0); // even if the server advises a wait
    flameup::RetryPolicy patient;     // the default, and an hour in all
    patient.max_attempts = 100;
    patient.max_total = hour;

    std::printf("30 days, %zu clients, 120 requests a minute for all, 6 outages of 10 minutes\n\n",
                clients);
    std::printf("%-28s %7s %7s %9s %8s %8s %8s %8s %8s\n", "", "calls", "failed", "requests",
                "429s", "in out-", "most in", "median", "99 %");
    std::printf("%-28s %7s %7s %9s %8s %8s %8s %8s %8s\n", "", "", "", "", "", "ages", "a minute",
                "s", "s");
    print("retried at once", naive, Budget::none);
    print("backoff", flameup::RetryPolicy(), Budget::none);
    print("backoff, an hour", patient, Budget::none);
    print("backoff, an hour, budgets", patient, Budget::own);
    print("backoff, an hour, one budget", patient, Budget::shared);
}
