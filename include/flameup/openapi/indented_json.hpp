#ifndef FLAMEUP_OPENAPI_INDENTED_JSON_HPP
#define FLAMEUP_OPENAPI_INDENTED_JSON_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns JSON without white space as JSON of many lines, indented by two spaces, for people.
inline std::string indented_json(std::string_view json) {
    std::string text;
    std::size_t depth = 0;
    const auto new_line = [&] { text.append(1, '\n').append(2 * depth, ' '); };
    bool in_string = false;
    for (std::size_t i = 0; i != json.size(); ++i) {
        const char c = json[i];
        if (in_string) {
            text += c;
            if (c == '\\' && i + 1 != json.size()) text += json[++i];
            in_string = c != '"';
            continue;
        }
        in_string = c == '"';
        const bool is_empty = i != 0 && (json[i - 1] == '{' || json[i - 1] == '[');
        if (c == '}' || c == ']') {
            depth -= depth != 0;
            if (!is_empty) new_line();
        } else if (is_empty) {
            new_line();
        }
        text += c;
        if (c == '{' || c == '[') ++depth;
        if (c == ',') new_line();
        if (c == ':') text += ' ';
    }
    return text.append(1, '\n');
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
