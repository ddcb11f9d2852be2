#include "flameup/client/arrival.hpp"

#include "threads.hpp"

#include <boost/test/unit_test.hpp>

#include <memory>
#include <thread>
#include <utility>

BOOST_AUTO_TEST_SUITE(arrival)

using Arrival = flameup::detail::Arrival<std::unique_ptr<int>>;

BOOST_AUTO_TEST_CASE(is_there_when_it_was_put_in) {
    Arrival arrival;
    BOOST_TEST(!arrival.is_there());
    arrival.put(std::make_unique<int>(7));
    BOOST_TEST(arrival.is_there());
    const std::unique_ptr<int> taken = std::move(arrival.value());
    BOOST_TEST(*taken == 7);
}

BOOST_AUTO_TEST_CASE(comes_whole_to_another_thread) {
    for (int i = 0; i != 100; ++i) {
        Arrival arrival;
        flameup_tests::Thread sender([&arrival, i] { arrival.put(std::make_unique<int>(i)); });
        while (!arrival.is_there()) std::this_thread::yield();
        BOOST_TEST(*arrival.value() == i);
        sender.join();
    }
}

BOOST_AUTO_TEST_SUITE_END()
