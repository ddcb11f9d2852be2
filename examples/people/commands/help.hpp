#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_HELP_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_HELP_HPP

// The pages of the help, from the tables of commands and options.

#include "../../network.hpp"
#include "../options/names.hpp"
#include "command.hpp"
#include "words.hpp"

#include <flameup/message/config.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// One line of a list: a name and what it is.
struct Line {
    std::string name, text;
};

/// Returns lines whose texts begin in one column; a long name has a line of its own.
inline std::string columns(const std::vector<Line>& lines, std::size_t widest = 24) {
    std::size_t width = 0;
    for (const Line& line : lines) {
        if (line.name.size() <= widest) width = (std::max)(width, line.name.size());
    }
    std::string text;
    for (const auto& [name, what] : lines) {
        text.append("  ").append(name);
        if (what.empty()) {
            text += '\n';
            continue;
        }
        const bool fits = name.size() <= width;
        text.append(fits ? "" : "\n").append(fits ? width - name.size() + 2 : width + 4, ' ');
        text.append(what).append("\n");
    }
    return text;
}

/// Where an option is explained: with all commands, with all operations, or with its command.
enum class Level { everything, operations, command };

inline Level level_of(const Option& option) {
    if (option.groups == everything) return Level::everything;
    return (option.groups & calls) != 0 ? Level::operations : Level::command;
}

/// Tells whether an option is explained on the page of a command itself.
inline bool is_explained(const Option& option, const Command& command) {
    if ((option.groups & command.group) == 0 || option.groups == everything) return false;
    return !is_operation(command) || level_of(option) == Level::command;
}

/// Returns the lines of the options for which a function returns true.
template <class Is> std::vector<Line> lines_of_options(const Is& is) {
    std::vector<Line> lines;
    for (const Option& option : all_options) {
        if (!is(option)) continue;
        std::string name = "--" + std::string(option.name);
        if (option.letter != 0) name = std::string("-") + option.letter + ", " + name;
        if (!option.value.empty()) name.append(" ").append(option.value);
        std::string help(option.help);
        if (option.name == "transport") help += ": " + network::names();
        if (option.name == "base-url") help.append("; ").append(flameup::Config().base_url.text());
        lines.push_back({name, help});
    }
    return lines;
}

inline std::vector<Line> lines_of_options(Level level) {
    return lines_of_options([level](const Option& option) { return level_of(option) == level; });
}

inline std::vector<Line> lines_of_options(const Command& command) {
    return lines_of_options([&](const Option& option) { return is_explained(option, command); });
}

inline std::string options_page() {
    return "Options of all commands:\n\n" + columns(lines_of_options(Level::everything)) +
           "\nOptions of operations:\n\n" + columns(lines_of_options(Level::operations)) +
           "\nA variable of the environment that is empty counts as absent; `people help\n"
           "whoami` has the order. Without a key, a URL and a transport, commands fail. On a\n"
           "terminal, and with --demo, they run on sample people in memory.\n";
}

inline std::string main_page(const Commands& commands) {
    std::vector<Line> lines;
    for (const Command& command : commands) {
        lines.push_back({std::string(command.name), std::string(command.summary)});
    }
    return "usage: people COMMAND [WORDS] [OPTIONS]\n\n" + columns(lines) +
           "\nMore: people COMMAND --help, with an example, and people help options.\n";
}

/// Returns the lines of the options that are members of an operation.
inline std::vector<Line> lines_of_members(const Command& command) {
    std::vector<Line> lines;
    for (const Member& member : command.members) {
        std::string text = member.rules;
        const auto add = [&text](std::string_view part) {
            text.append(text.empty() ? "" : "; ").append(part);
        };
        if (member.is_word && member.is_person)
            text = "a userId or an email" + (text.empty() ? "" : "; " + text);
        if (member.is_word && !member.is_person) add(capitals(member.option) + " as an option");
        if (member.kind == Member::Kind::time) add("2024-01-15 or 2024-01-15T10:30:00Z");
        if (member.is_needed && !member.is_word) add("needed");
        if (member.is_list) add("may be repeated");
        if (!member.entry.empty())
            lines.push_back({"--" + member.entry + " NAME=TEXT",
                             "or NAME:=JSON, as NAME:=null; may be repeated"});
        if (is_hidden(member)) {
            lines.push_back({"(" + member.option + ")",
                             "only in the JSON" + (text.empty() ? "" : "; " + text)});
        } else {
            lines.push_back({"--" + member.option + " " + value_of(member), text});
        }
    }
    return lines;
}

inline constexpr std::string_view about_json =
    "JSON, in an argument, in FILE or on standard input (-), has the members of the\n"
    "request. Words and options win over them, and add to lists and objects.\n";

inline std::string page_of(const Command& command) {
    std::string text = "usage: people " + std::string(command.name);
    if (!command.words.empty()) text.append(" ").append(command.words);
    text += " [OPTIONS]\n";
    if (!command.members.empty()) {
        text.append("       people ").append(command.name) += " JSON|@FILE|- [OPTIONS]\n";
    }
    text += "\n" + command.summary + ".\n";
    if (!command.details.empty()) text.append("\n").append(command.details);
    auto lines = lines_of_members(command);
    if (!lines.empty()) text += "\n" + columns(lines);
    lines = lines_of_options(command);
    if (!lines.empty()) text += "\n" + columns(lines);
    text += "\nMore options, as --" + std::string(is_operation(command) ? "output" : "verbose") +
            ": people help options\n";
    if (!command.members.empty()) {
        text.append("\n").append(about_json);
    }
    return text + "\nExample:\n  people " + command.example + "\n";
}

} // namespace people_tool

#endif
