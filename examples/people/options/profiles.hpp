#ifndef FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_PROFILES_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_OPTIONS_PROFILES_HPP

// Profiles: keys with the servers that they are for, in a file that its owner alone can read.

#include "../system/file.hpp"
#include "../terminal/output.hpp"

#include <flameup/describe/describe.hpp>
#include <flameup/json/from_json.hpp>
#include <flameup/json/to_json.hpp>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace people_tool {

struct Profile {
    std::string api_key, base_url;
    std::optional<std::string> workspace;

    static constexpr flameup::Rule rules[] = {flameup::Rule::required("api_key"),
                                              flameup::Rule::required("base_url")};
    FLAMEUP_DESCRIBE(Profile, (), (api_key, base_url, workspace))
};

struct Profiles {
    std::map<std::string, Profile> profiles;
    FLAMEUP_DESCRIBE(Profiles, (), (profiles))
};

/// The name of the profile where none is asked for.
inline constexpr std::string_view default_profile = "default";

inline bool is_profile_name(std::string_view name) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                         "0123456789._-";
    return !name.empty() && name.size() <= 64 &&
           name.find_first_not_of(allowed) == std::string_view::npos;
}

/// The file of the profiles, in the folder of the user's configuration.
class ProfileFile {
  public:
    ProfileFile() {
        const std::string folder = configuration_folder();
        if (!folder.empty()) name_ = folder + "/flameup/people.json";
    }

    /// The name of the file; empty if there is no folder for it.
    const std::string& name() const noexcept { return name_; }

    /// Reads the profiles; there are none if there is no file. As ssh does with a private key, it
    /// refuses a file of the user to which others have rights.
    std::optional<Problem> load(Profiles& profiles) const {
        if (name_.empty()) return std::nullopt;
        const Descriptor file = open_file(name_, O_RDONLY);
        if (!file.is_open() && errno == ENOENT) return std::nullopt;
        if (!file.is_open()) return refuse("cannot be read: " + reason());
        if (!is_private(file.number()))
            return refuse("can be read by others; `chmod 600` it, and replace the keys in it");
        std::string text;
        if (!read_all(file.number(), text, most)) return refuse("cannot be read: " + reason());
        auto read = flameup::from_json<Profiles>(text, {}, flameup::Strictness::full());
        if (!read) return refuse("is no file of profiles: " + read.error().message);
        profiles = *std::move(read);
        return std::nullopt;
    }

    /// Changes the profiles in the file by `change(profiles)`: after a crash, the file has the old
    /// or the new ones. One process at a time changes it.
    template <class Change> std::optional<Problem> change(const Change& change) const {
        if (name_.empty()) {
            return problem("profile", "no_configuration",
                           "there is no folder for profiles: HOME is not set");
        }
        if (!make_folder()) return refuse("cannot be written: " + reason());
        const std::string name = canonical(name_); // it may be a link to the file
        FileLock lock;
        const auto holder = lock.lock(name);
        if (!holder) return refuse("cannot be written: " + reason());
        if (*holder != 0) return refuse("is being changed by another run; try again");
        Profiles profiles;
        if (auto problem = load(profiles)) return problem;
        if (auto problem = change(profiles)) return problem;
        const auto text = flameup::to_json(profiles);
        if (!text) return Problem{"profile", text.error()};
        const std::string part = name + ".part";
        std::remove(part.c_str()); // of a run that was killed
        const Descriptor file = open_file(part, O_WRONLY | O_CREAT | O_EXCL, 0600);
        const bool is_good = file.is_open() && write_all(file.number(), *text + "\n") &&
                             flush_to_disk(file.number()) && replace_file(name, part);
        if (is_good) return std::nullopt;
        Problem failure = refuse("cannot be written: " + reason());
        std::remove(part.c_str());
        return failure;
    }

  private:
    static constexpr std::size_t most = std::size_t{1} << 20; // bytes of the file

    Problem refuse(const std::string& why) const {
        return problem("profile", "unusable_profiles", name_ + " " + why);
    }

    bool make_folder() const {
        namespace fs = std::filesystem;
        std::error_code error;
        const fs::path folder = fs::path(name_).parent_path();
        if (fs::create_directories(folder, error) && !error)
            fs::permissions(folder, fs::perms::owner_all, error);
        errno = error.value();
        return !error;
    }

    std::string name_;
};

inline std::string names_of(const Profiles& profiles) {
    std::string names;
    for (const auto& [name, profile] : profiles.profiles)
        names.append(names.empty() ? "" : ", ").append(name);
    return names;
}

/// Returns the error that there is no such profile.
inline Problem no_profile(const std::string& name, const Profiles& profiles) {
    const std::string names = names_of(profiles);
    const std::string what = is_profile_name(name) ? "profile " + name : "such profile";
    return problem("profile", "no_profile",
                   "there is no " + what + (names.empty() ? "" : "; there are: " + names) +
                       "; `people login --profile NAME` makes one");
}

} // namespace people_tool

#endif
