#ifndef FLAMEUP_TESTS_DRIVE_HOSTS_HPP
#define FLAMEUP_TESTS_DRIVE_HOSTS_HPP

// Hosts whose time passes as the test says, and chance that is the same each time.

#include "flameup/flow/moment.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <random>
#include <utility>
#include <vector>

namespace hosts {

using std::chrono::milliseconds;

/// Waits by setting its clock.
struct Virtual {
    milliseconds time{1'000'000};
    std::mt19937_64 random{1};
    std::vector<milliseconds> waits{};
    std::size_t waits_left = 1'000'000; ///< Then it stops.

    flameup::Moment now() {
        flameup::Moment moment = now_without_chance();
        moment.random = random();
        return moment;
    }

    flameup::Moment now_without_chance() const {
        constexpr std::int64_t start = 1'705'314'600; // 2024-01-15T10:30:00Z
        return {time, 0, flameup::Timestamp{start + time.count() / 1000, 0}};
    }

    bool wait_until(milliseconds until) {
        if (waits_left == 0) return false;
        --waits_left;
        waits.push_back(until - time);
        time = (std::max)(time, until);
        return true;
    }
};

/// Keeps functions until `fire()` lets their time come.
struct Timers : Virtual {
    std::multimap<milliseconds, std::function<void()>> pending{};

    void call_at(milliseconds at, std::function<void()> function) {
        pending.emplace(at, std::move(function));
    }

    /// Calls the first one that is due next; false if there is none.
    bool fire() {
        if (pending.empty()) return false;
        auto first = pending.extract(pending.begin());
        wait_until(first.key());
        first.mapped()();
        return true;
    }
};

} // namespace hosts

#endif
