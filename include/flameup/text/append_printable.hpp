#ifndef FLAMEUP_TEXT_APPEND_PRINTABLE_HPP
#define FLAMEUP_TEXT_APPEND_PRINTABLE_HPP

#include "flameup/text/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Appends text in a form that is safe to show in a terminal, a log or a JSON string.
///
/// Each control character (C0, DEL, C1) and each byte of ill-formed UTF-8 becomes `?`. Text of more
/// than `limit` bytes is cut before the character that goes past the limit, and `...` follows.
inline void append_printable(std::string& out, std::string_view text, std::size_t limit) {
    const char* p = text.data();
    const char* const end = p + text.size();
    while (p != end) {
        const std::size_t size = utf8_sequence(p, end);
        const auto used = static_cast<std::size_t>(p - text.data());
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

FLAMEUP_END_NAMESPACE

#endif
