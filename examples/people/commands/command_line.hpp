#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMMAND_LINE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMMAND_LINE_HPP

// Reads the command line by the tables of commands and options.

#include "../options/names.hpp"
#include "command.hpp"
#include "words.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>
#include <vector>

namespace people_tool {

/// What a command line asks for.
struct Asked {
    const Command* command = nullptr;
    Arguments arguments;
    bool help = false, version = false; // wherever they stand
    std::string problem;                // what is wrong, with what to do next; or empty
};

class CommandLine {
  public:
    CommandLine(int count, char** values, const Commands& commands)
        : given_(values + (count < 1 ? 0 : 1), values + count), commands_(commands) {}

    Asked read() {
        look_ahead();
        if (asked_.help || asked_.version || !asked_.problem.empty()) return std::move(asked_);
        if (given_.empty()) return std::move(asked_);
        for (at_ = 0; at_ != given_.size() && asked_.problem.empty(); ++at_) take(given_[at_]);
        if (asked_.problem.empty()) check();
        return std::move(asked_);
    }

  private:
    // Finds the command, by which options are understood, and whether help is asked for.
    void look_ahead() {
        bool has_command = false, options_end = false;
        for (std::size_t i = 0; i != given_.size(); ++i) {
            const std::string_view word = given_[i];
            if (options_end || !is_option(word)) {
                if (!std::exchange(has_command, true)) find(word);
            } else if (word == "--") {
                options_end = true;
            } else if (word == "--help" || word == "-h") {
                asked_.help = true;
            } else if (word == "--version" || word == "-V") {
                asked_.version = true;
            } else {
                const std::size_t end = is_short(word) ? 2 : word.find('=');
                const Option* const option = find_option(word.substr(0, end), everything);
                is_behind_unknown_ |= option == nullptr && !has_command;
                if (option != nullptr && !is_switch(*option) && end >= word.size()) ++i;
                if (i >= given_.size()) return;
            }
        }
    }

    // The word is not repeated: it may be an API key in the wrong place.
    void find(std::string_view name) {
        asked_.command = find_command(commands_, name);
        if (asked_.command != nullptr) return;
        if (name == "version") return asked_.version = true, void();
        if (is_behind_unknown_)
            return fail("the options of a command stand behind it; see people --help");
        const auto names = names_of(commands_);
        fail("there is no such command" +
             did_you_mean(name, names, "", "; there are " + joined(names, " ") + ".") +
             " See people --help");
    }

    void fail(std::string problem) {
        if (asked_.problem.empty()) asked_.problem = std::move(problem);
    }

    unsigned group() const {
        return asked_.command == nullptr ? everything : asked_.command->group;
    }

    std::string see_help() const {
        if (asked_.command == nullptr) return "see people --help";
        return "see people " + std::string(asked_.command->name) + " --help";
    }

    void take(std::string_view word) {
        if (options_end_ || !is_option(word))
            return asked_.arguments.words.emplace_back(word), void();
        if (word == "--") {
            options_end_ = true;
            return;
        }
        const Option* const first = find_option(word.substr(0, 2), group());
        if (is_short(word) && word.size() > 2 && first != nullptr)
            return take_letters(*first, word);
        const std::size_t equals = is_short(word) ? word.npos : word.find('=');
        const std::string_view name = word.substr(0, equals);
        const auto value =
            equals == word.npos ? std::nullopt : std::optional(word.substr(equals + 1));
        if (const Option* const option = find_option(name, group())) return set(*option, value);
        if (asked_.command != nullptr && set_member(name, value)) return;
        if (const Option* const option = find_option(name, everything)) {
            return fail("--" + std::string(option->name) + " is not for " +
                        std::string(asked_.command->name) + "; " + see_help());
        }
        const std::string others = commands_with(commands_, name);
        if (asked_.command != nullptr && !others.empty()) {
            return fail(shown_name(name) + " is for " + others + ", and not for " +
                        std::string(asked_.command->name) + "; " + see_help());
        }
        const std::string_view typed = name.substr((std::min)(name.size(), std::size_t{2}));
        fail("there is no option " + shown_name(name) +
             did_you_mean(typed, known(), "--", hint_of_entries() + "; " + see_help()));
    }

    // Several letters in one word, as in `-qv`, or a letter with its value, as in `-ocsv`.
    void take_letters(const Option& first, std::string_view word) {
        const std::string_view rest = word.substr(2);
        if (!is_switch(first)) return set(first, rest.substr(rest[0] == '=' ? 1 : 0));
        set(first, std::nullopt);
        take("-" + std::string(rest));
    }

    // Names of the tool's options come first: members of these names are in the JSON alone.
    bool set_member(std::string_view name, std::optional<std::string_view> given) {
        if (name.substr(0, 2) != "--") return false;
        const std::string option = kebab(name.substr(2));
        const auto& members = asked_.command->members;
        for (const bool is_entry : {false, true}) {
            for (std::size_t i = 0; i != members.size(); ++i) {
                const Member& member = members[i];
                bool is_meant = option == (is_entry ? member.entry : member.option);
                for (const auto other : member.others)
                    is_meant |= !is_entry && option == kebab(other);
                if (!is_meant || option.empty()) continue;
                if (member.kind == Member::Kind::boolean && !given && !is_boolean_next())
                    given = "true";
                if (auto value = value_of(option, given))
                    asked_.arguments.members.push_back({i, is_entry, *std::move(value)});
                return true;
            }
        }
        return false;
    }

    std::string hint_of_entries() const {
        return asked_.command == nullptr ? "" : hint_of_word(*asked_.command, "=");
    }

    bool is_boolean_next() const {
        return at_ + 1 != given_.size() &&
               (given_[at_ + 1] == "true" || given_[at_ + 1] == "false");
    }

    std::vector<std::string> known() const {
        std::vector<std::string> names{"help", "version"};
        for (const Option& option : all_options) {
            if ((option.groups & group()) != 0) names.emplace_back(option.name);
        }
        if (asked_.command == nullptr) return names;
        for (const Member& member : asked_.command->members) {
            if (!is_hidden(member)) names.push_back(member.option);
            if (!member.entry.empty()) names.push_back(member.entry);
        }
        return names;
    }

    // Returns the value of an option: what stands behind its `=`, or the next word.
    std::optional<std::string> value_of(std::string_view name,
                                        std::optional<std::string_view> value) {
        if (value) return std::string(*value);
        if (at_ + 1 != given_.size() && given_[at_ + 1].substr(0, 2) != "--") {
            return std::string(given_[++at_]);
        }
        fail("--" + std::string(name) + " needs a value");
        return std::nullopt;
    }

    void set(const Option& option, std::optional<std::string_view> given) {
        Arguments& arguments = asked_.arguments;
        const std::string name = "--" + std::string(option.name);
        if (const auto* const is_on = std::get_if<bool Arguments::*>(&option.place)) {
            if (given) return fail(name + " takes no value");
            arguments.** is_on = true;
            return;
        }
        auto value = value_of(option.name, given);
        if (!value) return;
        const auto choices = choices_of(option);
        if (!choices.empty() && std::find(choices.begin(), choices.end(), *value) == choices.end())
            return fail(name + " needs one of: " + joined(choices, ", "));
        if (const auto* const number = std::get_if<std::int64_t Arguments::*>(&option.place)) {
            const char* const end = value->data() + value->size();
            const auto read = std::from_chars(value->data(), end, arguments.**number);
            if (read.ec == std::errc() && read.ptr == end && arguments.**number >= option.least &&
                arguments.**number <= option.most)
                return;
            return fail(name + " needs a whole number from " + std::to_string(option.least) +
                        " to " + std::to_string(option.most));
        }
        if (const auto* const list =
                std::get_if<std::vector<std::string> Arguments::*>(&option.place)) {
            (arguments.**list).push_back(*std::move(value));
        } else if (const auto* const text =
                       std::get_if<std::optional<std::string> Arguments::*>(&option.place)) {
            arguments.** text = std::move(value);
        }
    }

    void too_many(std::string_view word) {
        const Command& command = *asked_.command;
        fail("there are more words than " + std::string(command.name) + " takes" +
             hint_of_word(command, word) + "; " + see_help());
    }

    // Gives words to the members that they fill; what is left is the JSON.
    void fill_members() {
        const Command& command = *asked_.command;
        std::vector<std::string> kept{asked_.arguments.words[0]};
        const auto members = words_of(command);
        std::size_t next = 0;
        for (std::size_t i = 1; i != asked_.arguments.words.size(); ++i) {
            std::string& word = asked_.arguments.words[i];
            if (is_json(word)) {
                kept.push_back(std::move(word));
            } else if (members.empty()) {
                return fail(std::string(command.name) + " takes options, and JSON as {...}; " +
                            see_help());
            } else if (next == members.size()) {
                return too_many(word);
            } else {
                add_word(*members[next++], std::move(word));
            }
        }
        if (kept.size() > 2) return fail("JSON is given twice; " + see_help());
        for (const Member* const member : members) {
            if (kept.size() == 1 && member->is_needed && !is_given(*member) &&
                asked_.arguments.where.empty())
                fail(std::string(command.name) + " needs " + capitals(member->option) + "; " +
                     see_help());
        }
        asked_.arguments.words = std::move(kept);
    }

    bool is_given(const Member& member) const {
        const auto& given = asked_.arguments.members;
        return std::any_of(given.begin(), given.end(), [&](const Given& one) {
            return &asked_.command->members[one.member] == &member;
        });
    }

    void add_word(const Member& member, std::string word) {
        if (is_given(member)) fail("--" + member.option + " is given twice: as a word, too");
        const auto index = static_cast<std::size_t>(&member - asked_.command->members.data());
        asked_.arguments.members.push_back({index, false, std::move(word)});
    }

    // Checks what takes more than one option or word.
    void check() {
        if (asked_.command == nullptr) return fail("a command is missing; " + see_help());
        Arguments& arguments = asked_.arguments;
        const Command& command = *asked_.command;
        const std::size_t count = arguments.words.size() - 1;
        if (is_operation(command)) {
            fill_members();
        } else if (count < command.least) {
            fail(std::string(command.name) + " needs " + command.words + "; " + see_help());
        } else if (count > command.most) {
            too_many(arguments.words.back());
        }
        if (arguments.workspace && arguments.workspace->empty()) {
            fail("--workspace needs an id; without it, the API key determines the workspace");
        }
    }

    std::vector<std::string_view> given_;
    const Commands& commands_;
    Asked asked_;
    std::size_t at_ = 0;
    bool options_end_ = false, is_behind_unknown_ = false;
};

/// Reads a command line; without a command, `command` is null.
inline Asked read_command_line(int count, char** values, const Commands& commands) {
    return CommandLine(count, values, commands).read();
}

} // namespace people_tool

#endif
