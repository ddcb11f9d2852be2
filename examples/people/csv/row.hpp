#ifndef FLAMEUP_EXAMPLES_PEOPLE_CSV_ROW_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_CSV_ROW_HPP

// Rows of CSV, as RFC 4180 has them.

#include <string>
#include <string_view>

namespace people_tool {

/// Adds a cell to a row, in quotes where it needs them; the caller adds the commas.
inline void append_csv_cell(std::string& line, std::string_view text) {
    const bool has_spaces = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!has_spaces && text.find_first_of(",\"\r\n") == text.npos) {
        line += text;
        return;
    }
    line += '"';
    for (const char byte : text) line.append(byte == '"' ? 2 : 1, byte);
    line += '"';
}

} // namespace people_tool

#endif
