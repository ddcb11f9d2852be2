#ifndef FLAMEUP_EXAMPLES_PEOPLE_RUNNING_HOST_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_RUNNING_HOST_HPP

// The host of imports and exports: it shows progress while it waits, and a signal stops it.

#include "../system/system.hpp"
#include "progress.hpp"

#include <flameup/drive/system_host.hpp>
#include <flameup/flow/moment.hpp>

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <string_view>

namespace people_tool {

class Host {
  public:
    explicit Host(Progress& progress) : progress_(progress) {}

    flameup::Moment now() { return system_.now(); }

    bool wait_until(std::chrono::milliseconds until) {
        say_wait(until);
        for (;;) {
            progress_.show();
            const auto next = (std::min)(until, now().time + std::chrono::milliseconds(100));
            if (!system_.wait_until(next)) return false;
            if (next == until) return true;
        }
    }

    /// With `--verbose`, prints a line for a wait.
    void say_wait(std::chrono::milliseconds until) {
        if (!printing().is_verbose || until <= now().time) return;
        const std::chrono::duration<double> time = until - now().time;
        std::fprintf(stderr, "people: waiting %.3f s\n", time.count());
    }

    /// Stops the host; the second call also ends what is in flight. Signal handlers may call it.
    void stop() noexcept {
        if (is_stopped()) is_hurried_.store(1);
        system_.stop();
    }
    bool is_stopped() const noexcept { return system_.is_stopped(); }

    /// Tells whether what is in flight is to be given up: `stop` was called twice, or `patience`
    /// ago. Transports ask this again and again while a request is in flight, on any thread.
    bool gives_up() noexcept {
        if (!is_stopped()) return false;
        const Clock::rep time = Clock::now().time_since_epoch().count();
        Clock::rep last = 0; // not known yet
        if (last_.compare_exchange_strong(last, time + Clock::duration(patience).count()))
            return is_hurried_.load() != 0;
        return is_hurried_.load() != 0 || time >= last;
    }

  private:
    friend class StopOnSignal;
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::seconds patience{5}; // with a request, after `stop`
    static_assert(std::atomic<int>::is_always_lock_free, "a signal handler sets it");

    flameup::SystemHost system_;
    Progress& progress_;
    std::atomic<int> is_hurried_{0};  // not bool: see SystemHost
    std::atomic<Clock::rep> last_{0}; // when what is in flight is given up; 0 before `stop`
};

/// While it exists, the first SIGINT or SIGTERM stops the host, the second one ends what is in
/// flight, and the third one ends the program.
///
/// It also ignores SIGPIPE, so that writing to a closed pipe is an error like others.
class StopOnSignal {
  public:
    /// `goes_on` tells whether the same command continues what is stopped.
    StopOnSignal(Host& host, bool goes_on) {
        goes_on_.store(goes_on ? 1 : 0);
        stopped_.store(&host);
        catch_signals(&StopOnSignal::handle);
        ignore_broken_pipes();
    }
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;
    ~StopOnSignal() { catch_signals(SIG_DFL); }

  private:
    static void handle(int) {
        const int problem = errno;
        Host& stopped = *stopped_.load();
        if (stopped.is_stopped()) {
            catch_signals(SIG_DFL);
        } else {
            catch_signals(&StopOnSignal::handle); // again, as Windows forgets it
            std::string_view words =
                goes_on_.load() != 0
                    ? "\r\x1b[Kpeople: stopping after what is in flight, which a "
                      "second Ctrl-C ends; the same command goes on from there\n"
                    : "\r\x1b[Kpeople: stopping after what is in flight, which a "
                      "second Ctrl-C ends; without --state, the same command begins "
                      "again\n";
            if (!stopped.progress_.is_terminal()) words.remove_prefix(4); // there is no bar
            [[maybe_unused]] const auto size =
                write_some(STDERR_FILENO, words.data(), words.size());
        }
        stopped.stop();
        errno = problem;
    }

    static inline std::atomic<Host*> stopped_{nullptr};
    static inline std::atomic<int> goes_on_{0};
    static_assert(std::atomic<Host*>::is_always_lock_free, "a signal handler reads it");
};

} // namespace people_tool

#endif
