#include "flameup/drive/system_host.hpp"

#include "flameup/drive/upsert_all.hpp"

#include "flow/batches_kit.hpp"
#include "threads.hpp"

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <csignal>
#include <set>
#include <thread>

BOOST_AUTO_TEST_SUITE(drive_system_host)

using flameup::SystemHost;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

BOOST_AUTO_TEST_CASE(tells_time_and_chance) {
    SystemHost host;
    std::set<std::uint64_t> random;
    milliseconds last = host.now().time;
    for (int i = 0; i != 100; ++i) {
        const flameup::Moment now = host.now();
        BOOST_TEST((now.time >= last));
        BOOST_TEST(now.date.has_value());
        last = now.time;
        random.insert(now.random);
    }
    BOOST_TEST(random.size() == 100u);
    SystemHost other;
    BOOST_TEST(random.count(other.now().random) == 0u);
}

BOOST_AUTO_TEST_CASE(sleeps_until_a_time) {
    SystemHost host;
    const milliseconds until = host.now().time + milliseconds(120);
    BOOST_TEST(host.wait_until(until));
    BOOST_TEST((host.now().time >= until));
    BOOST_TEST(host.wait_until(until)); // is over
    BOOST_TEST(host.wait_until((milliseconds::min)()));
}

BOOST_AUTO_TEST_CASE(is_stopped_by_another_thread) {
    SystemHost host;
    flameup_tests::Thread stopper([&host] {
        std::this_thread::sleep_for(milliseconds(20));
        host.stop();
    });
    const auto begin = steady_clock::now();
    BOOST_TEST(!host.wait_until((milliseconds::max)()));
    stopper.join();
    BOOST_TEST((steady_clock::now() - begin < std::chrono::seconds(5)));
    BOOST_TEST(!host.wait_until(milliseconds(0)));
    BOOST_TEST(host.is_stopped());
}

SystemHost* stopped = nullptr;

BOOST_AUTO_TEST_CASE(is_stopped_by_a_signal_handler) {
    SystemHost host;
    stopped = &host;
    const auto before = std::signal(SIGTERM, [](int) { stopped->stop(); });
    std::raise(SIGTERM);
    std::signal(SIGTERM, before);
    BOOST_TEST(!host.wait_until((milliseconds::max)()));
}

BOOST_AUTO_TEST_CASE(stops_a_run_between_two_requests) {
    SystemHost host;
    int requests = 0;
    const auto executor = [&](const flameup::HttpRequest&) {
        if (++requests == 3) host.stop();
        return batches::created(1);
    };
    flameup::BatchesOptions options;
    options.max_people = 1;
    batches::Ids texts;
    const auto result = flameup::upsert_all(
        batches::config(), executor, batches::people(5),
        [&texts](const auto& outcome) { texts.push_back(batches::of(outcome)); }, options, host);
    BOOST_TEST((result.error().kind == flameup::ErrorKind::cancelled));
    BOOST_TEST(requests == 3);
    BOOST_TEST((texts == batches::Ids{"0 created", "1 created", "2 created",
                                      "3 unsent 0 cancelled: the flow was cancelled",
                                      "4 unsent 0 cancelled: the flow was cancelled"}));
}

BOOST_AUTO_TEST_SUITE_END()
