#ifndef FLAMEUP_JSON_READ_TEXT_FORM_HPP
#define FLAMEUP_JSON_READ_TEXT_FORM_HPP

#include "flameup/json/value_reader.hpp"
#include "flameup/text/append_printable.hpp"
#include "flameup/text/text_form.hpp"

#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Sets the error of a string at `p` that a user's `TextForm` refuses, and returns null.
inline const char* fail_text_form(ValueReader& reader, const char* p, std::string_view name,
                                  std::string_view reason) {
    std::string code("invalid_");
    code += name;
    std::string message("the string is not a valid ");
    message.append(name).append(": ");
    append_printable(message, reason, 256);
    return reader.fail(p, code, message);
}

/// Reads a string into a value whose type has a `TextForm`.
template <class T> const char* read_text_form(ValueReader& reader, const char* p, T& value) {
    constexpr std::string_view name = TextForm<T>::name;
    static_assert(sizeof(CheckedForm<T>) != 0);
    if (*p != '"') {
        std::string expected("a string (");
        return reader.fail_wrong_type(p, expected.append(name).append(")"));
    }
    std::string_view text;
    const char* const behind = reader.string(p, text);
    if (behind == nullptr) return nullptr;
    const char* const reason = TextForm<T>::from_text(text, value);
    return reason == nullptr ? behind : detail::fail_text_form(reader, p, name, reason);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
