#ifndef FLAMEUP_VALUE_BORROWED_HPP
#define FLAMEUP_VALUE_BORROWED_HPP

#include "flameup/platform.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {

/// A response's body, whose bytes stay where they are when this moves.
class KeptBody {
  public:
    explicit KeptBody(std::string text) { one_.push_back(std::move(text)); }
    KeptBody(KeptBody&&) = default;
    KeptBody& operator=(KeptBody&&) = default;

    std::string_view text() const noexcept { return one_.front(); }
    std::string take() && { return std::move(one_.front()); }

  private:
    std::vector<std::string> one_; // since strings that are short have no memory of their own
};

} // namespace detail

/// A result whose strings are views into the response's body, which it keeps.
///
/// It is what operations return whose `Response` has a `std::string_view` somewhere, as
/// `ListPeople<Traits, std::string_view>`. The views are good as long as this object, or the one
/// that it was moved to. Copy what is to outlive it into strings. In the body, strings that had
/// escapes have been replaced by what they mean.
template <class T> class Borrowed {
  public:
    Borrowed(detail::KeptBody body, T value) : body_(std::move(body)), value_(std::move(value)) {}

    const T& operator*() const& noexcept { return value_; }
    const T& operator*() const&& = delete; // its views would be good for nothing
    const T* operator->() const& noexcept { return &value_; }
    const T* operator->() const&& = delete;

  private:
    detail::KeptBody body_;
    T value_;
};

FLAMEUP_END_NAMESPACE

#endif
