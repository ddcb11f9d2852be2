#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_MANUAL_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_MANUAL_HPP

// `people manual`: the manual page, in the man macros of roff, from the tables of the help.

#include "../terminal/output.hpp"
#include "command.hpp"
#include "help.hpp"

#include <flameup/platform.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// Returns a text that roff prints as it is.
inline std::string roff(std::string_view text) {
    std::string result;
    bool is_first = true; // of a line, where `.` and `'` begin requests
    for (const char c : text) {
        if (is_first && (c == '.' || c == '\'')) result += "\\&";
        is_first = c == '\n';
        switch (c) {
        case '\\': result += "\\e"; break;
        case '-': result += "\\-"; break;
        case '\'': result += "\\(aq"; break;
        case '`': result += "\\(ga"; break;
        case '^': result += "\\(ha"; break;
        case '~': result += "\\(ti"; break;
        default: result += c;
        }
    }
    return result;
}

/// Returns the lines of a page as they are, not filled.
inline std::string roff_lines(std::string_view text) { return ".nf\n" + roff(text) + ".fi\n"; }

/// Returns options, each with what it does behind it.
inline std::string roff_list(const std::vector<Line>& lines) {
    std::string text;
    for (const auto& [name, what] : lines) {
        text += ".TP\n.B \"" + roff(name) + "\"\n" + roff(what.empty() ? " " : what) + "\n";
    }
    return text;
}

inline std::string roff_command(const Command& command) {
    std::string text = ".SS " + roff(command.name) + "\n.B people " + roff(command.name) + "\n" +
                       roff(command.words) + " [OPTIONS]\n.PP\n" + roff(command.summary) + ".\n";
    if (!command.details.empty()) text += ".PP\n" + roff_lines(command.details);
    return text + roff_list(lines_of_members(command)) + roff_list(lines_of_options(command)) +
           ".PP\nExample:\n.PP\n.RS\n" + roff_lines("people " + command.example + "\n") + ".RE\n";
}

inline std::string manual(const Commands& commands) {
    std::string text = ".TH PEOPLE 1 \"\" \"people " FLAMEUP_VERSION "\"\n"
                       ".SH NAME\npeople \\- read and write the people of a workspace\n"
                       ".SH SYNOPSIS\n.B people\nCOMMAND [WORDS] [OPTIONS]\n"
                       ".SH DESCRIPTION\nThe commands of operations send one request each. " +
                       roff(about_json) + ".SH COMMANDS\n";
    for (const Command& command : commands) text += roff_command(command);
    text += ".SH OPTIONS\nThese are for all commands.\n" +
            roff_list(lines_of_options(Level::everything)) +
            ".PP\nThese are for all operations.\n" + roff_list(lines_of_options(Level::operations));
    text += ".SH ENVIRONMENT\n"
            "FLAMEUP_API_KEY, FLAMEUP_WORKSPACE and FLAMEUP_BASE_URL have what the options\n"
            "of these names have; the options come first. An empty variable counts as absent.\n"
            ".SH EXIT STATUS\n"
            "0: all was done. 1: a request failed, or not all was done. 2: the command line, the\n"
            "request or the state is wrong, and nothing was sent. 141: the reader of the output\n"
            "left.\n";
    return text;
}

inline int run_manual(const Call& call) { return print(manual(call.commands)); }

} // namespace people_tool

#endif
