#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_WORDS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_WORDS_HPP

// How the members of an operation are written as words and options.

#include "../options/names.hpp"
#include "command.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// Returns what help calls a value of a member.
inline std::string value_of(const Member& member) {
    using Kind = Member::Kind;
    if (!member.choices.empty()) return joined(member.choices, "|");
    switch (member.kind) {
    case Kind::time: return "TIME";
    case Kind::integer: return "N";
    case Kind::number: return "NUMBER";
    case Kind::boolean: return "true|false";
    case Kind::object:
    case Kind::json: return "JSON";
    default: return "TEXT";
    }
}

/// Tells whether an option of the tool has the name of a member, which is in the JSON alone then.
inline bool is_hidden(const Member& member) {
    return member.option == "help" || member.option == "version" ||
           find_option("--" + member.option, calls) != nullptr;
}

/// Tells whether a word is JSON, `@FILE` or `-` for standard input, and not a member's value.
inline bool is_json(std::string_view word) {
    return word == "-" || (!word.empty() && (word[0] == '{' || word[0] == '[' || word[0] == '@'));
}

inline bool is_text(const Member& member) {
    return !member.is_list &&
           (member.kind == Member::Kind::text || member.kind == Member::Kind::name);
}

/// Chooses the members that words fill: those in the path; else the first one that must be there
/// and is a text; else the first one of those of which one is needed.
inline void choose_words(std::vector<Member>& members, std::string_view path) {
    bool has_path = false;
    for (Member& member : members) {
        member.is_in_path = path.find("{" + std::string(member.name) + "}") != path.npos;
        has_path |= member.is_word = member.is_in_path;
        member.is_needed |= member.is_in_path;
    }
    if (has_path) return;
    for (Member& member : members) {
        if (is_text(member) && !member.may_be_absent && !member.is_word) {
            member.is_word = true;
            return;
        }
    }
    for (Member& member : members) {
        if (is_text(member) && member.is_any_of) {
            member.is_word = true;
            return;
        }
    }
}

/// Returns the members that words fill, in the order of the words: as in the path.
inline std::vector<const Member*> words_of(const Command& command) {
    std::vector<const Member*> words;
    for (const Member& member : command.members) {
        if (member.is_word) words.push_back(&member);
    }
    const auto place = [&](const Member* member) {
        return command.request.find("{" + std::string(member->name) + "}");
    };
    std::stable_sort(words.begin(), words.end(),
                     [&](const Member* a, const Member* b) { return place(a) < place(b); });
    return words;
}

/// Returns the name of an option for messages; other words are not shown: they may be an API key.
inline std::string shown_name(std::string_view name) {
    const bool is_name = name.substr(0, 2) == "--" && name.size() < 24 &&
                         name.find_first_not_of("-abcdefghijklmnopqrstuvwxyz") == name.npos;
    return is_name ? std::string(name) : "of that name";
}

/// Tells whether a word is an option: `-` is a word, which stands for standard input.
inline bool is_option(std::string_view word) { return word.size() > 1 && word[0] == '-'; }

/// Tells whether an option is a letter behind one dash.
inline bool is_short(std::string_view option) { return option.substr(0, 2) != "--"; }

/// Returns the commands that have a member of that name, as an option.
inline std::string commands_with(const Commands& commands, std::string_view option) {
    std::vector<std::string_view> found;
    for (const Command& command : commands) {
        for (const Member& member : command.members) {
            if (option == "--" + member.option && !is_hidden(member)) found.push_back(command.name);
        }
    }
    return joined(found, ", ");
}

/// Returns what may be meant by a word that is one too many. The word is not repeated: it may be an
/// API key.
inline std::string hint_of_word(const Command& command, std::string_view word) {
    if (command.group == accounts) {
        return "; a key is typed at the prompt, or is the first line of standard input or of "
               "--api-key-file";
    }
    if (command.group == exports) return "; it prints to standard output, for > FILE";
    for (const Member& member : command.members) {
        if (!member.entry.empty() && word.find('=') != word.npos)
            return "; --" + member.entry + " NAME=TEXT sets one of the " + member.option;
    }
    return {};
}

inline std::string capitals(std::string text) {
    for (char& c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

/// Returns a command line of an operation, as an example.
inline std::string example_of(const Command& command) {
    using Kind = Member::Kind;
    std::string text(command.name);
    for (const Member* const member : words_of(command)) {
        const std::string_view name = member->is_person               ? "ada@example.com"
                                      : !member->choices.empty()      ? member->choices[0]
                                      : member->kind == Kind::integer ? "10"
                                                                      : "ada";
        text.append(" ").append(name);
    }
    bool has_number = false;
    for (const Member& member : command.members) {
        const std::string option = " --" + member.option + " ";
        if (member.is_word || text.size() > 50) continue;
        if (member.is_email) text += option + "ada@example.com";
        if (!member.choices.empty()) text += option + std::string(member.choices[0]);
        if (member.kind == Kind::integer && !std::exchange(has_number, true)) text += option + "10";
        if (member.is_list && member.kind == Kind::object)
            text.append(" @").append(command.name).append(".json");
        if (!member.entry.empty())
            text += " --" + member.entry + " plan=free --" + member.entry + " level:=7";
    }
    return text;
}

/// Adds what follows from the members of an operation and its path.
inline void complete(Command& command, std::string_view path) {
    choose_words(command.members, path);
    for (Member& member : command.members) {
        member.option = kebab(member.name);
        if (member.kind == Member::Kind::object && !member.is_list && member.option.size() > 1 &&
            member.option.back() == 's') {
            member.entry = member.option.substr(0, member.option.size() - 1);
        }
    }
    for (const Member* const member : words_of(command)) {
        const std::string word = capitals(member->option);
        command.words += (command.words.empty() ? "" : " ") +
                         (member->is_needed || !member->may_be_absent ? word : "[" + word + "]");
    }
    command.most = words_of(command).size() + 1;
    command.example = example_of(command);
}

} // namespace people_tool

#endif
