#ifndef FLAMEUP_DRIVE_SYSTEM_HOST_HPP
#define FLAMEUP_DRIVE_SYSTEM_HOST_HPP

#include "flameup/flow/moment.hpp"
#include "flameup/value/timestamp_chrono.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <random>
#include <thread>

FLAMEUP_BEGIN_NAMESPACE

/// The machine's clocks, sleep and chance, for `run()`.
///
/// One for each thread that runs flows; only `stop()` may be called by others.
class SystemHost {
  public:
    SystemHost()
        : random_((std::uint64_t{std::random_device()()} << 32) ^ std::random_device()()) {}
    SystemHost(const SystemHost&) = delete;
    SystemHost& operator=(const SystemHost&) = delete;

    Moment now() {
        using std::chrono::milliseconds;
        const auto time = std::chrono::steady_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<milliseconds>(time), random_(),
                from_time_point(std::chrono::system_clock::now())};
    }

    /// Sleeps until a time of `now()`; returns false, at most 100 ms late, if it is to stop.
    bool wait_until(std::chrono::milliseconds until) {
        constexpr std::chrono::milliseconds longest{100};
        while (!is_stopped()) {
            const std::chrono::milliseconds time = now().time;
            if (time >= until) return true;
            std::this_thread::sleep_for((std::min)(until - time, longest));
        }
        return false;
    }

    /// Ends this wait and all that follow, and `run()` before its next step.
    ///
    /// For any thread, and for signal handlers.
    void stop() noexcept { is_stopped_.store(true, std::memory_order_relaxed); }

    bool is_stopped() const noexcept { return is_stopped_.load(std::memory_order_relaxed); }

  private:
    static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler stops it");

    std::mt19937_64 random_;
    std::atomic<bool> is_stopped_{false};
};

FLAMEUP_END_NAMESPACE

#endif
