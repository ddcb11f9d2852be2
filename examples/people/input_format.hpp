#ifndef FLAMEUP_EXAMPLES_PEOPLE_INPUT_FORMAT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_INPUT_FORMAT_HPP

// Tells files of other formats from lines of JSON, so that they are refused once, and not by line.

#include <string_view>

namespace people_tool {

/// Returns what an input is, by its first line with text; empty if it may be lines of JSON.
inline std::string_view other_format(std::string_view line) {
    const auto begins = [line](std::string_view mark) {
        return line.substr(0, mark.size()) == mark;
    };
    if (begins("\x1F\x8B")) return "compressed by gzip: unpack it first (gunzip -c FILE)";
    if (begins("(\xB5/\xFD")) return "compressed by zstd: unpack it first (zstd -dc FILE)";
    if (begins("\xFD"
               "7zXZ"))
        return "compressed by xz: unpack it first (xz -dc FILE)";
    if (begins("BZh")) return "compressed by bzip2: unpack it first (bzip2 -dc FILE)";
    if (begins("PK\x03\x04")) return "a zip archive: unpack it first (unzip -p FILE)";
    if (begins("\xFF\xFE") || begins("\xFE\xFF") ||
        line.substr(0, 4).find('\0') != std::string_view::npos) {
        return "UTF-16 or UTF-32: convert it to UTF-8 first (iconv -f UTF-16 -t UTF-8 FILE)";
    }
    const auto first = line.find_first_not_of(" \t\r");
    if (first != std::string_view::npos && line[first] == '[') {
        return "a JSON array: write each of its elements on a line first (jq -c '.[]' FILE)";
    }
    return {};
}

} // namespace people_tool

#endif
