#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_PERSON_LINE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_PERSON_LINE_HPP

// Reads a person from a line of the input: as an upsert takes one, as an export prints one, or from
// a line of a file of rejected lines.

#include "left_out.hpp"
#include "line_reader.hpp"
#include "rejected_line.hpp"

#include <flameup/json/from_json.hpp>
#include <flameup/model/person.hpp>
#include <flameup/text/utf8.hpp>
#include <flameup/value/limits.hpp>
#include <flameup/value/result.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace people_tool {

using Person = flameup::PersonInput<boost::json::object>;

/// Bytes of a request's body, and so of a line with a person.
inline constexpr std::size_t longest_person = std::size_t{512} << 10;

/// Bytes of a line: in a file of rejected lines, a byte of a person takes up to eight.
inline constexpr std::size_t longest_line = 10 * longest_person;

inline constexpr std::string_view too_large =
    "the person is larger than 524288 bytes, the most that a request may have";

inline flameup::Error line_error(std::string code, std::string message) {
    return flameup::make_error(flameup::ErrorKind::decode, std::move(code), std::move(message));
}

/// Reads a person; errors have the code and the message that the line is rejected with.
///
/// A person as a server returns one becomes what an upsert sends of it; what is left out of it is
/// noted in `left_out`.
inline flameup::Result<Person> read_person(std::string_view text, const flameup::Limits& limits,
                                           LeftOut& left_out) {
    if (!flameup::is_utf8(text)) return line_error("invalid_utf8", "the line is not UTF-8");
    auto person = flameup::from_json<Person>(text, limits, flameup::Strictness::full());
    if (!person && person.error().code == "unknown_member") {
        auto whole = flameup::from_json<flameup::Person<boost::json::object>>(
            text, limits, flameup::Strictness::full());
        if (whole) {
            left_out.note(*whole);
            person = to_input(*std::move(whole));
        }
    }
    if (!person) {
        return line_error(person.error().code,
                          person.error().message + ", at offset " +
                              std::to_string(person.error().offset.value_or(0)));
    }
    if (text.size() > longest_person) return line_error("too_large", std::string(too_large));
    return person;
}

/// Reads a person from a line. If the line is a report of a rejected line, that line is read
/// instead, and takes its place in `line`.
inline flameup::Result<Person> read_line(InputLine& line, const flameup::Limits& limits,
                                         LeftOut& left_out) {
    if (line.is_too_long) return line_error("too_large", std::string(too_large));
    if (line.problem) return *std::move(line.problem);
    auto person = read_person(line.text, limits, left_out);
    if (!person && person.error().code == "unknown_member") {
        if (auto rejected = read_rejected(line.text, limits)) {
            line.text = std::move(rejected->text);
            line.is_too_long = rejected->cut.value_or(false);
            if (line.is_too_long) {
                return line_error(std::move(rejected->code), std::move(rejected->message));
            }
            person = read_person(line.text, limits, left_out);
            // A row of CSV that was no person, and still is none.
            if (!person && line.text.find('{') == line.text.npos)
                return line_error(std::move(rejected->code), std::move(rejected->message));
        }
    }
    line.is_too_long = line.text.size() > longest_person;
    return person;
}

} // namespace people_tool

#endif
