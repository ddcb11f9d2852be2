#ifndef FLAMEUP_TESTING_RATE_WINDOWS_HPP
#define FLAMEUP_TESTING_RATE_WINDOWS_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// The state of a key's window after a request.
struct RateState {
    bool allowed = true;        ///< Whether the request is within the limit.
    std::int64_t remaining = 0; ///< Requests that the window still allows.
    std::int64_t reset = 0;     ///< When the next window begins, in seconds of `now`'s clock.
};

/// Counts the requests of each key in windows of a minute; a request after the end opens the next.
class RateWindows {
  public:
    /// Counts a request if its window has room. `key` is the key's number or hash, `now` in
    /// seconds.
    RateState count(std::size_t key, std::int64_t limit, std::int64_t now) {
        auto entry = windows_.find(key);
        if (entry == windows_.end() || is_over(entry->second, now)) {
            forget_over(now);
            entry = windows_.insert_or_assign(key, Window{now, 0}).first;
        }
        Window& current = entry->second;
        const bool allowed = current.used < limit;
        if (allowed) ++current.used;
        return {allowed, limit - current.used, current.start + length};
    }

  private:
    static constexpr std::int64_t length = 60;

    struct Window {
        std::int64_t start = 0;
        std::int64_t used = 0;
    };

    // A clock that goes back ends the window too, so that none lasts longer than a minute.
    static bool is_over(const Window& window, std::int64_t now) {
        return now < window.start || now - window.start >= length;
    }

    // A client that sends a new key with each request must not fill the memory.
    void forget_over(std::int64_t now) {
        if (windows_.size() < forget_at_) return;
        for (auto entry = windows_.begin(); entry != windows_.end();) {
            entry = is_over(entry->second, now) ? windows_.erase(entry) : std::next(entry);
        }
        forget_at_ = 2 * windows_.size() + first_forget_at;
    }

    static constexpr std::size_t first_forget_at = 64;

    std::map<std::size_t, Window> windows_;
    std::size_t forget_at_ = first_forget_at;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
