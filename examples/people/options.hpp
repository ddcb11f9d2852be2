#ifndef FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_HPP

// The command line of the tool.

#include "../network.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace people_tool {

struct Arguments {
    std::optional<std::string> api_key, workspace, base_url, reply, transport;
    std::optional<std::string> state, rejected, rate, query; // options of import and export
    std::optional<std::string> format, separator, empty;     // of an import
    std::optional<std::string> skip, limit, output, fields;
    std::optional<std::int64_t> skip_count, limit_count; // the numbers in them
    std::vector<std::string> map, type;
    bool infer = false;
    bool dry_run = false, no_validate = false, show_secrets = false, help = false;
    std::vector<std::string> words;         // the operation and its JSON
    std::int64_t requests_per_minute = 120; // the number in `rate`
};

inline bool is_import(const Arguments& arguments) { return arguments.words[0] == "import"; }
inline bool is_description(const Arguments& arguments) { return arguments.words[0] == "openapi"; }
inline bool is_transfer(const Arguments& arguments) {
    return is_import(arguments) || arguments.words[0] == "export";
}

/// Tells whether the in-memory service answers.
inline bool is_in_memory(const Arguments& arguments) {
    return !arguments.reply && !arguments.api_key && !arguments.base_url && !arguments.transport;
}

/// Returns the name of an option for messages; other words are not shown: they may be an API key.
inline std::string shown_name(std::string_view name) {
    const bool is_name = name.substr(0, 2) == "--" && name.size() < 24 &&
                         name.find_first_not_of("-abcdefghijklmnopqrstuvwxyz") == name.npos;
    return is_name ? std::string(name) : "of that name";
}

inline bool read_count(const std::optional<std::string>& text, std::optional<std::int64_t>& count) {
    if (!text) return true;
    const char* const end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, count.emplace());
    return read.ec == std::errc() && read.ptr == end && *count >= 0 &&
           *count <= std::int64_t{1} << 53;
}

inline bool read_rate(std::string_view text, std::int64_t& rate) {
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, rate);
    return read.ec == std::errc() && read.ptr == end && rate >= 0 && rate <= 1'000'000;
}

/// Returns why options do not go together; empty if they do.
inline std::string check_words(Arguments& arguments) {
    const std::size_t count = arguments.words.size();
    if (count == 0) return "an operation is missing; see --help";
    const bool is_transfer = people_tool::is_transfer(arguments);
    const bool is_call = !is_transfer && !is_description(arguments);
    const std::pair<std::string_view, bool> misplaced[] = {
        {"--state", arguments.state && !is_transfer},
        {"--rate", arguments.rate && !is_transfer},
        {"--rejected", arguments.rejected && !is_transfer},
        {"--format", arguments.format && !is_import(arguments)},
        {"--separator", arguments.separator && !is_import(arguments)},
        {"--empty", arguments.empty && !is_import(arguments)},
        {"--map", !arguments.map.empty() && !is_import(arguments)},
        {"--type", !arguments.type.empty() && !is_import(arguments)},
        {"--infer", arguments.infer && !is_import(arguments)},
        {"--query", arguments.query && arguments.words[0] != "export"},
        {"--skip", arguments.skip && !is_transfer},
        {"--limit", arguments.limit && !is_transfer},
        {"--output", arguments.output && arguments.words[0] != "export"},
        {"--fields", arguments.fields && arguments.words[0] != "export"},
        {"--dry-run", arguments.dry_run && !is_call && !is_import(arguments)},
        {"--state", arguments.state && arguments.dry_run},
        {"--no-validate", arguments.no_validate && !is_call},
        {"--show-secrets", arguments.show_secrets && !is_call}};
    for (const auto& [name, is_wrong] : misplaced) {
        if (is_wrong) return std::string(name) + " is not for this operation; see --help";
    }
    if (is_import(arguments) && count == 1) return "import needs a file, or - for standard input";
    if (is_transfer && count > (is_import(arguments) ? 2u : 1u)) {
        return "there are more words than " + std::string(is_import(arguments) ? "im" : "ex") +
               "port takes; see --help";
    }
    if (is_description(arguments) && count > 1) return "openapi takes no argument; see --help";
    if (arguments.rate && !read_rate(*arguments.rate, arguments.requests_per_minute)) {
        return "--rate needs a number of requests a minute from 0 to 1000000; 0 is no limit";
    }
    if (!read_count(arguments.skip, arguments.skip_count)) return "--skip needs a number";
    if (!read_count(arguments.limit, arguments.limit_count)) return "--limit needs a number";
    return count > 2 ? "there is more than one argument to the operation" : "";
}

/// Reads the command line; returns what is wrong with it, or an empty text.
inline std::string read_arguments(int count, char** values, Arguments& arguments) {
    const std::pair<std::string_view, std::optional<std::string>*> settings[] = {
        {"--api-key", &arguments.api_key},     {"--workspace", &arguments.workspace},
        {"--base-url", &arguments.base_url},   {"--reply", &arguments.reply},
        {"--transport", &arguments.transport}, {"--state", &arguments.state},
        {"--rejected", &arguments.rejected},   {"--rate", &arguments.rate},
        {"--query", &arguments.query},         {"--format", &arguments.format},
        {"--separator", &arguments.separator}, {"--empty", &arguments.empty},
        {"--skip", &arguments.skip},           {"--limit", &arguments.limit},
        {"--output", &arguments.output},       {"--fields", &arguments.fields}};
    const std::pair<std::string_view, std::vector<std::string>*> lists[] = {
        {"--map", &arguments.map}, {"--type", &arguments.type}};
    const std::pair<std::string_view, bool*> switches[] = {
        {"--infer", &arguments.infer},
        {"--dry-run", &arguments.dry_run},
        {"--no-validate", &arguments.no_validate},
        {"--show-secrets", &arguments.show_secrets},
        {"--help", &arguments.help}};
    bool options_end = false;
    for (int i = 1; i < count; ++i) {
        const std::string_view word = values[i];
        if (options_end || word == "-" || word.substr(0, 1) != "-") {
            arguments.words.emplace_back(word);
            continue;
        }
        const std::size_t equals = word.find('=');
        const std::string_view name = word.substr(0, equals);
        bool known = options_end = word == "--";
        for (const auto& [option, value] : settings) {
            if (option != name) continue;
            known = true;
            if (equals != std::string_view::npos)
                value->emplace(word.substr(equals + 1));
            else if (i + 1 == count || std::string_view(values[i + 1]).substr(0, 2) == "--")
                return std::string(name) + " needs a value";
            else
                value->emplace(values[++i]);
        }
        for (const auto& [option, value] : lists) {
            if (option != name) continue;
            known = true;
            if (equals != std::string_view::npos)
                value->emplace_back(word.substr(equals + 1));
            else if (i + 1 == count || std::string_view(values[i + 1]).substr(0, 2) == "--")
                return std::string(name) + " needs a value";
            else
                value->emplace_back(values[++i]);
        }
        for (const auto& [option, value] : switches) {
            if (option != name) continue;
            if (option != word) return std::string(name) + " takes no value";
            known = *value = true;
        }
        if (!known) return "there is no option " + shown_name(name) + "; see --help";
    }
    if (arguments.help) return {};
    if (arguments.workspace && arguments.workspace->empty()) {
        return "--workspace needs an id; without it, the API key determines the workspace";
    }
    if (arguments.transport && !network::is_built(*arguments.transport)) {
        return "there is no such transport; there are: " + network::names();
    }
    return check_words(arguments);
}

/// Takes options that the command line lacks from the environment.
inline void read_environment(Arguments& arguments) {
    const std::pair<const char*, std::optional<std::string>*> settings[] = {
        {"FLAMEUP_API_KEY", &arguments.api_key},
        {"FLAMEUP_WORKSPACE", &arguments.workspace},
        {"FLAMEUP_BASE_URL", &arguments.base_url}};
    for (const auto& [name, setting] : settings) {
        const char* const value = std::getenv(name);
        if (!*setting && value != nullptr && *value != '\0') *setting = value;
    }
}

} // namespace people_tool

#endif
