#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_EXPORT_FORMAT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_EXPORT_FORMAT_HPP

// How an export writes a person: as a line of JSON, or as a row of CSV that an import reads.

#include "../csv/row.hpp"
#include "../lines/csv_person.hpp"
#include "../lines/members.hpp"
#include "../options/options.hpp"
#include "../terminal/output.hpp"

#include <flameup/json/from_json.hpp>
#include <flameup/json/to_json.hpp>
#include <flameup/model/person.hpp>
#include <flameup/value/limits.hpp>
#include <flameup/value/result.hpp>

#include <boost/json/object.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// Writes the people of an export.
class PersonWriter {
  public:
    using Person = flameup::Person<boost::json::object>;

    explicit PersonWriter(const flameup::Limits& limits) : limits_(limits) {}

    /// Reads `--output` and `--fields`; returns what is wrong with them, or an empty text.
    std::string read_options(const Arguments& arguments) {
        is_csv_ = arguments.output == "csv";
        const auto known = members<Person>();
        if (!arguments.fields) {
            if (is_csv_) {
                for (const MemberFacts& member : known)
                    fields_.push_back({std::string(member.name), {}});
            }
            return {};
        }
        std::string_view rest = *arguments.fields;
        for (bool is_over = false; !is_over;) {
            const std::size_t end = rest.find(',');
            is_over = end == rest.npos;
            const std::string_view name = rest.substr(0, end);
            const std::size_t dot = name.find('.');
            const auto is_it = [&](const MemberFacts& member) {
                return member.name == name.substr(0, dot) &&
                       (dot == name.npos || (member.is_object && dot + 1 != name.size()));
            };
            if (std::none_of(known.begin(), known.end(), is_it)) {
                std::string text = "--fields names what is no member of a person; there are";
                for (const MemberFacts& member : known) {
                    text.append(" ").append(member.name);
                    if (member.is_object) text.append(" ").append(member.name).append(".NAME");
                }
                return text;
            }
            fields_.push_back({std::string(name.substr(0, dot)),
                               std::string(dot == name.npos ? "" : name.substr(dot + 1))});
            rest.remove_prefix(is_over ? rest.size() : end + 1);
        }
        return {};
    }

    /// Returns what stands before all people.
    std::string head() const {
        if (!is_csv_) return {};
        std::string row;
        for (const Field& field : fields_) {
            if (&field != &fields_.front()) row += ',';
            append_csv_cell(row, field.name());
        }
        return row + "\r\n";
    }

    /// Adds a person to a text.
    flameup::Result<void> append(std::string& text, const Person& person) const {
        const auto json = flameup::to_json(person, limits_);
        if (!json) return json.error();
        if (fields_.empty()) {
            text.append(*json).append("\n");
            return {};
        }
        const auto value = json_of(*json, writing_limits());
        if (!value) return line_error("unwritable", "a person cannot be written");
        is_csv_ ? append_row(text, value->as_object()) : append_line(text, value->as_object());
        return {};
    }

  private:
    struct Field {
        std::string member, key;
        std::string name() const { return key.empty() ? member : member + "." + key; }
    };

    flameup::Limits writing_limits() const {
        flameup::Limits limits = limits_;
        limits.max_depth += 2;
        return limits;
    }

    static const boost::json::value* find(const boost::json::object& person, const Field& field) {
        const auto* const member = person.if_contains(field.member);
        if (member == nullptr || field.key.empty()) return member;
        const auto* const object = member->if_object();
        return object == nullptr ? nullptr : object->if_contains(field.key);
    }

    /// A trait is written so that `--infer` reads the same value: a string that is JSON, or is
    /// empty, is written as JSON; so is one with a NUL character.
    std::string cell_of(const boost::json::value& value, bool is_trait) const {
        const auto* const text = value.if_string();
        const bool is_plain =
            text != nullptr && !(is_trait && (text->empty() || json_of(*text, limits_) ||
                                              text->find('\0') != text->npos));
        if (is_plain) return std::string(*text);
        const auto json = flameup::to_json(value, writing_limits());
        return json ? *json : std::string();
    }

    void append_row(std::string& text, const boost::json::object& person) const {
        std::string row;
        for (const Field& field : fields_) {
            if (&field != &fields_.front()) row += ',';
            const auto* const value = find(person, field);
            const bool is_absent = value == nullptr || (field.key.empty() && value->is_object() &&
                                                        value->get_object().empty());
            if (!is_absent) append_csv_cell(row, cell_of(*value, !field.key.empty()));
        }
        if (row.empty()) row = "\"\""; // a row of one empty cell is not a blank line
        text.append(row).append("\r\n");
    }

    void append_line(std::string& text, const boost::json::object& person) const {
        boost::json::object chosen;
        for (const Field& field : fields_) {
            const auto* const value = find(person, field);
            if (value == nullptr) continue;
            boost::json::value& place = chosen[field.member];
            if (field.key.empty()) {
                place = *value;
                continue;
            }
            if (!place.is_object()) place.emplace_object();
            place.get_object()[field.key] = *value;
        }
        if (const auto line = flameup::to_json(chosen, writing_limits()))
            text.append(*line).append("\n");
    }

    flameup::Limits limits_;
    bool is_csv_ = false;
    std::vector<Field> fields_; // all, if there are none
};

} // namespace people_tool

#endif
