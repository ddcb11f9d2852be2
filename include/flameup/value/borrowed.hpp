#ifndef FLAMEUP_VALUE_BORROWED_HPP
#define FLAMEUP_VALUE_BORROWED_HPP

#include "flameup/platform.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

namespace detail {

/// A response's body, and the text of its strings with escapes; the bytes of both stay where they
/// are when this moves.
class KeptBody {
  public:
    explicit KeptBody(std::string text) : texts_(3) { texts_[0] = std::move(text); }
    KeptBody(KeptBody&&) = default;
    KeptBody& operator=(KeptBody&&) = default;

    std::string_view text() const noexcept { return texts_[0]; }
    std::string take() && { return std::move(texts_[0]); }

    /// Returns what is to keep the text of strings with escapes; empty at first.
    std::string& unescaped() noexcept { return texts_[1]; }

    /// Returns what is to keep a copy of the text without what is ill-formed; empty at first.
    std::string& mended() noexcept { return texts_[2]; }

  private:
    std::vector<std::string> texts_; // on the heap, since short strings hold their bytes themselves
};

} // namespace detail

/// A result whose strings are views into the response's body, which it keeps.
///
/// Operations return it if their `Response` has a `std::string_view` at any depth, such as
/// `ListPeople<Traits, std::string_view>`. The views are valid as long as this object, or the one
/// that it was moved to. Copy what must live longer into strings. Strings with escapes are decoded
/// into a second buffer, which takes up to the body's size if there are any.
template <class T> class Borrowed {
  public:
    /// Takes a body, and a value whose views point into it.
    Borrowed(detail::KeptBody body, T value) : body_(std::move(body)), value_(std::move(value)) {}

    /// Returns the value; its views are good as long as this object.
    const T& operator*() const& noexcept { return value_; }
    const T& operator*() const&& = delete; // its views would dangle
    /// Returns a pointer to the value; it and the views are good as long as this object.
    const T* operator->() const& noexcept { return &value_; }
    const T* operator->() const&& = delete;

  private:
    detail::KeptBody body_;
    T value_;
};

FLAMEUP_END_NAMESPACE

#endif
