#ifndef FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_OPTIONS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_OPTIONS_HPP

// The options of the tool: one row each, from which the parser, the help, the completion and the
// manual page are made. Options of operations are the members of their descriptions.

#include "../../network.hpp"
#include "names.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace people_tool {

/// The value of an option, or of a word, that is a member of an operation.
struct Given {
    std::size_t member; // its place in the command
    bool is_entry;      // `NAME=TEXT` or `NAME:=JSON`, one entry of an object
    std::string value;
};

/// What the command line says.
struct Arguments {
    std::optional<std::string> api_key, api_key_file, workspace, base_url, reply, transport;
    std::optional<std::string> profile;
    bool demo = false, no_check = false;
    std::optional<std::string> state, rejected, query; // options of import and export
    std::int64_t requests_per_minute = 120;            // 0: no limit
    std::int64_t concurrency = 1;                      // of an import: requests in flight at once
    std::optional<std::string> format, separator, empty;
    std::vector<std::string> map, type, where;
    std::int64_t skip = 0, limit = -1; // -1: no limit
    bool infer = false, verify = false, yes = false;
    std::optional<std::string> output, fields, color; // how results are printed
    bool json = false, quiet = false, verbose = false;
    bool dry_run = false, no_validate = false, show_secrets = false;
    std::vector<std::string> words; // the command and the words behind it
    std::vector<Given> members;     // of an operation
};

/// Groups of commands; each command is in one.
enum Group : unsigned {
    calls = 1,            // the operations
    many = 2,             // an operation for many people
    walks = calls | many, // an operation for one person or for many
    imports = 4,          // import
    exports = 8,          // export
    documents = 16,       // what prints a document and sends nothing
    accounts = 32,        // login and logout, which change profiles
    identities = 64,      // whoami
    everything = ~0u,
};

/// Where the value of an option goes: a text, texts of a repeated option, a number, or a switch.
using Place =
    std::variant<std::optional<std::string> Arguments::*, std::vector<std::string> Arguments::*,
                 std::int64_t Arguments::*, bool Arguments::*>;

/// An option. Two options may have the same name if they are for different groups, and if both
/// take a value or neither does.
struct Option {
    std::string_view name; // without the dashes
    char letter;           // of its short form, or 0
    Place place;
    /// What help calls the value; empty for a switch. `FILE` is completed as a name of a file,
    /// `a|b` is one of these, `N` is a whole number.
    std::string_view value;
    unsigned groups;
    std::string_view help;             // one line without an end
    std::int64_t most = 1'000'000'000; // the greatest number
    std::int64_t least = 0;            // the least number
};

inline constexpr Option all_options[] = {
    {"api-key", 0, &Arguments::api_key, "KEY", everything,
     "or FLAMEUP_API_KEY; other programs see arguments"},
    {"api-key-file", 0, &Arguments::api_key_file, "FILE", everything,
     "the key is the first line of FILE"},
    {"profile", 0, &Arguments::profile, "NAME", everything,
     "or FLAMEUP_PROFILE; what `people login` stored"},
    {"workspace", 0, &Arguments::workspace, "ID", everything,
     "or FLAMEUP_WORKSPACE; without it, the key determines it"},
    {"base-url", 0, &Arguments::base_url, "URL", everything, "or FLAMEUP_BASE_URL"},
    {"transport", 0, &Arguments::transport, "NAME", everything, "how to send"},
    {"reply", 0, &Arguments::reply, "FILE", everything,
     "answer from FILE, an HTTP/1.1 message (-: standard input)"},
    {"color", 0, &Arguments::color, "auto|always|never", everything,
     "auto by default: on a terminal, unless NO_COLOR is set"},
    {"quiet", 'q', &Arguments::quiet, "", everything, "print results and errors alone"},
    {"verbose", 'v', &Arguments::verbose, "", everything,
     "print a line for each request, answer and wait"},
    {"demo", 0, &Arguments::demo, "", calls | imports | exports,
     "run on sample people in memory, without a key"},
    {"no-check", 0, &Arguments::no_check, "", accounts,
     "store the key without asking the server about it"},
    {"output", 'o', &Arguments::output, "json|ndjson|csv|table", calls | accounts | identities,
     "the format of the result; on a terminal a table, else json"},
    {"json", 0, &Arguments::json, "", calls | accounts | identities, "the same as --output json"},
    {"fields", 0, &Arguments::fields, "NAMES", calls | exports | accounts | identities,
     "print these alone, as userId,email,traits.plan"},
    {"dry-run", 0, &Arguments::dry_run, "", calls, "print the HTTP/1.1 request and stop"},
    {"no-validate", 0, &Arguments::no_validate, "", calls,
     "do not check the API's rules before sending"},
    {"show-secrets", 0, &Arguments::show_secrets, "", calls, "print the key in --dry-run"},
    {"where", 0, &Arguments::where, "NAME=VALUE", many | exports,
     "all people with it, as status=bounced; more narrow it"},
    {"yes", 'y', &Arguments::yes, "", many, "with --where: do not ask"},
    {"state", 0, &Arguments::state, "FILE", imports | exports | many,
     "save the progress in FILE to continue from there"},
    {"rejected", 0, &Arguments::rejected, "FILE", imports | exports | many,
     "add what is skipped to FILE, with the reasons"},
    {"rate", 0, &Arguments::requests_per_minute, "N", imports | exports | many,
     "requests a minute at most; 120 if absent, 0: no limit", 1'000'000},
    {"concurrency", 0, &Arguments::concurrency, "N", imports,
     "requests in flight at once, up to 16; 1 if absent", 16, 1},
    {"format", 0, &Arguments::format, "csv|ndjson", imports,
     "csv if the name ends with .csv, else ndjson"},
    {"map", 0, &Arguments::map, "COLUMN=MEMBER", imports,
     "what a column is; with no MEMBER it is left out"},
    {"type", 0, &Arguments::type, "traits.X=TYPE", imports,
     "of its column: string, integer, number, boolean or json"},
    {"infer", 0, &Arguments::infer, "", imports, "a trait is JSON if its cell is, else a string"},
    {"empty", 0, &Arguments::empty, "absent|null", imports,
     "what an empty trait in CSV is; null removes it"},
    {"separator", 0, &Arguments::separator, "CHARACTER", imports,
     "of CSV; , by default, `tab` is a tab"},
    {"dry-run", 0, &Arguments::dry_run, "", imports,
     "read it all, send nothing, say what would be sent"},
    {"verify", 0, &Arguments::verify, "", imports,
     "read people back, compare them with what was sent"},
    {"output", 'o', &Arguments::output, "csv|ndjson", exports, "how to print people"},
    {"skip", 0, &Arguments::skip, "N", imports | exports, "leave out the first N"},
    {"limit", 0, &Arguments::limit, "N", imports | exports, "stop after N"},
    {"query", 0, &Arguments::query, "JSON", exports, "the people to print, as the JSON of list"},
};

inline bool is_named(const Option& option, std::string_view word) {
    if (word.substr(0, 2) == "--") return word.substr(2) == option.name;
    return word.size() == 2 && option.letter != 0 && word[0] == '-' && word[1] == option.letter;
}

/// Returns the option of that name, `--name` or `-n`, for a group of commands, or null.
inline const Option* find_option(std::string_view word, unsigned groups) {
    for (const Option& option : all_options) {
        if (is_named(option, word) && (option.groups & groups) != 0) return &option;
    }
    return nullptr;
}

inline bool is_switch(const Option& option) {
    return std::holds_alternative<bool Arguments::*>(option.place);
}

/// Returns the values that an option may have; none if it may have others.
inline std::vector<std::string_view> choices_of(const Option& option) {
    if (option.name != "transport") return choices_in(option.value);
    std::vector<std::string_view> names;
    for (const network::Entry& entry : network::entries) names.push_back(entry.name);
    return names;
}

/// Tells whether the in-memory service answers.
inline bool is_in_memory(const Arguments& arguments) {
    return arguments.demo ||
           (!arguments.reply && !arguments.api_key && !arguments.base_url && !arguments.transport);
}

} // namespace people_tool

#endif
