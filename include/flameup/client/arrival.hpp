#ifndef FLAMEUP_CLIENT_ARRIVAL_HPP
#define FLAMEUP_CLIENT_ARRIVAL_HPP

#include "flameup/platform.hpp"

#include <atomic>
#include <optional>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A value that one thread puts in once, and that another one may read as soon as it is there.
template <class T> class Arrival {
  public:
    /// Puts the value in; called once.
    void put(T value) {
        value_.emplace(std::move(value));
        is_there_.store(true, std::memory_order_release);
    }

    /// Tells whether the value is there: if it is, the thread that asks may use it.
    bool is_there() const noexcept { return is_there_.load(std::memory_order_acquire); }

    /// Returns the value, which must be there.
    T& value() noexcept { return *value_; }

  private:
    std::optional<T> value_;
    std::atomic<bool> is_there_{false};
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
