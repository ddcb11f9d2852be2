#ifndef FLAMEUP_EXAMPLES_PEOPLE_SHOWN_RESULT_TEXT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_SHOWN_RESULT_TEXT_HPP

// A result in the format of `--output`, with the fields of `--fields`.

#include "../csv/row.hpp"
#include "../terminal/table.hpp"
#include "records.hpp"

#include <flameup/json/from_json.hpp>
#include <flameup/json/to_json.hpp>
#include <flameup/value/limits.hpp>
#include <flameup/value/result.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

namespace people_tool {

/// How results are written.
struct ResultFormat {
    std::string output; ///< `json`, `ndjson`, `csv` or `table`.
    std::vector<std::string> fields;
    std::size_t width = 80; ///< Of a table.
    bool has_colors = false;
};

/// Writes the JSON of one result.
class ResultText {
  public:
    ResultText(const ResultFormat& format, const Shape& shape, const flameup::Limits& limits)
        : format_(format), shape_(shape), limits_(limits) {
        limits_.max_depth += 4;
    }

    flameup::Result<std::string> write(std::string_view json) {
        const bool is_whole = format_.fields.empty();
        if (format_.output == "json" && is_whole) return std::string(json) + "\n";
        const auto read = flameup::from_json<boost::json::object>(json, limits_);
        if (!read) return read.error();
        const boost::json::object& response = *read;
        const auto records = records_of(response, shape_.list);
        if (format_.output == "ndjson") return lines(records);
        if (format_.output == "csv") return csv(records);
        if (format_.output == "json") return envelope(response, records);
        return shape_.list.empty() ? list_of_values(*records.front()) : table(response, records);
    }

  private:
    using Object = boost::json::object;
    using Records = std::vector<const Object*>;

    /// Returns what a cell or a line shows of a value.
    std::string text_of(const boost::json::value& value) const {
        if (value.is_string()) return std::string(value.get_string());
        const auto text = flameup::to_json(value, limits_);
        return text ? *text : std::string();
    }

    /// Returns a record with the fields alone.
    Object chosen(const Object& record) const {
        if (format_.fields.empty()) return record;
        Object part;
        for (const std::string& field : format_.fields) {
            if (const auto* const value = find_value(record, field))
                put(part, field, *value, record);
        }
        return part;
    }

    // Puts a value where it is in the whole record.
    static void put(Object& part, std::string_view path, const boost::json::value& value,
                    const Object& whole) {
        if (whole.if_contains(path) != nullptr) {
            part[path] = value;
            return;
        }
        for (std::size_t dot = path.find('.'); dot != path.npos; dot = path.find('.', dot + 1)) {
            const auto* const member = whole.if_contains(path.substr(0, dot));
            const std::string_view rest = path.substr(dot + 1);
            if (member == nullptr || !member->is_object() ||
                find_value(member->get_object(), rest) == nullptr)
                continue;
            boost::json::value& place = part[path.substr(0, dot)];
            if (!place.is_object()) place.emplace_object();
            return put(place.get_object(), rest, value, member->get_object());
        }
    }

    flameup::Result<std::string> lines(const Records& records) const {
        std::string text;
        for (const Object* const record : records) {
            const auto line = flameup::to_json(chosen(*record), limits_);
            if (!line) return line.error();
            text.append(*line).append("\n");
        }
        return text;
    }

    flameup::Result<std::string> envelope(const Object& response, const Records& records) const {
        if (shape_.list.empty()) return lines(records);
        Object whole = response;
        boost::json::array& list = whole[shape_.list].emplace_array();
        for (const Object* const record : records) list.emplace_back(chosen(*record));
        const auto text = flameup::to_json(whole, limits_);
        if (!text) return text.error();
        return *text + "\n";
    }

    /// Returns the fields, or all paths that a record has, in their order; at most `most`.
    std::vector<std::string> paths(const Records& records, std::size_t most) const {
        if (!format_.fields.empty()) return format_.fields;
        std::vector<std::string> names;
        std::unordered_set<std::string> known;
        for (const Object* const record : records) {
            for_each_value(*record, "", [&](const std::string& path, const auto& value) {
                const bool is_empty = value.is_object(); // it has no members
                if (names.size() < most && !is_empty && known.insert(path).second)
                    names.push_back(path);
            });
        }
        return in_order(std::move(names));
    }

    // The paths of one member stand together, in the order of the members in the type.
    std::vector<std::string> in_order(std::vector<std::string> names) const {
        const auto place = [&](const std::string& name) {
            const auto& members = shape_.members;
            const auto is_it = [&](std::string_view member) {
                return name.compare(0, member.size(), member) == 0 &&
                       (name.size() == member.size() || name[member.size()] == '.');
            };
            return std::find_if(members.begin(), members.end(), is_it) - members.begin();
        };
        std::stable_sort(names.begin(), names.end(),
                         [&](const auto& a, const auto& b) { return place(a) < place(b); });
        return names;
    }

    std::string csv(const Records& records) const {
        const auto names = paths(records, static_cast<std::size_t>(-1));
        std::string text;
        const auto add_row = [&](const auto& cell_of) {
            std::string row;
            for (const std::string& name : names) {
                if (&name != &names.front()) row += ',';
                append_csv_cell(row, cell_of(name));
            }
            // A row of one empty cell is not a blank line.
            text.append(row.empty() ? "\"\"" : row).append("\r\n");
        };
        if (names.empty()) return text;
        add_row([](const std::string& name) { return name; });
        for (const Object* const record : records) {
            add_row([&](const std::string& name) {
                const auto* const value = find_value(*record, name);
                return value == nullptr || value->is_null() ? std::string() : text_of(*value);
            });
        }
        return text;
    }

    /// Returns the values of one record, each on a line behind its name.
    std::string list_of_values(const Object& record) const {
        const auto names = paths({&record}, static_cast<std::size_t>(-1));
        std::size_t widest = 0;
        for (const std::string& name : names) {
            const std::size_t width = width_of(shown(name));
            if (width <= format_.width / 2) widest = (std::max)(widest, width);
        }
        std::string text;
        for (const std::string& name : names) {
            const auto* const value = find_value(record, name);
            const std::string label = cut(shown(name), format_.width / 2);
            const std::size_t width = width_of(label);
            text += styled(label, bold, format_.has_colors);
            if (value != nullptr) {
                text.append((std::max)(widest, width) - width + 2, ' ');
                text += cut(shown(text_of(*value)), longest_value);
            }
            text += '\n';
        }
        return text.empty() ? "done\n" : text;
    }

    std::string table(const Object& response, const Records& records) const {
        Table table;
        // More columns than a terminal can show are not looked at.
        const auto names = paths(records, format_.width);
        for (const std::string& name : names) table.names.push_back(shown(name));
        for (const Object* const record : records) {
            std::vector<std::string>& row = table.rows.emplace_back();
            for (const std::string& name : names) {
                const auto* const value = find_value(*record, name);
                row.push_back(value == nullptr ? std::string() : shown(text_of(*value)));
            }
        }
        std::string text = records.empty() ? "no " + shown(shape_.list) + "\n"
                                           : table_text(table, format_.width, format_.has_colors);
        std::string rest;
        for_each_value(response, "", [&](const std::string& path, const auto& value) {
            if (path == shape_.list) return;
            rest.append(rest.empty() ? "" : ", ").append(shown(path) + " " + shown(text_of(value)));
        });
        if (rest.empty()) return text;
        return text + styled(cut(rest, format_.width), dim, format_.has_colors) + "\n";
    }

    static constexpr std::size_t longest_value = 2000; // columns, where it is not in a table

    const ResultFormat& format_;
    const Shape& shape_;
    flameup::Limits limits_;
};

} // namespace people_tool

#endif
