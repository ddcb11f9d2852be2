#ifndef FLAMEUP_EXAMPLES_PEOPLE_HOST_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_HOST_HPP

// The host of imports and exports: it shows progress while it waits, and a signal stops it.

#include "progress.hpp"

#include <flameup/drive/system_host.hpp>
#include <flameup/flow/moment.hpp>

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>

namespace people_tool {

class Host {
  public:
    explicit Host(Progress& progress) : progress_(progress) {}

    flameup::Moment now() { return system_.now(); }

    bool wait_until(std::chrono::milliseconds until) {
        for (;;) {
            progress_.show();
            const auto next = (std::min)(until, now().time + std::chrono::milliseconds(100));
            if (!system_.wait_until(next)) return false;
            if (next == until) return true;
        }
    }

    void stop() noexcept { system_.stop(); }
    bool is_stopped() const noexcept { return system_.is_stopped(); }

  private:
    flameup::SystemHost system_;
    Progress& progress_;
};

/// While it exists, the first SIGINT or SIGTERM stops the host, and the next one the program.
///
/// It also ignores SIGPIPE, so that writing to a closed pipe is an error like others.
class StopOnSignal {
  public:
    explicit StopOnSignal(Host& host) {
        stopped_.store(&host);
        struct sigaction action {};
        action.sa_handler = [](int) {
            stopped_.load()->stop();
            ::signal(SIGINT, SIG_DFL);
            ::signal(SIGTERM, SIG_DFL);
        };
        action.sa_flags = SA_RESTART; // system calls in progress continue
        ::sigaction(SIGINT, &action, nullptr);
        ::sigaction(SIGTERM, &action, nullptr);
        ::signal(SIGPIPE, SIG_IGN);
    }
    StopOnSignal(const StopOnSignal&) = delete;
    StopOnSignal& operator=(const StopOnSignal&) = delete;
    ~StopOnSignal() {
        ::signal(SIGINT, SIG_DFL);
        ::signal(SIGTERM, SIG_DFL);
    }

  private:
    static inline std::atomic<Host*> stopped_{nullptr};
    static_assert(std::atomic<Host*>::is_always_lock_free, "a signal handler reads it");
};

} // namespace people_tool

#endif
