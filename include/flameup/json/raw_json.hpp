#ifndef FLAMEUP_JSON_RAW_JSON_HPP
#define FLAMEUP_JSON_RAW_JSON_HPP

#include "flameup/json/replace_ill_formed.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/text/utf8.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether a text is one JSON value that can be decoded, nested no deeper than `max_depth`.
inline bool is_readable_json(std::string_view text, std::size_t max_depth) {
    JsonScanner scanner(text, max_depth);
    const char* p = scanner.next(scanner.begin());
    if (p != nullptr) p = scanner.skip(p);
    return p != nullptr && scanner.finish(p) != nullptr;
}

/// Tells whether a text is UTF-8 and one JSON value (RFC 8259), nested no deeper than `max_depth`.
///
/// Escapes of half a surrogate pair are JSON, although no text can be decoded from them.
inline bool is_json(std::string_view text, std::size_t max_depth) {
    if (is_readable_json(text, max_depth)) return true;
    if (!is_utf8(text)) return false;
    std::string without_halves;
    replace_ill_formed(text, without_halves);
    return is_readable_json(without_halves, max_depth);
}

/// Returns the end of the JSON value at `p` by its brackets and quotes alone; null if it has none.
inline const char* find_end(const char* p, const char* end) noexcept {
    std::size_t open = 0; // brackets
    for (bool is_in_string = false; p != end; ++p) {
        if (is_in_string) {
            if (*p == '"') {
                is_in_string = false;
                if (open == 0) return p + 1;
            } else if (*p == '\\' && ++p == end) {
                return nullptr;
            }
            continue;
        }
        switch (*p) {
        case '"': is_in_string = true; break;
        case '{':
        case '[': ++open; break;
        case '}':
        case ']':
            if (open == 0) return p; // of what the value is in
            if (--open == 0) return p + 1;
            break;
        case ',':
        case ' ':
        case '\n':
        case '\r':
        case '\t':
            if (open == 0) return p;
        }
    }
    return nullptr;
}

/// Copies a JSON text without the space between its tokens, and returns the end of the copy, which
/// has at most the size of the text.
inline char* copy_compact(std::string_view json, char* out) noexcept {
    bool is_in_string = false;
    for (std::size_t i = 0; i != json.size(); ++i) {
        const char c = json[i];
        if (!is_in_string && (c == ' ' || c == '\n' || c == '\r' || c == '\t')) continue;
        *out++ = c;
        if (c == '"') is_in_string = !is_in_string;
        if (c == '\\' && i + 1 != json.size()) *out++ = json[++i];
    }
    return out;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
