#ifndef FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_IDENTITY_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_IDENTITY_HPP

// Who the tool is: the key, the URL and the workspace, from options, the environment or a profile.
//
// Options come first. A profile that `--profile` names comes next, and then the environment is not
// looked at. Without it, the environment comes next; then the profile that FLAMEUP_PROFILE names;
// and if there is neither a key nor a URL by then, the profile `default`. A profile is
// for its URL alone: beside another URL, nothing of it is used.

#include "../terminal/output.hpp"
#include "options.hpp"
#include "profiles.hpp"

#include <flameup/message/config.hpp>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace people_tool {

/// Returns the beginning of a key that may be shown: at most 8 characters and a quarter of it.
inline std::string beginning_of(std::string_view key) {
    return std::string(key.substr(0, (std::min)(key.size() / 4, std::size_t{8})));
}

/// Returns the first line of a text, without spaces at its ends: a key in a file or from a pipe.
inline std::string key_in(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    text = text.substr(0, text.find('\n'));
    const std::size_t begin = text.find_first_not_of(spaces);
    if (begin == text.npos) return {};
    return std::string(text.substr(begin, text.find_last_not_of(spaces) + 1 - begin));
}

/// Reads a key from the file that `--api-key-file` names.
inline std::optional<Problem> read_key_file(const std::string& name, std::string& key) {
    const Descriptor file = open_file(name, O_RDONLY);
    std::string text;
    constexpr std::size_t most = std::size_t{64} << 10;
    if (!file.is_open() || !read_all(file.number(), text, most)) {
        return problem("usage", "unreadable_key",
                       "cannot read the key in " + name + ": " + reason());
    }
    key = key_in(text);
    if (!key.empty()) return std::nullopt;
    return problem("usage", "unreadable_key", "there is no key in the first line of " + name);
}

/// Finds who the tool is, in the order that stands above.
class Identity {
  public:
    Identity() = default;
    Identity(std::string profile, std::string key_from)
        : key_from_(std::move(key_from)), profile_(std::move(profile)) {}

    /// Takes the key from the options.
    std::optional<Problem> find_in_options(Arguments& arguments) {
        if (arguments.api_key && arguments.api_key_file)
            return problem("usage", "usage", "--api-key and --api-key-file contradict each other");
        if (arguments.api_key) key_from_ = "--api-key";
        if (arguments.api_key_file) {
            if (auto problem = read_key_file(*arguments.api_key_file, arguments.api_key.emplace()))
                return problem;
            key_from_ = "--api-key-file " + *arguments.api_key_file;
        }
        return std::nullopt;
    }

    /// Fills what the arguments lack of a key, a URL and a workspace.
    std::optional<Problem> find(Arguments& arguments) {
        if (auto problem = find_in_options(arguments)) return problem;
        if (arguments.demo) return std::nullopt;
        if (arguments.profile) return use(arguments, *arguments.profile, true);
        take(arguments.api_key, "FLAMEUP_API_KEY", &key_from_);
        take(arguments.base_url, "FLAMEUP_BASE_URL");
        take(arguments.workspace, "FLAMEUP_WORKSPACE");
        const std::string named(environment("FLAMEUP_PROFILE"));
        if (!named.empty()) return use(arguments, named, true);
        if (arguments.api_key || arguments.base_url || arguments.reply) return std::nullopt;
        return use(arguments, std::string(default_profile), false);
    }

    /// Where the key is from, and the profile that is used; empty if there is none.
    const std::string& key_from() const noexcept { return key_from_; }
    const std::string& profile() const noexcept { return profile_; }

  private:
    static void take(std::optional<std::string>& setting, const char* name,
                     std::string* from = nullptr) {
        const std::string_view value = environment(name);
        if (setting || value.empty()) return;
        setting = value;
        if (from != nullptr) *from = name;
    }

    std::optional<Problem> use(Arguments& arguments, const std::string& name, bool is_needed) {
        Profiles profiles;
        const ProfileFile file;
        if (auto problem = file.load(profiles)) return problem;
        const auto found = profiles.profiles.find(name);
        if (found == profiles.profiles.end())
            return is_needed ? std::optional(no_profile(name, profiles)) : std::nullopt;
        Profile& profile = found->second;
        if (arguments.base_url && as_url(*arguments.base_url) != profile.base_url)
            return std::nullopt;
        profile_ = name;
        arguments.base_url = profile.base_url;
        if (!arguments.workspace) arguments.workspace = std::move(profile.workspace);
        if (arguments.api_key) return std::nullopt;
        arguments.api_key = std::move(profile.api_key);
        key_from_ = "profile " + name + " in " + file.name();
        return std::nullopt;
    }

    /// Returns a URL as profiles have it: without a slash at its end.
    static std::string as_url(const std::string& text) {
        flameup::Config config;
        config.base_url = text;
        return config.base_url.text();
    }

    std::string key_from_, profile_;
};

/// Tells whether a person uses the tool: standard input, output and error are terminals. So a
/// notice on standard error is read by whoever reads the result.
inline bool is_interactive() {
    return is_terminal(STDIN_FILENO) && is_terminal(STDOUT_FILENO) && is_terminal(STDERR_FILENO);
}

/// Returns the error that there is no key, with the profiles that have one.
inline Problem no_api_key(const std::string& more) {
    Profiles profiles;
    std::string names;
    if (!ProfileFile().load(profiles)) names = names_of(profiles);
    return problem("usage", "no_api_key",
                   "there is no API key; " +
                       (names.empty() ? "" : "--profile chooses one of: " + names + "; ") +
                       "`people login` stores one, FLAMEUP_API_KEY or --api-key-file gives one" +
                       more);
}

/// Returns why nothing may be sent: there is no key, and sample people would be taken for real.
inline std::optional<Problem> check_identity(const Arguments& arguments) {
    if (arguments.demo && (arguments.api_key || arguments.base_url || arguments.profile ||
                           arguments.reply || arguments.transport)) {
        return problem("usage", "usage",
                       "--demo has its own people: no key, URL, profile, transport or reply goes "
                       "with it");
    }
    if (arguments.demo || arguments.reply || arguments.api_key) return std::nullopt;
    if (is_in_memory(arguments) && is_interactive()) return std::nullopt;
    return no_api_key(", and --demo runs on sample people");
}

} // namespace people_tool

#endif
