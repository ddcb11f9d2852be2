#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMPLETION_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_COMPLETION_HPP

// `people completion`: the scripts that complete command lines in bash, zsh and fish.

#include "../options/names.hpp"
#include "../terminal/output.hpp"
#include "completed.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace people_tool {

/// Returns a text as shells take it, `'it'\''s'`; fish takes this too.
inline std::string in_quotes(std::string_view text) {
    std::string result = "'";
    for (const char c : text) c == '\'' ? result += "'\\''" : result += c;
    return result + "'";
}

/// Returns quoted texts; for zsh each with what it is.
inline std::string array_of(const std::vector<Completed>& list, std::string_view dashes,
                            bool is_zsh) {
    std::string text;
    for (const Completed& one : list) {
        const std::string name = std::string(dashes) + one.name;
        text += (text.empty() ? "" : " ") +
                in_quotes(is_zsh && !one.help.empty() ? name + ":" + one.help : name);
    }
    return text;
}

/// Returns the patterns of the tool's options with a value, which may stand before the command.
inline std::string options_with_values(std::string_view mark) {
    std::vector<std::string> names;
    for (const Option& option : all_options) {
        const std::string name = "--" + std::string(option.name);
        if (is_switch(option) || std::find(names.begin(), names.end(), name) != names.end())
            continue;
        names.push_back(name);
        if (option.letter != 0) names.push_back(std::string("-") + option.letter);
    }
    return joined(names, mark);
}

/// Returns the branches of a `case` by command and option that complete the option's value.
inline std::string value_branches(const Commands& commands, bool is_zsh) {
    std::string text;
    const auto add = [&](const Command* command) {
        const std::string name = command == nullptr ? "" : std::string(command->name);
        for (const Completed& option : completed_options(command)) {
            if (!option.has_value) continue;
            text += "    (" + in_quotes(name + ":--" + option.name);
            if (option.letter != 0) text += " | " + in_quotes(name + ":-" + option.letter);
            std::string list;
            for (const std::string_view choice : option.choices) list += " " + in_quotes(choice);
            const std::string choose = is_zsh ? "compadd --" : "_people_choose";
            text += ") " +
                    (option.is_file ? std::string(is_zsh ? "_files" : "_people_files")
                     : list.empty() ? std::string(":")
                                    : choose + list) +
                    "; return ;;\n";
        }
    };
    add(nullptr);
    for (const Command& command : commands) add(&command);
    return text;
}

/// Returns the branches of a `case` by command that set what its words and options are.
inline std::string word_branches(const Commands& commands, bool is_zsh) {
    std::string text;
    const auto add = [&](const Command* command) {
        text += "    (" + (command == nullptr ? "''" : in_quotes(command->name)) +
                ")\n        names=(" + array_of(completed_words(command, commands), "", is_zsh) +
                ")\n        options=(" + array_of(completed_options(command), "--", is_zsh) + ")\n";
        if (command != nullptr && command->completed == "FILE") text += "        files=1\n";
        text += "        ;;\n";
    };
    add(nullptr);
    for (const Command& command : commands) add(&command);
    return text;
}

inline std::string bash_script(const Commands& commands) {
    return R"(# Completes people in bash: source <(people completion bash)
_people_choose() {
    local choice
    for choice; do [[ $choice == "$word"* ]] && COMPREPLY+=("$choice"); done
}
_people_files() {
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$word"))
}
_people() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command= files= i
    local typed=${COMP_LINE:0:COMP_POINT}
    local -a names options
    COMPREPLY=()
    typed=${typed##*[[:space:]]}
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    for ((i = 1; i < COMP_CWORD; ++i)); do
        case ${COMP_WORDS[i]} in
        ()" +
           options_with_values(" | ") +
           R"()
            [[ ${COMP_WORDS[i + 1]} != = ]] || ((++i))
            ((++i)) ;;
        (-*) ;;
        (*)
            command=${COMP_WORDS[i]}
            break ;;
        esac
    done
    case $command:$before in
)" + value_branches(commands, false) +
           R"(    esac
    case $command in
)" + word_branches(commands, false) +
           R"(    esac
    if [[ $typed == @* ]]; then
        word=${typed#@}
        _people_files
        compopt +o filenames 2>/dev/null
        for i in "${!COMPREPLY[@]}"; do COMPREPLY[i]=@$(printf %q "${COMPREPLY[i]}"); done
    elif [[ $word == -* ]]; then
        _people_choose "${options[@]}"
    elif [[ $files ]]; then
        _people_files
    else
        _people_choose "${names[@]}"
    fi
}
complete -F _people people
)";
}

inline std::string zsh_script(const Commands& commands) {
    return R"(#compdef people
# Completes people in zsh: source <(people completion zsh), or this as _people in $fpath
_people() {
    local command= before=${words[CURRENT - 1]} files= i
    local -a names options
    for ((i = 2; i < CURRENT; ++i)); do
        case ${words[i]} in
        ()" +
           options_with_values(" | ") +
           R"() ((++i)) ;;
        (-*) ;;
        (*)
            command=${words[i]}
            break ;;
        esac
    done
    if [[ $PREFIX == --*=* ]]; then
        before=${PREFIX%%=*}
        compset -P '*='
    fi
    case $command:$before in
)" + value_branches(commands, true) +
           R"(    esac
    case $command in
)" + word_branches(commands, true) +
           R"(    esac
    if [[ $PREFIX == @* ]]; then
        compset -P @
        _files
    elif [[ $PREFIX == -* ]]; then
        _describe -o option options
    elif [[ -n $files ]]; then
        _files
    else
        _describe command names
    fi
}
if [[ $funcstack[1] == _people ]]; then
    _people "$@"
else
    compdef _people people
fi
)";
}

inline std::string fish_script(const Commands& commands) {
    std::string text = R"(# Completes people in fish: people completion fish | source
function __people_command
    set -l skipped 0
    for word in (commandline -opc)[2..-1]
        if test $skipped = 1
            set skipped 0
            continue
        end
        switch $word
            case )" + options_with_values(" ") +
                       R"(
                set skipped 1
            case '-*'
            case '*'
                echo $word
                return
        end
    end
    return 1
end
function __people_files
    set -l typed (commandline -ct)
    string match -q '@*' -- $typed; or return
    for file in (__fish_complete_path (string sub -s 2 -- $typed))
        echo @$file
    end
end
complete -c people -f
)";
    const auto add = [&](const Command* command) {
        const std::string where =
            "complete -c people -n " +
            (command == nullptr
                 ? std::string("'not __people_command >/dev/null'")
                 : in_quotes("contains -- (__people_command) " + std::string(command->name)));
        for (const Completed& word : completed_words(command, commands))
            text += where + " -a " + in_quotes(word.name) + " -d " + in_quotes(word.help) + "\n";
        if (command != nullptr && command->completed == "FILE") text += where + " -F\n";
        if (command != nullptr && !command->members.empty())
            text += where + " -a '(__people_files)'\n";
        for (const Completed& option : completed_options(command)) {
            text += where + " -l " + option.name;
            if (option.letter != 0) text += std::string(" -s ") + option.letter;
            if (option.has_value) text += option.is_file ? " -r -F" : " -x";
            if (!option.choices.empty()) text += " -a " + in_quotes(joined(option.choices, " "));
            text += " -d " + in_quotes(option.help) + "\n";
        }
    };
    add(nullptr);
    for (const Command& command : commands) add(&command);
    return text;
}

inline int run_completion(const Call& call) {
    const std::string& shell = call.arguments.words[1];
    if (shell == "bash") return print(bash_script(call.commands));
    if (shell == "zsh") return print(zsh_script(call.commands));
    if (shell == "fish") return print(fish_script(call.commands));
    return usage_error("there is a completion for bash, zsh and fish");
}

} // namespace people_tool

#endif
