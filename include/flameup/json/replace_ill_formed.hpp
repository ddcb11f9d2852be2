#ifndef FLAMEUP_JSON_REPLACE_ILL_FORMED_HPP
#define FLAMEUP_JSON_REPLACE_ILL_FORMED_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/json/unescape.hpp"
#include "flameup/text/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Which escapes of a JSON text are replaced.
enum class Escapes { keep, replace_halves };

/// Returns the size of the escape at a backslash, or of what is certainly a part of it; 12 for a
/// surrogate pair, 0 for half of one.
inline std::size_t escape_size(const char* p, const char* end) noexcept {
    const auto surrogate = [end](const char* at) -> std::uint32_t { // 0 if it is none
        std::uint32_t value = 0;
        if (end - at < 6 || at[0] != '\\' || at[1] != 'u' || !read_four_hex(at += 2, value))
            return 0;
        return value >= 0xD800 && value < 0xE000 ? value : 0;
    };
    const std::uint32_t first = surrogate(p);
    if (first == 0) return end - p >= 2 && static_cast<unsigned char>(p[1]) < 0x80 ? 2 : 1;
    return first < 0xDC00 && surrogate(p + 6) >= 0xDC00 ? 12 : 0;
}

/// Appends a text to `copy`, with U+FFFD for each part that is no UTF-8, as Unicode 15 section 3.9
/// advises, and, if that is asked for, with `\ufffd` for escapes of half a surrogate pair.
inline void append_well_formed(std::string& copy, std::string_view text, Escapes escapes) {
    copy.reserve(copy.size() + text.size());
    const char* const end = text.data() + text.size();
    for (const char* p = text.data(); p != end;) {
        std::size_t size = utf8_sequence(p, end);
        if (size == 0) {
            copy += "\xEF\xBF\xBD";
            p += ill_formed_part(p, end);
        } else if (*p == '\\' && escapes == Escapes::replace_halves &&
                   (size = escape_size(p, end)) == 0) {
            copy += "\\ufffd";
            p += 6;
        }
        copy.append(p, size);
        p += size;
    }
}

} // namespace detail

/// Appends a JSON text to `copy`, with U+FFFD for what is no UTF-8 and for escapes of half a
/// surrogate pair; for `Leniency::mend`.
inline void replace_ill_formed(std::string_view json, std::string& copy) {
    detail::append_well_formed(copy, json, detail::Escapes::replace_halves);
}

FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
