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

/// The machine's clocks, sleep and random numbers, for `run()`.
///
/// Each thread that runs flows has its own; other threads may only call `stop()`.
class SystemHost {
  public:
    /// Seeds the random numbers from `std::random_device`.
    SystemHost()
        : random_((std::uint64_t{std::random_device()()} << 32) ^ std::random_device()()) {}
    SystemHost(const SystemHost&) = delete;
    SystemHost& operator=(const SystemHost&) = delete;

    /// Returns the time and fresh random bits.
    Moment now() {
        using std::chrono::milliseconds;
        const auto time = std::chrono::steady_clock::now().time_since_epoch();
        return {std::chrono::duration_cast<milliseconds>(time), random_(),
                from_time_point(std::chrono::system_clock::now())};
    }

    /// Sleeps until a time on the clock of `now().time`; returns true then, and false at most 100
    /// ms after `stop()` was called.
    bool wait_until(std::chrono::milliseconds until) {
        constexpr std::chrono::milliseconds longest{100};
        while (!is_stopped()) {
            const std::chrono::milliseconds time = now().time;
            if (time >= until) return true;
            std::this_thread::sleep_for((std::min)(until - time, longest));
        }
        return false;
    }

    /// Ends this wait and all that follow, and has `run()` return before its next step.
    ///
    /// May be called on any thread, and in a signal handler.
    void stop() noexcept { is_stopped_.store(1, std::memory_order_relaxed); }

    /// Tells whether `stop()` was called.
    bool is_stopped() const noexcept { return is_stopped_.load(std::memory_order_relaxed) != 0; }

  private:
    // Not bool: g++ 12 has no lock-free atomic bytes for RISC-V.
    static_assert(std::atomic<int>::is_always_lock_free, "a signal handler stops it");

    std::mt19937_64 random_;
    std::atomic<int> is_stopped_{0};
};

FLAMEUP_END_NAMESPACE

#endif
