#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_CSV_COLUMNS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_CSV_COLUMNS_HPP

// The columns of a CSV file: which member of a person each one is, by the header row.

#include "../csv/options.hpp"
#include "../terminal/output.hpp"
#include "members.hpp"

#include <flameup/model/person.hpp>
#include <flameup/text/ascii.hpp>

#include <boost/json/object.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// What becomes of the cells of a column.
struct CsvColumn {
    std::string header; ///< As the input has it, without spaces around it.
    std::string member; ///< Empty if the column is left out.
    std::string key;    ///< Of an object, if the column is one of its members.
    CellType type = CellType::string;

    std::string name() const { return key.empty() ? member : member + "." + key; }
};

inline bool is_same_name(std::string_view a, std::string_view b) {
    return flameup::equal_ignoring_case(a, b);
}

/// Finds the columns of a header row.
class CsvHeader {
  public:
    explicit CsvHeader(const CsvOptions& options) : options_(options) {}

    /// Reads the row; returns what is wrong with it, or an empty text.
    std::string read(const std::vector<std::string>& cells) {
        for (const std::string& cell : cells) {
            std::string why = add(trimmed(cell));
            if (!why.empty()) return why;
        }
        if (!unknown_.empty()) return unknown();
        for (const auto& [column, member] : options_.map) {
            const auto is_it = [&name = column](const CsvColumn& each) {
                return is_same_name(each.header, name);
            };
            if (std::none_of(columns_.begin(), columns_.end(), is_it))
                return "--map names the column " + quoted(column) + ", which is not there";
        }
        for (const auto& [name, type] : options_.types) {
            const auto is_it = [&wanted = name](const CsvColumn& each) {
                return each.name() == wanted;
            };
            if (std::none_of(columns_.begin(), columns_.end(), is_it))
                return "--type names " + quoted(name) + ", which no column is" + as_trait(name);
        }
        for (const MemberFacts& member : members_) {
            const auto is_it = [&](const CsvColumn& each) { return each.member == member.name; };
            if (member.is_required && std::none_of(columns_.begin(), columns_.end(), is_it)) {
                return "no column is " + std::string(member.name) +
                       ", which each person needs; say which one is, as in --map 'COLUMN=" +
                       std::string(member.name) + "'";
            }
        }
        return {};
    }

    const std::vector<CsvColumn>& columns() const noexcept { return columns_; }

    /// The columns that are left out as only the server sets them.
    const std::vector<std::string>& of_server() const noexcept { return of_server_; }

  private:
    static std::string quoted(std::string_view name) { return '"' + printable(name) + '"'; }

    static std::string trimmed(std::string_view text) {
        constexpr std::string_view spaces = " \t\r\n";
        const std::size_t begin = text.find_first_not_of(spaces);
        if (begin == text.npos) return {};
        return std::string(text.substr(begin, text.find_last_not_of(spaces) + 1 - begin));
    }

    std::string add(std::string header) {
        std::string name = header;
        bool is_mapped = false;
        for (const auto& [column, member] : options_.map) {
            if (!is_same_name(column, header)) continue;
            if (std::exchange(is_mapped, true))
                return "--map names the column " + quoted(column) + " twice";
            name = member;
        }
        CsvColumn column;
        column.header = std::move(header);
        if (is_mapped && name.empty()) return columns_.push_back(std::move(column)), "";
        for (const MemberFacts& member : members_) {
            const std::size_t size = member.name.size();
            const bool is_key = member.is_object && name.size() > size + 1 && name[size] == '.';
            if (!is_same_name(is_key ? std::string_view(name).substr(0, size) : name, member.name))
                continue;
            column.member = member.name;
            if (is_key) column.key = name.substr(size + 1);
            const CellType of_key = options_.infers ? CellType::inferred : CellType::string;
            column.type = is_key ? of_key : member.is_text ? CellType::string : CellType::json;
        }
        if (column.member.empty()) {
            if (is_mapped && !is_of_server(name)) return no_member(column.header, name);
            (is_of_server(name) ? of_server_ : unknown_).push_back(name);
            return columns_.push_back(std::move(column)), "";
        }
        for (const CsvColumn& other : columns_) {
            if (other.name() == column.name() ||
                (other.member == column.member && other.key.empty() != column.key.empty())) {
                return "the columns " + quoted(other.header) + " and " + quoted(column.header) +
                       " are both " + printable(column.name());
            }
        }
        for (const auto& [wanted, type] : options_.types) {
            if (wanted != column.name()) continue;
            if (column.key.empty()) {
                return "--type is for traits, and " + wanted + " has its type already";
            }
            column.type = type;
        }
        return columns_.push_back(std::move(column)), "";
    }

    static std::string no_member(std::string_view column, const std::string& name) {
        return "--map makes " + quoted(name) + " of the column " + quoted(column) +
               ", which is no member of a person" + as_trait(name);
    }

    static std::string as_trait(const std::string& name) {
        return name.find('.') == name.npos ? "; a trait is traits." + printable(name) : "";
    }

    static bool is_of_server(std::string_view name) {
        const auto all = members<flameup::Person<boost::json::object>>();
        return std::any_of(all.begin(), all.end(), [&](const MemberFacts& member) {
            return is_same_name(member.name, name);
        });
    }

    /// Returns `--map` for the columns whose names have the letters of a member.
    std::string likely() const {
        std::string text;
        for (const std::string& each : unknown_) {
            const std::string_view member = likely_member(each, members_);
            if (member.empty()) continue;
            text.append(text.empty() ? "" : " ").append("--map '").append(printable(each));
            text.append("=").append(member).append("'");
        }
        return text;
    }

    std::string unknown() const {
        std::string text;
        for (const std::string& each : unknown_) text += (text.empty() ? "" : ", ") + quoted(each);
        text = (unknown_.size() == 1 ? "the column " + text + " is no member"
                                     : "the columns " + text + " are no members") +
               " of a person; there are";
        for (const MemberFacts& member : members_) {
            text.append(" ").append(member.name);
            if (member.is_object) text.append(" ").append(member.name).append(".NAME");
        }
        if (const std::string maps = likely(); !maps.empty()) text += "; try " + maps;
        text += "; say what a column is with --map 'COLUMN=traits.NAME', or leave it out with "
                "--map 'COLUMN='";
        for (const char separator : {';', '\t', '|', ','}) {
            const auto& first = unknown_.front();
            if (separator == options_.separator || first.find(separator) == first.npos) continue;
            return text + "; if it is several columns, use --separator " +
                   (separator == '\t' ? "tab" : std::string("'") + separator + "'");
        }
        return text;
    }

    const CsvOptions& options_;
    const std::vector<MemberFacts> members_ = members<flameup::PersonInput<boost::json::object>>();
    std::vector<CsvColumn> columns_;
    std::vector<std::string> of_server_, unknown_;
};

} // namespace people_tool

#endif
