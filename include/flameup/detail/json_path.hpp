#ifndef FLAMEUP_DETAIL_JSON_PATH_HPP
#define FLAMEUP_DETAIL_JSON_PATH_HPP

#include "flameup/detail/field_path.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// A place in a JSON text.
struct JsonPlace {
    std::string path; ///< As `$.people[17].created_at`.
    std::size_t offset = 0;
};

/// Finds the innermost value at or around an offset of a text that is JSON up to there.
///
/// The reader keeps no path while it reads: it asks here once something is wrong. The offset that
/// comes back is that of the value's first byte, or the one given where no value is. A fault of the
/// end of an object, such as a member that it lacks, is `at_end` and has the object's own path.
inline JsonPlace find_json_place(std::string_view text, std::size_t offset, bool at_end = false) {
    struct Level {
        bool array;
        std::size_t index;
        std::string_view key;
    };
    std::vector<Level> levels;
    offset = (std::min)(offset, text.size());
    std::size_t begin = offset; // of the last value or bracket seen
    std::size_t i = 0;
    while (i < text.size() && i <= offset) {
        const char c = text[i];
        if (i == offset && (c == ',' || c == ':' || c == '}' || c == ']')) break;
        const std::size_t start = i++;
        if (c == '{' || c == '[') {
            begin = start;
            if (start == offset) break;
            levels.push_back({c == '[', 0, {}});
        } else if (c == '}' || c == ']') {
            begin = offset;
            if (!levels.empty()) levels.pop_back();
        } else if (c == ',') {
            begin = offset;
            if (!levels.empty()) {
                ++levels.back().index;
                levels.back().key = {};
            }
        } else if (c == ':') {
            begin = offset;
        } else if (c == '"') {
            while (i < text.size() && text[i] != '"') i += text[i] == '\\' ? 2 : 1;
            i = (std::min)(i + 1, text.size());
            begin = start;
            std::size_t next = i;
            while (next < text.size() &&
                   std::string_view(" \t\r\n").find(text[next]) != std::string_view::npos) {
                ++next;
            }
            // A string before a colon is a key, whose own place is its object.
            if (i <= offset && next < text.size() && text[next] == ':' && !levels.empty() &&
                !levels.back().array) {
                levels.back().key = text.substr(start + 1, i - start - 2);
            }
        } else if (std::string_view(" \t\r\n").find(c) == std::string_view::npos) {
            begin = start;
            while (i < text.size() &&
                   std::string_view(" \t\r\n,:]}").find(text[i]) == std::string_view::npos) {
                ++i;
            }
        } else {
            continue;
        }
    }
    if (at_end && !levels.empty()) {
        levels.pop_back();
        if (offset < text.size() && text[offset] == '}') begin = offset; // or it is a key's
    }
    JsonPlace place{"$", (std::min)(begin, offset)};
    for (const Level& level : levels) {
        if (level.array)
            append_path_index(place.path, level.index);
        else if (level.key.data() != nullptr)
            append_path_name(place.path, level.key);
    }
    return place;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
