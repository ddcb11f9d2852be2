#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMAND_LINE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMAND_LINE_HPP

// Reads the command line by the tables of commands and options.

#include "../network.hpp"
#include "command.hpp"
#include "nearest.hpp"

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

/// Returns the name of an option for messages; other words are not shown: they may be an API key.
inline std::string shown_name(std::string_view name) {
    const bool is_name = name.substr(0, 2) == "--" && name.size() < 24 &&
                         name.find_first_not_of("-abcdefghijklmnopqrstuvwxyz") == name.npos;
    return is_name ? std::string(name) : "of that name";
}

/// Returns the words of a name that is written as `userId`, `user_id` or `user-id`: `user-id`.
inline std::string kebab(std::string_view name) {
    std::string text;
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        if (is_capital && !text.empty() && text.back() != '-') text += '-';
        text += c == '_' ? '-' : is_capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// Returns the texts between the bars of `a|b`; none without a bar.
inline std::vector<std::string_view> choices_in(std::string_view value) {
    std::vector<std::string_view> choices;
    if (value.find('|') == value.npos) return choices;
    for (std::size_t end = 0; end != value.npos; value.remove_prefix(end + 1)) {
        end = value.find('|');
        choices.push_back(value.substr(0, end));
        if (end == value.npos) break;
    }
    return choices;
}

inline std::string listed(const std::vector<std::string_view>& names) {
    std::string text;
    for (const std::string_view name : names) text.append(text.empty() ? "" : ", ").append(name);
    return text;
}

/// Tells whether a word is an option: `-` is a word, which stands for standard input.
inline bool is_option(std::string_view word) { return word.size() > 1 && word[0] == '-'; }

inline bool is_named(const Option& option, std::string_view word) {
    if (word.substr(0, 2) == "--") return word.substr(2) == option.name;
    return word.size() == 2 && option.letter != 0 && word[1] == option.letter;
}

/// Returns the tool's option of that name for a group; for another group if there is no such one.
inline const Option* find_option(std::string_view word, unsigned group) {
    const Option* found = nullptr;
    for (const Option& option : all_options) {
        if (!is_named(option, word)) continue;
        if ((option.groups & group) != 0) return &option;
        found = &option;
    }
    return found;
}

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
            } else if (word == "--version") {
                asked_.version = true;
            } else {
                const Option* const option = find_option(word, everything);
                if (option != nullptr && !is_switch(*option)) ++i;
                if (i >= given_.size()) return;
            }
        }
    }

    // The word is not repeated: it may be an API key in the wrong place.
    void find(std::string_view name) {
        asked_.command = find_command(commands_, name);
        if (asked_.command != nullptr) return;
        std::vector<std::string_view> names;
        std::string list;
        for (const Command& command : commands_) {
            names.push_back(command.name);
            list.append(" ").append(command.name);
        }
        fail("there is no such command" + did_you_mean(name, names, "", "; there are" + list) +
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
        const std::size_t equals = word.substr(0, 2) == "--" ? word.find('=') : word.npos;
        const std::string_view name = word.substr(0, equals);
        const auto value =
            equals == word.npos ? std::nullopt : std::optional(word.substr(equals + 1));
        const Option* const option = find_option(name, group());
        if (option != nullptr && (option->groups & group()) != 0) {
            return set(*option, value);
        }
        if (option != nullptr) {
            return fail("--" + std::string(option->name) + " is not for " +
                        std::string(asked_.command->name) + "; " + see_help());
        }
        fail("there is no option " + shown_name(name) +
             did_you_mean(name.substr((std::min)(name.size(), std::size_t{2})), known(), "--",
                          "; " + see_help()));
    }

    std::vector<std::string> known() const {
        std::vector<std::string> names{"help", "version"};
        for (const Option& option : all_options) {
            if ((option.groups & group()) != 0) names.emplace_back(option.name);
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
        if (is_switch(option)) {
            if (given) return fail(name + " takes no value");
            arguments.*std::get<bool Arguments::*>(option.place) = true;
            return;
        }
        auto value = value_of(option.name, given);
        if (!value) return;
        const auto choices = choices_in(option.value);
        if (!choices.empty() && std::find(choices.begin(), choices.end(), *value) == choices.end())
            return fail(name + " needs one of: " + listed(choices));
        if (const auto* const number = std::get_if<std::int64_t Arguments::*>(&option.place)) {
            const char* const end = value->data() + value->size();
            const auto read = std::from_chars(value->data(), end, arguments.**number);
            if (read.ec == std::errc() && read.ptr == end && arguments.**number >= 0 &&
                arguments.**number <= option.most)
                return;
            return fail(name + " needs a whole number from 0 to " + std::to_string(option.most));
        }
        if (const auto* const list =
                std::get_if<std::vector<std::string> Arguments::*>(&option.place)) {
            (arguments.**list).push_back(*std::move(value));
        } else {
            arguments.*std::get<std::optional<std::string> Arguments::*>(option.place) =
                std::move(value);
        }
    }

    // Checks what takes more than one option or word.
    void check() {
        if (asked_.command == nullptr) return fail("a command is missing; " + see_help());
        const Arguments& arguments = asked_.arguments;
        const Command& command = *asked_.command;
        const std::size_t count = arguments.words.size() - 1;
        if (count < command.least) {
            fail(std::string(command.name) + " needs " + std::string(command.words) + "; " +
                 see_help());
        }
        if (count > command.most) {
            fail("there are more words than " + std::string(command.name) + " takes; " +
                 see_help());
        }
        if (arguments.workspace && arguments.workspace->empty()) {
            fail("--workspace needs an id; without it, the API key determines the workspace");
        }
        if (arguments.transport && !network::is_built(*arguments.transport)) {
            fail("there is no such transport; there are: " + network::names());
        }
    }

    std::vector<std::string_view> given_;
    const Commands& commands_;
    Asked asked_;
    std::size_t at_ = 0;
    bool options_end_ = false;
};

/// Reads a command line; without a command, `command` is null.
inline Asked read_command_line(int count, char** values, const Commands& commands) {
    return CommandLine(count, values, commands).read();
}

} // namespace people_tool

#endif
