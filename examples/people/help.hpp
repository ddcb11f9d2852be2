#ifndef FLAMEUP_EXAMPLES_PEOPLE_HELP_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_HELP_HPP

// The pages of the help, from the tables of commands and options.

#include "../network.hpp"
#include "command.hpp"
#include "nearest.hpp"

#include <flameup/message/config.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

inline std::vector<std::string_view> names_of(const Commands& commands) {
    std::vector<std::string_view> names;
    for (const Command& command : commands) names.push_back(command.name);
    return names;
}

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

/// Returns the lines of the options that are for a group; those for everything if asked.
inline std::vector<Line> lines_of_options(unsigned group, bool for_everything) {
    std::vector<Line> lines;
    for (const Option& option : all_options) {
        if ((option.groups == everything) != for_everything || (option.groups & group) == 0)
            continue;
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

inline std::string options_page() {
    return "Options of all commands:\n\n" + columns(lines_of_options(everything, true)) +
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
           "\npeople COMMAND --help    the page of a command, with an example\n"
           "people help options      options of all commands: the key, the URL and others\n";
}

inline std::string page_of(const Command& command) {
    std::string text = "usage: people " + std::string(command.name);
    if (!command.words.empty()) text.append(" ").append(command.words);
    text += " [OPTIONS]\n\n" + std::string(command.summary) + ".\n";
    if (!command.details.empty()) text.append("\n").append(command.details);
    const std::string list = columns(lines_of_options(command.group, false));
    if (!list.empty()) text += "\n" + list;
    text += "  (more: people help options)\n";
    return text + "\nexample: people " + std::string(command.example) + "\n";
}

} // namespace people_tool

#endif
