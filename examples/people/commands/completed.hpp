#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMPLETED_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMPLETED_HPP

// What shells complete: the options and words of each command.

#include "../options/names.hpp"
#include "command.hpp"
#include "words.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// An option or a word as shells complete it.
struct Completed {
    std::string name; // without the dashes
    std::string help;
    char letter = 0;
    bool has_value = false, is_file = false;
    std::vector<std::string_view> choices = {}; // of the value
};

/// Returns the options of a command, or those of all commands.
inline std::vector<Completed> completed_options(const Command* command) {
    std::vector<Completed> list{{"help", "print the page of the command", 'h'}};
    for (const Option& option : all_options) {
        const bool is_for = command == nullptr ? option.groups == everything
                                               : (option.groups & command->group) != 0;
        if (!is_for) continue;
        list.push_back({std::string(option.name), std::string(option.help), option.letter,
                        !is_switch(option), option.value == "FILE", choices_of(option)});
    }
    if (command == nullptr) {
        list.push_back({"version", "print the version"});
        return list;
    }
    for (const Member& member : command->members) {
        if (is_hidden(member)) continue;
        const bool is_boolean = member.kind == Member::Kind::boolean;
        list.push_back({member.option, member.rules, 0, true, false,
                        is_boolean ? choices_in("true|false") : member.choices});
        if (!member.entry.empty())
            list.push_back({member.entry, "NAME=TEXT or NAME:=JSON", 0, true});
    }
    return list;
}

/// Returns what the words behind a command may be, with texts.
inline std::vector<Completed> completed_words(const Command* command, const Commands& commands) {
    std::vector<Completed> list;
    const bool has_commands = command == nullptr || command->completed == "COMMAND";
    for (const Command& one : commands) {
        if (has_commands) list.push_back({std::string(one.name), one.summary});
    }
    if (command == nullptr) return list;
    if (has_commands) list.push_back({"options", "the options of all commands"});
    for (const std::string_view word : choices_in(command->completed))
        list.push_back({std::string(word), ""});
    for (const Member* const member : words_of(*command)) {
        for (const std::string_view word : member->choices) list.push_back({std::string(word), ""});
    }
    return list;
}

} // namespace people_tool

#endif
