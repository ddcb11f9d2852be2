#ifndef FLAMEUP_JSON_OR_JSON_HPP
#define FLAMEUP_JSON_OR_JSON_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/describe/json_fwd.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// A member that is a T, or the JSON that came in its place.
///
/// It is for members whose type other programs do not keep to, such as traits: a value of another
/// type, an unknown name or a number out of range is then no error. `T` is any type that a member
/// may have, except `std::optional` and `Nullable`, which go around it: `std::optional<OrJson<T>>`.
template <class T> class OrJson {
  public:
    OrJson() : value_(std::in_place) {}
    /// Makes a member with a value.
    template <class U, std::enable_if_t<!std::is_same_v<std::decay_t<U>, OrJson> &&
                                            std::is_convertible_v<U&&, T>,
                                        int> = 0>
    OrJson(U&& value) : value_(std::in_place, std::forward<U>(value)) {}

    /// Makes a member of a JSON text, which is sent as it is; `build` refuses one that is no JSON.
    static OrJson from_text(std::string_view json) {
        OrJson result;
        result.value_.reset();
        result.json_ = json;
        return result;
    }

    /// Tells whether the member is a T.
    bool has_value() const noexcept { return value_.has_value(); }
    /// Tells whether the member is a T, as `has_value()`.
    explicit operator bool() const noexcept { return has_value(); }

    /// Returns the value; undefined unless `has_value()`.
    T& operator*() noexcept { return *value_; }
    /// Returns the value; undefined unless `has_value()`.
    const T& operator*() const noexcept { return *value_; }
    /// Returns a pointer to the value; undefined unless `has_value()`.
    T* operator->() noexcept { return &*value_; }
    /// Returns a pointer to the value; undefined unless `has_value()`.
    const T* operator->() const noexcept { return &*value_; }

    /// Returns the value, or `other` where the member is none.
    template <class U> T value_or(U&& other) const {
        return value_.value_or(std::forward<U>(other));
    }

    /// Returns the JSON that came in place of a T: with U+FFFD for what is no UTF-8; empty if the
    /// member is a T.
    const std::string& json() const noexcept { return json_; }

    /// Makes the member a value, made from the arguments.
    template <class... Args> T& emplace(Args&&... args) {
        json_.clear();
        return value_.emplace(std::forward<Args>(args)...);
    }

    friend bool operator==(const OrJson& a, const OrJson& b) {
        return a.value_ == b.value_ && a.json_ == b.json_;
    }
    friend bool operator!=(const OrJson& a, const OrJson& b) { return !(a == b); }

  private:
    std::optional<T> value_;
    std::string json_;
};

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
