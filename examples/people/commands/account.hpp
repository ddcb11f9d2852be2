#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_ACCOUNT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_ACCOUNT_HPP

// `people login`, `people logout` and `people whoami`.

#include "../options/executors.hpp"
#include "../options/identity.hpp"
#include "../options/profiles.hpp"
#include "../shown/show.hpp"
#include "../system/system_terminal.hpp"
#include "command.hpp"

#include <flameup.hpp>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

namespace people_tool {

/// Who the tool is, as `whoami` shows it.
struct WhoAmI {
    std::string base_url;
    std::optional<std::string> workspace, profile;
    std::string api_key_begins, api_key_from;
    FLAMEUP_DESCRIBE(WhoAmI, (), (base_url, workspace, profile, api_key_begins, api_key_from))
};

inline int show_identity(const Call& call, const Identity& identity) {
    WhoAmI who;
    who.base_url = call.config.base_url.text();
    const Arguments& arguments = call.arguments;
    who.workspace = arguments.workspace;
    if (!identity.profile().empty()) who.profile = identity.profile();
    who.api_key_begins = beginning_of(arguments.api_key.value_or(""));
    who.api_key_from = well_formed(identity.key_from());
    const Shower<WhoAmI> shower(arguments);
    if (!shower.problem().empty()) return usage_error(shower.problem());
    return shower.show(who, call.config.limits);
}

inline int run_whoami(const Call& call) {
    Profiles others;
    if (is_terminal(STDERR_FILENO) && !ProfileFile().load(others)) {
        others.profiles.erase(call.identity.profile());
        const std::string names = names_of(others);
        if (!names.empty()) print_note("there are other profiles, for --profile: " + names);
    }
    if (call.arguments.api_key) return show_identity(call, call.identity);
    return report(no_api_key(""));
}

/// Reads a line of standard input: typed at a prompt, without being shown, or from a pipe.
inline std::optional<std::string> read_key() {
    std::optional<HiddenInput> hidden;
    const bool is_typed = is_terminal(STDIN_FILENO);
    if (is_typed) {
        std::fputs("API key (it is not shown): ", stderr);
        hidden.emplace(STDIN_FILENO);
    }
    std::string text;
    constexpr std::size_t most = 64 << 10;
    for (char byte = 0; byte != '\n' && text.size() < most;) {
        const auto size = read_some(STDIN_FILENO, &byte, 1);
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) break;
        text += byte;
    }
    hidden.reset();
    if (is_typed) std::fputc('\n', stderr);
    std::string key = key_in(text);
    return key.empty() ? std::nullopt : std::optional(std::move(key));
}

/// Returns the error of a key that the server refuses. The request is the first operation that
/// takes no arguments: GET, and no members. A key that lacks its permission is good all the same.
template <class Client, class... Operation>
std::optional<flameup::Error> check_key(flameup::OperationList<Operation...>,
                                        const Client& client) {
    std::optional<flameup::Error> error;
    bool is_checked = false;
    const auto check = [&](auto operation) {
        if (std::exchange(is_checked, true)) return;
        const auto response = client.send(operation);
        if (!response && response.error().status != 403) error = response.error();
    };
    const auto consider = [&](auto operation) {
        using Candidate = decltype(operation);
        if constexpr (Candidate::route.method == flameup::Method::get &&
                      boost::mp11::mp_empty<boost::describe::describe_members<
                          Candidate,
                          boost::describe::mod_public | boost::describe::mod_inherited>>::value)
            check(std::move(operation));
    };
    (consider(Operation()), ...);
    return error;
}

template <class Operations> int run_login(const Call& call) {
    const Arguments& given = call.arguments;
    const std::string name = given.profile.value_or(std::string(default_profile));
    if (!is_profile_name(name)) {
        return usage_error("the name of a profile has 1 to 64 of the characters A-Z a-z 0-9 . _ -");
    }
    if (given.api_key && !given.api_key_file) {
        return usage_error("login takes no --api-key, which other programs see: the key is typed, "
                           "or is the first line of standard input or of --api-key-file");
    }
    const auto key = given.api_key ? given.api_key : read_key();
    if (!key) return usage_error("there is no key on standard input");
    Arguments arguments = given;
    arguments.api_key = key;
    flameup::Config config = call.config;
    config.api_key = *key;
    const auto sample = build(config, flameup::GetStatistics());
    if (!sample) return report(sample.error()); // the key or the URL is wrong
    if (!arguments.no_check) {
        const flameup::Client client(config, choose_executor(arguments, config));
        if (const auto error = check_key(Operations(), client)) {
            const bool is_refused = error->status == 401;
            print_note("nothing is stored: the key " +
                       std::string(is_refused ? "was not accepted" : "could not be checked") +
                       (error->status == 404 ? ", as " + config.base_url.text() +
                                                   " is no base URL of the API, which may end "
                                                   "with /api/v1"
                                             : "") +
                       "; --no-check stores it unseen");
            return report(*error);
        }
    }
    const ProfileFile file;
    const auto failure = file.change([&](Profiles& profiles) -> std::optional<Problem> {
        profiles.profiles[name] = {*key, config.base_url.text(), arguments.workspace};
        return std::nullopt;
    });
    if (failure) return report(*failure);
    print_note("the key is stored as the profile " + name);
    const Identity identity(name, "profile " + name + " in " + file.name());
    return show_identity({arguments, config, call.command, call.commands, identity}, identity);
}

inline int run_logout(const Call& call) {
    const std::string name = call.arguments.profile.value_or(std::string(default_profile));
    const auto failure = ProfileFile().change([&](Profiles& profiles) -> std::optional<Problem> {
        if (profiles.profiles.erase(name) == 1) return std::nullopt;
        return no_profile(name, profiles);
    });
    if (failure) return report(*failure);
    print_note("the profile " + name + " and its key are removed");
    return success;
}

} // namespace people_tool

#endif
