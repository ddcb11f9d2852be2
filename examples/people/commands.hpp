#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_HPP

// The tool's own commands, one row each, beside those that the operations have.

#include "bulk/export.hpp"
#include "bulk/import.hpp"
#include "commands/account.hpp"
#include "commands/completion.hpp"
#include "commands/help.hpp"
#include "commands/manual.hpp"

#include <flameup.hpp>
#include <flameup/openapi.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <string>

namespace people_tool {

/// Runs an import or an export.
template <int (*Run)(const Arguments&, const flameup::Config&)> int run_transfer(const Call& call) {
    if (!call.arguments.dry_run) { // which sends nothing
        if (const auto problem = check_identity(call.arguments)) return report(*problem);
    }
    const auto sample = build(call.config, flameup::GetStatistics());
    if (!sample) return report(sample.error()); // the configuration is wrong
    return Run(call.arguments, call.config);
}

/// Prints what the operations are, as an OpenAPI document.
template <class Operations> int run_openapi(const Call& call) {
    const auto sample = build(call.config, flameup::GetStatistics());
    if (!sample) return report(sample.error()); // the configuration is wrong
    flameup::ApiInfo info;
    info.server = call.config.base_url.text();
    const auto document = to_openapi(Operations(), info);
    return document ? print(*document) : report(document.error());
}

inline int run_help(const Call& call) {
    const auto& words = call.arguments.words;
    if (words.size() == 1) return print(main_page(call.commands));
    if (words[1] == "options") return print(options_page());
    const Command* const command = find_command(call.commands, words[1]);
    if (command != nullptr) return print(page_of(*command));
    return usage_error("there is no help of that name" +
                       did_you_mean(words[1], names_of(call.commands), "", "; see people --help"));
}

/// Returns the tool's own commands.
template <class Operations> Commands own_commands() {
    constexpr std::size_t none = 0;
    return {
        {"import", "FILE|-", 1, 1, imports, "Upserts the people of a file",
         R"(Each line of FILE, or of standard input (-), is the JSON that upsert takes or
export prints, of at most 524288 bytes. In CSV, the first row names members,
as userId, email, traits.plan. Bad lines are reported and skipped. The exit
code is 0 if all people were stored, 2 if the arguments are wrong or the state
cannot be continued, else 1.

With --state, the same command continues after a stop of any kind (Ctrl-C, a
failure, kill -9). A state is for one input, server and workspace, and for one
run at a time. If the part that was read has changed, the state is refused.
--verify compares the whole file, also what earlier runs of the state sent.

Lines in the file of --rejected can be corrected and imported. A row of CSV
that is no person stands there as it was; correct it in the CSV itself, and
import that again.

--concurrency sends several batches at once; --rate holds for all together.
Lines of one person, by userId or email, are stored in their order. A state
goes on with any number.
)",
         "import people.csv --map 'E-mail=email' --rejected bad.ndjson", run_transfer<run_import>,
         "FILE"},
        {"export", "", none, 0, exports, "Prints all people, as lines of JSON or as CSV",
         R"(A summary is printed on standard error. A person who cannot be read is
reported and skipped. The exit code is 0 if the whole list was printed.

With --state, the same command continues after a stop of any kind (Ctrl-C, a
failure, kill -9). To continue in a file, use `>> FILE`: nobody is printed
twice. In a pipe, the last pages may be printed again.
)",
         R"(export --query '{"status":"active"}' > people.ndjson)", run_transfer<run_export>},
        {"login", "", none, 0, accounts, "Stores a key, to be used from now on",
         R"(The key is typed at a prompt and not shown, or is the first line of standard
input. It is checked by a request, and stored with the URL and the workspace
as a profile, in a file that you alone can read. --base-url and --workspace
choose them; --profile names the profile, which is `default` otherwise.
)",
         "login --profile staging --base-url https://staging.example/api/v1",
         run_login<Operations>},
        {"logout", "", none, 0, accounts, "Removes a stored key", "", "logout --profile staging",
         run_logout},
        {"whoami", "", none, 0, identities,
         "Shows the URL, the workspace and where the key is from",
         R"(Options come first. A profile that --profile names comes next, and then the
environment does not count. Without it come FLAMEUP_API_KEY, FLAMEUP_BASE_URL
and FLAMEUP_WORKSPACE, then the profile that FLAMEUP_PROFILE names, and without
a key and a URL the profile `default`. The key of a profile is sent to the URL
of that profile alone.
)",
         "whoami --profile staging", run_whoami},
        {"openapi", "", none, 0, documents, "Prints the operations as an OpenAPI 3.1 document", "",
         "openapi > people.json", run_openapi<Operations>},
        {"completion", "bash|zsh|fish", 1, 1, documents,
         "Prints the script that completes command lines",
         R"(Completion is then there in each new shell:

  bash  source <(people completion bash)    in ~/.bashrc
  zsh   source <(people completion zsh)     in ~/.zshrc, behind compinit
  fish  people completion fish | source     in ~/.config/fish/config.fish
)",
         "completion bash", run_completion, "bash|zsh|fish"},
        {"manual", "", none, 0, documents, "Prints the manual page, for man -l", "",
         "manual > people.1; man -l people.1", run_manual},
        {"help", "[COMMAND|options]", none, 1, documents, "Prints the page of a command", "",
         "help import", run_help, "COMMAND"},
    };
}

} // namespace people_tool

#endif
