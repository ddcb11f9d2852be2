#ifndef FLAMEUP_TEXT_FIELD_PATH_HPP
#define FLAMEUP_TEXT_FIELD_PATH_HPP

#include "flameup/text/append_printable.hpp"
#include "flameup/text/decimal.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Appends a member's name to a path: `.email`, or `["e mail"]` where it is no identifier.
inline void append_path_name(std::string& path, std::string_view name) {
    constexpr std::size_t longest = 64;
    bool is_identifier = !name.empty() && name.size() <= longest;
    for (const char c : name.substr(0, longest)) {
        is_identifier &=
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
    if (is_identifier) {
        if (!path.empty()) path += '.';
        path.append(name.data(), name.size());
    } else {
        path += "[\"";
        append_printable(path, name, longest);
        path += "\"]";
    }
}

/// Appends an element's number to a path: `[3]`.
inline void append_path_index(std::string& path, std::size_t index) {
    path += '[';
    append_integer(path, index);
    path += ']';
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
