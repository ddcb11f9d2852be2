#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMAND_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMAND_HPP

// What a command is: one of the tool's own, or an operation with its members.

#include "identity.hpp"
#include "options.hpp"

#include <flameup/message/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// A member of an operation, as the command line gives it.
struct Member {
    enum class Kind { text, integer, number, boolean, name, object, list_of_objects, other };

    std::string_view name;                // as in JSON
    std::string option;                   // `user-id` for `userId` and `user_id`
    std::vector<std::string_view> others; // further names in JSON
    Kind kind = Kind::other;              // of one value
    bool is_list = false, is_required = false, is_word = false;
    std::vector<std::string_view> choices; // the names of an enumeration
    std::string rule;                      // what the rules say, for help
    bool is_email = false;
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

/// A command: its name and pages, and what it does.
struct Command {
    std::string_view name;
    std::string_view words;   // what help shows behind the name
    std::size_t least, most;  // how many words there may be
    Group group;              // which options it takes
    std::string_view summary; // one line without a full stop
    std::string_view details; // lines, of at most 78 characters, that end; or empty
    std::string_view example; // a command line without `people`
    int (*run)(const Call&);
    std::vector<Member> members = {}; // of an operation
    std::string_view route = {}, method = {}, permission = {};
};

inline bool is_operation(const Command& command) { return !command.method.empty(); }

/// Returns the command of that name, or null.
inline const Command* find_command(const Commands& commands, std::string_view name) {
    for (const Command& command : commands) {
        if (command.name == name) return &command;
    }
    return nullptr;
}

} // namespace people_tool

#endif
