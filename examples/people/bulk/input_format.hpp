#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_INPUT_FORMAT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_INPUT_FORMAT_HPP

// Tells files of other formats from lines of JSON and from CSV, so that they are refused once, and
// not by line.

#include "../lines/members.hpp"
#include "../options/options.hpp"

#include <flameup/model/person.hpp>
#include <flameup/text/ascii.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace people_tool {

enum class InputFormat { ndjson, csv };

/// Returns the format of the input: that of `--format`, or else of the ending of its name.
inline InputFormat input_format(const Arguments& arguments) {
    const std::string_view name = arguments.words[1], ending = ".csv";
    const bool is_named =
        name.size() >= ending.size() &&
        flameup::equal_ignoring_case(name.substr(name.size() - ending.size()), ending);
    const bool is_csv = arguments.format ? *arguments.format == "csv" : is_named;
    return is_csv ? InputFormat::csv : InputFormat::ndjson;
}

/// Returns what is to be done with a line of CSV that names members of a person, as a header row
/// does; an empty text for another line.
inline std::string hint_of_csv(std::string_view line) {
    const auto known = members<flameup::PersonInput<boost::json::object>>();
    for (const char separator : {',', ';', '\t', '|'}) {
        std::string_view rest = line;
        bool has_member = false;
        for (std::size_t end = 0; !has_member && end != rest.npos;) {
            end = rest.find(separator);
            has_member = !likely_member(rest.substr(0, end), known).empty();
            rest.remove_prefix(end == rest.npos ? 0 : end + 1);
        }
        if (!has_member || line.find('{') == 0) continue;
        const bool is_usual = separator == ',' || line.find(separator) == line.npos;
        return "CSV, by its first line: add --format csv" +
               (is_usual ? std::string()
                         : " --separator " + (separator == '\t'
                                                  ? std::string("tab")
                                                  : "'" + std::string(1, separator) + "'"));
    }
    return {};
}

/// Returns what an input is, by its first line with text; empty if it may be of the format.
inline std::string_view other_format(std::string_view line,
                                     InputFormat format = InputFormat::ndjson) {
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
    if (format == InputFormat::csv) {
        const bool is_json = first != std::string_view::npos && line[first] == '{';
        return is_json ? "JSON: add --format ndjson if it has one person a line" : "";
    }
    if (begins("{\"people\":["))
        return "a page of people: use `people export`, or list --output ndjson";
    if (first != std::string_view::npos && line[first] == '[') {
        return "a JSON array: write each of its elements on a line first (jq -c '.[]' FILE)";
    }
    return {};
}

} // namespace people_tool

#endif
