#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_OPERATION_JSON_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_OPERATION_JSON_HPP

// Makes the JSON of an operation of the words, options and JSON of a command line.

#include "../options/names.hpp"
#include "../system/file.hpp"
#include "../terminal/output.hpp"
#include "command.hpp"
#include "words.hpp"

#include <flameup/core.hpp>

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

inline Problem wrong_use(std::string message) {
    return problem("usage", "usage", std::move(message));
}

/// Reads the JSON that a word is, or that is in the file or stream which it names.
inline std::optional<Problem> read_word(const std::string& word,
                                        const std::optional<std::string>& reply,
                                        const flameup::Limits& limits, std::string& text) {
    if (word != "-" && word[0] != '@') {
        text = word;
        return std::nullopt;
    }
    const std::string name = word == "-" ? word : word.substr(1);
    if (name == "-" && reply == "-") {
        return wrong_use("standard input has the JSON or the response of --reply, not both");
    }
    const Descriptor file = name == "-" ? Descriptor(STDIN_FILENO) : open_file(name, O_RDONLY);
    if (file.is_open() && read_all(file.number(), text, limits.max_body)) return std::nullopt;
    return problem("input", "unreadable_input",
                   "cannot read " + well_formed(name) + ": " + reason());
}

/// Reads any JSON; an error says what is wrong with which option.
inline std::optional<Problem> read_value(std::string_view text, const std::string& option,
                                         boost::json::value& value) {
    auto read = flameup::from_json<boost::json::value>(text, {}, flameup::Strictness::full());
    if (!read) return wrong_use("--" + option + " needs JSON: " + read.error().message);
    value = *std::move(read);
    return std::nullopt;
}

/// Reads the value of a member as its type has it. The value is in no message: it may be a key.
inline std::optional<Problem> read_value(const Member& member, const std::string& text,
                                         boost::json::value& value) {
    using Kind = Member::Kind;
    const auto needs = [&](std::string_view what) {
        return wrong_use("--" + member.option + " needs " + std::string(what));
    };
    switch (member.kind) {
    case Kind::text: value = text; return std::nullopt;
    case Kind::time: // a date is its beginning in UTC
        value = text.size() == 10 ? text + "T00:00:00Z" : text;
        return std::nullopt;
    case Kind::name: {
        const auto& names = member.choices;
        value = text;
        if (std::find(names.begin(), names.end(), text) != names.end()) return std::nullopt;
        const std::string meant = nearest(text, names);
        return needs("one of: " + joined(names, ", ") +
                     (meant.empty() ? "" : "; did you mean " + meant + "?"));
    }
    case Kind::boolean:
        value = text == "true";
        if (text == "true" || text == "false") return std::nullopt;
        return needs("true or false");
    case Kind::integer: {
        const std::size_t sign = text.substr(0, 1) == "-" ? 1 : 0;
        const bool is_whole = text.find_first_not_of("0123456789", sign) == text.npos;
        if (!is_whole || read_value(text, member.option, value))
            return needs("a whole number of at most 64 bits");
        return std::nullopt;
    }
    case Kind::number:
        if (!flameup::from_json<double>(text)) return needs("a number");
        break;
    default: break;
    }
    return read_value(text, member.option, value);
}

/// Adds `NAME=TEXT` or `NAME:=JSON` to an object.
inline std::optional<Problem> add_entry(const Member& member, const std::string& text,
                                        boost::json::object& object) {
    const std::size_t equals = text.find('=');
    const bool is_json = equals != text.npos && equals != 0 && text[equals - 1] == ':';
    const std::string name = text.substr(0, is_json ? equals - 1 : equals);
    if (equals == text.npos || name.empty())
        return wrong_use("--" + member.entry + " needs NAME=TEXT or NAME:=JSON");
    boost::json::value value(text.substr(equals + 1));
    if (is_json) {
        if (auto problem = read_value(text.substr(equals + 1), member.entry, value)) return problem;
    }
    object[name] = std::move(value);
    return std::nullopt;
}

/// Adds what a word or an option gives to the members of the JSON: it wins over a value, and adds
/// to a list or an object.
inline std::optional<Problem> add_given(const Member& member, const Given& given,
                                        boost::json::object& object) {
    for (const std::string_view other : member.others) { // the same member by another name
        if (object.contains(member.name) || !object.contains(other)) continue;
        object[member.name] = std::move(object[other]);
        object.stable_erase(other);
    }
    boost::json::value& value = object[member.name];
    if (given.is_entry) {
        if (!value.is_object()) value.emplace_object();
        return add_entry(member, given.value, value.get_object());
    }
    boost::json::value read;
    if (auto problem = read_value(member, given.value, read)) return problem;
    if (member.is_list) {
        if (!value.is_array()) value.emplace_array();
        value.get_array().push_back(std::move(read));
    } else if (read.is_object() && value.is_object()) {
        for (auto& entry : read.get_object()) value.get_object()[entry.key()] = entry.value();
    } else {
        value = std::move(read);
    }
    return std::nullopt;
}

inline Problem in_arguments(const Call& call, flameup::Error error) {
    error.message = "in the arguments of " + std::string(call.command.name) + ", " + error.message;
    return {"usage", std::move(error)};
}

/// Makes the JSON text of an operation.
inline std::optional<Problem> read_operation(const Call& call, std::string& text) {
    const Arguments& arguments = call.arguments;
    const flameup::Limits& limits = call.config.limits;
    text = "{}";
    if (arguments.words.size() > 1) {
        text.clear();
        if (auto problem = read_word(arguments.words[1], arguments.reply, limits, text))
            return problem;
    }
    if (arguments.members.empty()) return std::nullopt;
    auto object =
        flameup::from_json<boost::json::object>(text, limits, flameup::Strictness::full());
    if (!object) return in_arguments(call, object.error());
    for (const Given& given : arguments.members) {
        const Member& member = call.command.members[given.member];
        if (auto problem = add_given(member, given, *object)) return problem;
    }
    const auto written = flameup::to_json(*object, limits);
    if (!written) return in_arguments(call, written.error());
    text = *written;
    return std::nullopt;
}

} // namespace people_tool

#endif
