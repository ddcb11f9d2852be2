#ifndef FLAMEUP_VALUE_NULLABLE_HPP
#define FLAMEUP_VALUE_NULLABLE_HPP

#include "flameup/platform.hpp"

#include <optional>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// The type of `null`.
struct Null {
    friend constexpr bool operator==(Null, Null) noexcept { return true; }
    friend constexpr bool operator!=(Null, Null) noexcept { return false; }
};

/// JSON's null: assigned to a `Nullable` trait, it removes the trait in an update.
inline constexpr Null null{};

namespace detail {

/// A member that has a value or none: what `Nullable` and `OrJson` share.
template <class T> class ValueHolder {
  public:
    /// Tells whether the member has a value.
    bool has_value() const noexcept { return value_.has_value(); }
    /// Tells whether the member has a value, as `has_value()`.
    explicit operator bool() const noexcept { return has_value(); }

    /// Returns the value; undefined unless `has_value()`.
    T& operator*() noexcept { return *value_; }
    /// Returns the value; undefined unless `has_value()`.
    const T& operator*() const noexcept { return *value_; }
    /// Returns a pointer to the value; undefined unless `has_value()`.
    T* operator->() noexcept { return &*value_; }
    /// Returns a pointer to the value; undefined unless `has_value()`.
    const T* operator->() const noexcept { return &*value_; }

    /// Returns the value, or `other` where the member has none.
    template <class U> T value_or(U&& other) const {
        return value_.value_or(std::forward<U>(other));
    }

  protected:
    ValueHolder() = default;
    template <class... Args>
    explicit ValueHolder(std::in_place_t, Args&&... args)
        : value_(std::in_place, std::forward<Args>(args)...) {}

    std::optional<T> value_;
};

} // namespace detail

/// A member that is absent, null or a value; absent at first.
///
/// `std::optional` is for members that are absent or a value.
template <class T> class Nullable : public detail::ValueHolder<T> {
    template <class U>
    static constexpr bool is_value =
        !std::is_same_v<std::decay_t<U>, Nullable> && !std::is_same_v<std::decay_t<U>, Null> &&
        std::is_constructible_v<T, U&&>;

  public:
    Nullable() = default;
    /// Makes a null member.
    Nullable(Null) noexcept : null_(true) {}
    /// Makes a member with a value.
    template <class U, std::enable_if_t<is_value<U> && std::is_convertible_v<U&&, T>, int> = 0>
    Nullable(U&& value) : detail::ValueHolder<T>(std::in_place, std::forward<U>(value)) {}
    /// Makes a member with a value of a type that converts explicitly.
    template <class U, std::enable_if_t<is_value<U> && !std::is_convertible_v<U&&, T>, int> = 0>
    explicit Nullable(U&& value) : detail::ValueHolder<T>(std::in_place, std::forward<U>(value)) {}

    /// Tells whether the member is absent: neither null nor a value.
    bool is_absent() const noexcept { return !null_ && !this->has_value(); }
    /// Tells whether the member is null.
    bool is_null() const noexcept { return null_; }

    /// Makes the member absent.
    void reset() noexcept {
        this->value_.reset();
        null_ = false;
    }

    /// Makes the member a value, made from the arguments.
    template <class... Args> T& emplace(Args&&... args) {
        null_ = false;
        return this->value_.emplace(std::forward<Args>(args)...);
    }

    friend bool operator==(const Nullable& a, const Nullable& b) {
        return a.null_ == b.null_ && a.value_ == b.value_;
    }
    friend bool operator!=(const Nullable& a, const Nullable& b) { return !(a == b); }

  private:
    bool null_ = false;
};

FLAMEUP_END_NAMESPACE

#endif
