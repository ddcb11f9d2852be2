#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_CSV_PERSON_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_CSV_PERSON_HPP

// Makes the JSON of a person from a row of a CSV file.

#include "../csv/reader.hpp"
#include "csv_columns.hpp"
#include "person_line.hpp"

#include <flameup/json/from_json.hpp>
#include <flameup/json/to_json.hpp>
#include <flameup/text/ascii.hpp>
#include <flameup/text/utf8.hpp>
#include <flameup/value/limits.hpp>

#include <boost/json/value.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

inline std::optional<boost::json::value> json_of(std::string_view text,
                                                 const flameup::Limits& limits) {
    auto value = flameup::from_json<boost::json::value>(text, limits, flameup::Strictness::full());
    return value ? std::optional(*std::move(value)) : std::nullopt;
}

/// Returns the JSON of a cell that is not empty; nothing if it is not of the type.
inline std::optional<std::string> cell_json(std::string_view cell, CellType type,
                                            const flameup::Limits& limits) {
    if (type != CellType::string) {
        for (const std::string_view name : {"true", "false"}) {
            if (type == CellType::boolean && flameup::equal_ignoring_case(cell, name))
                return std::string(name);
        }
        const auto value = json_of(cell, limits);
        const bool is_whole = value && (value->is_int64() || value->is_uint64());
        const bool is_it = value && (type == CellType::integer  ? is_whole
                                     : type == CellType::number ? is_whole || value->is_double()
                                                                : type != CellType::boolean);
        if (is_it) return std::string(cell);
        if (type != CellType::inferred) return std::nullopt;
    }
    auto text = flameup::to_json(std::string(cell));
    return text ? std::optional(*std::move(text)) : std::nullopt;
}

/// Reads the rows of a CSV file.
class CsvPeople {
  public:
    CsvPeople(CsvOptions options, const flameup::Limits& limits)
        : options_(std::move(options)), header_(options_), limits_(limits) {}
    CsvPeople(const CsvPeople&) = delete;
    CsvPeople& operator=(const CsvPeople&) = delete;

    /// Reads the header row; returns what is wrong with it, or an empty text.
    std::string read_header(const InputLine& row) {
        if (row.is_too_long) return "the header row is too long";
        if (const auto error = split(row.text)) return "in the header row, " + error->message;
        return header_.read(cells_);
    }

    const CsvHeader& header() const noexcept { return header_; }

    /// Puts the person's JSON in the place of a row. A row that has none keeps its text, and has a
    /// `problem`. A row of empty cells becomes empty.
    void read(InputLine& row) {
        if (row.is_too_long || row.text.empty()) return;
        row.problem = split(row.text);
        if (row.problem) return;
        const bool is_blank = row.text.find_first_not_of(options_.separator) == row.text.npos;
        if (is_blank) return row.text.clear();
        const std::vector<CsvColumn>& columns = header_.columns();
        if (cells_.size() != columns.size()) {
            row.problem = line_error("wrong_cells", "the row has " + std::to_string(cells_.size()) +
                                                        " cells, and the header row " +
                                                        std::to_string(columns.size()));
            return;
        }
        json_.clear();
        std::map<std::string_view, std::string> objects; // and their members
        for (std::size_t i = 0; i != columns.size() && !row.problem; ++i) {
            const CsvColumn& column = columns[i];
            if (column.member.empty()) continue;
            const std::optional<std::string> json = value(column, cells_[i], row.problem);
            if (!json) continue;
            column.key.empty() ? append(json_, column.member, *json)
                               : append(objects[column.member], column.key, *json);
        }
        if (row.problem) return;
        for (const auto& [name, keys] : objects) append(json_, name, "{" + keys + "}");
        row.text = "{" + json_ + "}";
    }

  private:
    static void append(std::string& members, std::string_view name, std::string_view json) {
        if (!members.empty()) members += ',';
        if (const auto text = flameup::to_json(std::string(name))) members += *text;
        members.append(":").append(json);
    }

    std::optional<flameup::Error> split(std::string_view row) {
        if (!flameup::is_utf8(row)) return line_error("invalid_utf8", "the row is not UTF-8");
        if (row.find('\0') != row.npos) {
            return line_error("invalid_csv", "there is a NUL character in it");
        }
        const std::string_view why = read_cells(row, options_.separator, cells_);
        if (!why.empty()) return line_error("invalid_csv", std::string(why));
        return std::nullopt;
    }

    std::optional<std::string> value(const CsvColumn& column, const std::string& cell,
                                     std::optional<flameup::Error>& problem) const {
        if (cell.empty()) {
            const bool is_null = options_.has_null && !column.key.empty();
            return is_null ? std::optional<std::string>("null") : std::nullopt;
        }
        auto json = cell_json(cell, column.type, limits_);
        if (json) return json;
        std::string_view type;
        for (const auto& [name, each] : cell_types) {
            if (each == column.type) type = name;
        }
        problem = line_error("wrong_type", "in the column " + printable(column.header) + ", \"" +
                                               printable(cell.substr(0, 64)) +
                                               "\" is not of type " + std::string(type));
        return std::nullopt;
    }

    CsvOptions options_;
    CsvHeader header_;
    flameup::Limits limits_;
    std::vector<std::string> cells_;
    std::string json_;
};

} // namespace people_tool

#endif
