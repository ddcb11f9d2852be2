#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMMAND_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMMAND_HPP

// What a command is: one of the tool's own, or an operation with its members.

#include "../options/identity.hpp"
#include "../options/options.hpp"

#include <flameup/message/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// A member of an operation, as the command line gives it.
struct Member {
    /// What one value is: a text, a text that is a time, one of some names, JSON of a kind.
    enum class Kind { text, time, name, integer, number, boolean, object, json };

    std::string_view name;                 // as in JSON
    std::string option;                    // `user-id` for `userId` and `user_id`
    std::string entry;                     // `trait` for an object `traits`; or empty
    std::vector<std::string_view> others;  // further names in JSON
    std::vector<std::string_view> choices; // the names of an enumeration
    std::string rules;                     // what its rules say, for the help
    Kind kind = Kind::json;
    bool is_list = false; // the option may be repeated
    bool may_be_absent = false;
    bool is_in_path = false; // it fills a part of the path
    bool is_needed = false;  // a rule or the path asks for it
    bool is_any_of = false;  // it is the first of some of which one is needed
    bool is_email = false, is_person = false;
    bool is_word = false; // a word without an option fills it
};

struct Command;
using Commands = std::vector<Command>;

/// What a command runs with.
struct Call {
    const Arguments& arguments;
    const flameup::Config& config;
    const Command& command;
    const Commands& commands;
    const Identity& identity;
};

/// A command: its name and page, and what it does.
struct Command {
    std::string_view name;
    std::string words;        // what help shows behind the name
    std::size_t least, most;  // how many words there may be
    Group group;              // which options it takes
    std::string summary;      // one line without a full stop
    std::string_view details; // lines of at most 79 characters, each with its end; or empty
    std::string example;      // a command line without `people`
    int (*run)(const Call&);
    std::string_view completed = {};  // what its first word is: `FILE`, `a|b`, `COMMAND`
    std::vector<Member> members = {}; // of an operation
    std::string request = {};         // of an operation: its method and path
};

inline bool is_operation(const Command& command) { return !command.request.empty(); }

/// Returns the command of that name, or null.
inline const Command* find_command(const Commands& commands, std::string_view name) {
    for (const Command& command : commands) {
        if (command.name == name) return &command;
    }
    return nullptr;
}

inline std::vector<std::string_view> names_of(const Commands& commands) {
    std::vector<std::string_view> names;
    for (const Command& command : commands) names.push_back(command.name);
    return names;
}

} // namespace people_tool

#endif
