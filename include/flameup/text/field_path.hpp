#ifndef FLAMEUP_TEXT_FIELD_PATH_HPP
#define FLAMEUP_TEXT_FIELD_PATH_HPP

#include "flameup/text/decimal.hpp"
#include "flameup/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Appends text of which a terminal, a log or a JSON string may take every byte, cut at `limit`.
///
/// Control characters and ill-formed UTF-8 become `?`.
inline void append_printable(std::string& out, std::string_view text, std::size_t limit) {
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p != end) {
        const std::size_t size = utf8_sequence(p, end);
        const std::size_t used = static_cast<std::size_t>(p - text.data());
        if (used + (std::max)(size, std::size_t{1}) > limit) {
            out += "...";
            return;
        }
        const auto byte = static_cast<unsigned char>(*p);
        // Of two bytes, those up to U+009F are the C1 controls.
        const bool c1 = size == 2 && byte == 0xC2 && static_cast<unsigned char>(p[1]) < 0xA0;
        if (size == 0 || byte < 0x20 || byte == 0x7F || c1)
            out += '?';
        else
            out.append(p, size);
        p += (std::max)(size, std::size_t{1});
    }
}

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
