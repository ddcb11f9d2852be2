#ifndef FLAMEUP_TEXT_TEXT_FORM_HPP
#define FLAMEUP_TEXT_TEXT_FORM_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/platform.hpp"
#include "flameup/text/has_text_form.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE

/// How a type of yours is a string: in JSON, in a query and in a path.
///
/// Specialise it before the first use of the type in a described struct, with these static members:
///
/// - `constexpr std::string_view name = "uuid"`: the form's name in errors, whose code is then
///   `invalid_uuid`; 1 to 32 lower-case letters, digits, `-` and `_`.
/// - `const char* from_text(std::string_view text, T& value)`: sets `value`, which may hold data of
///   an earlier read, and returns null; or returns why it cannot, as a text that lives on, such as
///   a literal. `text` is well-formed UTF-8 of any characters, NUL included, and is valid until the
///   function returns.
/// - `constexpr std::size_t longest = 36` (1 to 1024), and
///   `char* to_text(const T& value, char (&out)[longest])`: writes the text, of at most `longest`
///   bytes, and returns its end; or returns null for a value that has no text.
/// - For texts without a bound, in place of both: `bool to_text(const T& value, std::string& out)`,
///   which appends the text to an empty string; or returns false for a value that has no text.
///
/// The text is escaped in JSON and percent-encoded in URLs. A value is refused if it has no text,
/// or one that is not well-formed UTF-8, as a `std::string` is.
template <class T> struct TextForm;

namespace detail {

template <class T, class = void> struct has_longest : std::false_type {};
template <class T>
struct has_longest<T, std::void_t<decltype(TextForm<T>::longest)>> : std::true_type {};

template <class T, class = void> struct is_form_named : std::false_type {};
template <class T>
struct is_form_named<T, std::void_t<decltype(std::string_view(TextForm<T>::name))>>
    : std::true_type {};

template <class T, class = void> struct is_form_read : std::false_type {};
template <class T>
struct is_form_read<
    T, std::void_t<decltype(TextForm<T>::from_text(std::string_view(), std::declval<T&>()))>>
    : std::is_same<decltype(TextForm<T>::from_text(std::string_view(), std::declval<T&>())),
                   const char*> {};

template <class T, class Out, class Returned, class = void>
struct is_form_written : std::false_type {};
template <class T, class Out, class Returned>
struct is_form_written<
    T, Out, Returned,
    std::void_t<decltype(TextForm<T>::to_text(std::declval<const T&>(), std::declval<Out&>()))>>
    : std::is_same<decltype(TextForm<T>::to_text(std::declval<const T&>(), std::declval<Out&>())),
                   Returned> {};

/// Tells whether a form's name can be a part of an error's code.
constexpr bool is_form_name(std::string_view name) noexcept {
    for (const char c : name) {
        const bool is_letter = c >= 'a' && c <= 'z';
        if (!is_letter && (c < '0' || c > '9') && c != '-' && c != '_') return false;
    }
    return !name.empty() && name.size() <= 32;
}

/// Returns the bound of a form, 0 if it has none.
template <class T> constexpr std::size_t longest_form() {
    if constexpr (has_longest<T>::value)
        return TextForm<T>::longest;
    else
        return 0;
}

/// A `TextForm` that was checked; one that lacks something does not compile.
template <class T> struct CheckedForm {
    static_assert(is_form_named<T>::value, "flameup: a TextForm has a name");
    static_assert(is_form_name(TextForm<T>::name),
                  "flameup: the name of a TextForm is 1 to 32 lower-case letters, digits, - and _");
    static_assert(is_form_read<T>::value,
                  "flameup: a TextForm has const char* from_text(std::string_view, T&)");

    static constexpr bool is_bounded = has_longest<T>::value;
    static constexpr std::size_t longest = longest_form<T>();
    static_assert(!is_bounded || (longest >= 1 && longest <= 1024),
                  "flameup: the longest text of a TextForm has 1 to 1024 bytes");

    /// What a text is written into.
    using Memory = std::conditional_t<is_bounded, char[is_bounded ? longest : 1], std::string>;
    static_assert(is_form_written<T, Memory, std::conditional_t<is_bounded, char*, bool>>::value,
                  "flameup: a TextForm has char* to_text(const T&, char (&)[longest]), or without "
                  "longest, bool to_text(const T&, std::string&)");
};

/// The memory of one text of a type that has a `TextForm`.
template <class T> class FormText {
  public:
    /// Writes a value's text, in place of the one before; nothing if the value has none.
    std::optional<std::string_view> write(const T& value) {
        if constexpr (CheckedForm<T>::is_bounded) {
            const char* const end = TextForm<T>::to_text(value, memory_);
            if (end == nullptr) return std::nullopt;
            const auto size = static_cast<std::size_t>(end - memory_);
            if (size > sizeof(memory_)) return std::nullopt; // nothing that was written here
            return std::string_view(memory_, size);
        } else {
            memory_.clear();
            if (!TextForm<T>::to_text(value, memory_)) return std::nullopt;
            return std::string_view(memory_);
        }
    }

  private:
    typename CheckedForm<T>::Memory memory_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
