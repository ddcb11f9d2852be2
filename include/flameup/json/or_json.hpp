#ifndef FLAMEUP_JSON_OR_JSON_HPP
#define FLAMEUP_JSON_OR_JSON_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/describe/json_fwd.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/json/pass_over.hpp"
#include "flameup/json/raw_json.hpp"
#include "flameup/json/value_reader.hpp"
#include "flameup/value/nullable.hpp"

#include <cstddef>
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
template <class T> class OrJson : public detail::ValueHolder<T> {
  public:
    OrJson() : detail::ValueHolder<T>(std::in_place) {}
    /// Makes a member with a value.
    template <class U, std::enable_if_t<!std::is_same_v<std::decay_t<U>, OrJson> &&
                                            std::is_convertible_v<U&&, T>,
                                        int> = 0>
    OrJson(U&& value) : detail::ValueHolder<T>(std::in_place, std::forward<U>(value)) {}

    /// Makes a member of a JSON text, which is sent as it is; `build` refuses one that is no JSON.
    static OrJson from_text(std::string_view json) {
        OrJson result;
        result.value_.reset();
        result.json_ = json;
        return result;
    }

    /// Returns the JSON that came in place of a T: with U+FFFD for what is no UTF-8; empty if the
    /// member is a T.
    const std::string& json() const noexcept { return json_; }

    /// Makes the member a value, made from the arguments.
    template <class... Args> T& emplace(Args&&... args) {
        json_.clear();
        return this->value_.emplace(std::forward<Args>(args)...);
    }

    friend bool operator==(const OrJson& a, const OrJson& b) {
        return a.value_ == b.value_ && a.json_ == b.json_;
    }
    friend bool operator!=(const OrJson& a, const OrJson& b) { return !(a == b); }

  private:
    std::string json_;
};

namespace detail {

/// How an `OrJson<T>` is read and written.
template <class T> struct OrJsonCode<OrJson<T>> {
    static_assert(kind_of<T> != TypeKind::optional && kind_of<T> != TypeKind::nullable,
                  "flameup: an OrJson of an optional has no form in JSON: put the optional around");

    /// Reads a value, or keeps its JSON if it does not decode.
    static const char* read(ValueReader& reader, const char* p, OrJson<T>& value) {
        const std::size_t depth_left = reader.depth_left();
        const bool was_reused = std::exchange(reader.is_reused, value.has_value());
        const char* behind = detail::read_value(reader, p, value ? *value : value.emplace());
        reader.is_reused = was_reused;
        if (behind != nullptr) return behind;
        std::string json;
        behind = pass_over(reader, p, depth_left, json);
        if (behind != nullptr) value = OrJson<T>::from_text(json);
        return behind;
    }

    /// Tells whether a member can be written, with so much nesting at most.
    static bool is_json(const OrJson<T>& value, std::size_t max_depth) {
        return value.has_value() || detail::is_json(value.json(), max_depth);
    }

    /// Copies the JSON that came, and returns the end of the copy.
    static char* copy(const OrJson<T>& value, char* out) noexcept {
        return copy_compact(value.json(), out);
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
