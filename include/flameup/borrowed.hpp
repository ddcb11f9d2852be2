#ifndef FLAMEUP_BORROWED_HPP
#define FLAMEUP_BORROWED_HPP

#include "flameup/platform.hpp"

#include <memory>
#include <string>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// A result whose strings are views into the response's body, which it keeps.
///
/// It is what operations return whose `Response` has a `std::string_view` somewhere, as
/// `ListPeople<Traits, std::string_view>`. The views are good as long as this object, or the one
/// that it was moved to. Copy what is to outlive it into strings. In the body, strings that had
/// escapes have been replaced by what they mean.
template <class T> class Borrowed {
  public:
    Borrowed(std::unique_ptr<const std::string> body, T value)
        : body_(std::move(body)), value_(std::move(value)) {}

    const T& operator*() const& noexcept { return value_; }
    const T& operator*() const&& = delete; // its views would be good for nothing
    const T* operator->() const noexcept { return &value_; }

  private:
    std::unique_ptr<const std::string> body_; // whose bytes stay where they are
    T value_;
};

FLAMEUP_END_NAMESPACE

#endif
