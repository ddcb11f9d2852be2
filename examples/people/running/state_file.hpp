#ifndef FLAMEUP_EXAMPLES_PEOPLE_RUNNING_STATE_FILE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_RUNNING_STATE_FILE_HPP

// Keeps the state of an import or export in a file that is complete at any moment.

#include "../options/options.hpp"
#include "../system/checksum.hpp"
#include "../system/file.hpp"
#include "../terminal/output.hpp"

#include <flameup/describe/describe.hpp>
#include <flameup/json/from_json.hpp>
#include <flameup/json/to_json.hpp>
#include <flameup/message/config.hpp>

#include <cstddef>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// What a state belongs to; it must not be used with another task, server or input.
struct Origin {
    std::string task;   ///< `import` or `export`.
    std::string server; ///< The base URL, or what replaces the server.
    std::string workspace;
    std::string subject; ///< The name of the input, or the query.
    std::string reading; ///< The options by which people are read or written.
    std::string rejected;

    static constexpr flameup::Rule rules[] = {flameup::Rule::required("task")};
    FLAMEUP_DESCRIBE(Origin, (), (task, server, workspace, subject, reading, rejected))
};

/// Returns the base URL, or the name of what replaces the server; never the key.
inline std::string server_name(const Arguments& arguments, const flameup::Config& config) {
    if (arguments.reply) return "--reply " + well_formed(*arguments.reply);
    return is_in_memory(arguments) ? "in memory" : config.base_url.text();
}

/// Says how the origin of a state differs from the task at hand; empty if it does not.
inline std::string difference(const Origin& state, const Origin& now, std::string_view subject) {
    const auto differs = [](std::string_view what, const std::string& there) {
        return "it belongs to another " + std::string(what) + ": " +
               (there.empty() ? "none" : there);
    };
    if (state.task != now.task) return differs("task", state.task);
    if (state.server != now.server) return differs("server", state.server);
    if (state.workspace != now.workspace) return differs("workspace", state.workspace);
    if (state.subject != now.subject) return differs(subject, state.subject);
    if (state.reading != now.reading) return differs("set of options", state.reading);
    if (state.rejected != now.rejected) return differs("--rejected", state.rejected);
    return {};
}

/// Says which process has a file that only one run can use.
inline Problem in_use(const std::string& name, pid_t holder) {
    return problem("state", "in_use",
                   name + " is in use by another run" +
                       (holder > 0 ? ", process " + std::to_string(holder) : ""));
}

/// A file that is replaced as a whole; without a name, nothing is saved.
///
/// Its first line has the version of its format and the checksum of the rest. The second line is
/// the state as JSON. Each line behind it is an id: there may be millions, too many for one JSON
/// value.
class StateFile {
  public:
    explicit StateFile(std::optional<std::string> name) : name_(std::move(name)) {}
    StateFile(const StateFile&) = delete;
    StateFile& operator=(const StateFile&) = delete;

    /// Keeps other runs from the state as long as this object exists.
    std::optional<Problem> lock() {
        if (!name_) return std::nullopt;
        const std::optional<pid_t> holder = lock_.lock(*name_);
        if (!holder) return cannot_write();
        if (*holder != 0) return in_use(*name_, *holder);
        return std::nullopt;
    }

    bool is_kept() const noexcept { return name_.has_value(); }

    Problem refuse(const std::string& why) const {
        return problem("state", "unusable_state",
                       "the state in " + name_.value_or("") + " cannot be continued: " + why +
                           "; without that file, the task starts over");
    }

    /// Reads the saved state and its ids; reads nothing if there is no such file. If `ids` is null,
    /// a state with ids is refused as damaged.
    template <class State>
    std::optional<Problem> load(std::optional<State>& state,
                                std::vector<std::string>* ids = nullptr) const {
        if (!name_) return std::nullopt;
        const Descriptor file = open_file(*name_, O_RDONLY);
        if (!file.is_open() && errno == ENOENT) return std::nullopt;
        std::string text;
        if (!file.is_open() || !read_all(file.number(), text, limits().max_body))
            return refuse(reason());
        std::string_view rest = text;
        const std::string why = check_head(rest);
        if (!why.empty()) return refuse(why);
        const std::string_view json = rest.substr(0, rest.find('\n'));
        auto loaded = flameup::from_json<State>(json, limits(), flameup::Strictness::full());
        if (!loaded) return refuse("it is damaged, " + loaded.error().message);
        for (rest.remove_prefix(json.size()); !rest.empty();) {
            rest.remove_prefix(1); // the line feed
            const std::string_view line = rest.substr(0, rest.find('\n'));
            auto id = flameup::from_json<std::string>(line);
            if (ids == nullptr || !id) return refuse("it is damaged, in its ids");
            ids->push_back(*std::move(id));
            rest.remove_prefix(line.size());
        }
        state = *std::move(loaded);
        return std::nullopt;
    }

    /// Replaces the saved state on the disk: after a crash the file has the old or the new one.
    template <class State, class Ids = std::vector<std::string>>
    std::optional<Problem> save(const State& state, const Ids& ids = {}) const {
        if (!name_) return std::nullopt;
        const auto text = flameup::to_json(state, limits());
        if (!text) return Problem{"state", text.error()};
        const std::string part = *name_ + ".part";
        // Readable by its owner only: it contains people's data.
        const Descriptor file = open_file(part, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        Checksum checksum;
        const auto head = [&] { return std::string(version) + checksum.text() + "\n"; };
        bool is_good = file.is_open() && write_all(file.number(), head());
        const auto put = [&](std::string_view bytes) {
            checksum.add(bytes);
            is_good = is_good && write_all(file.number(), bytes);
        };
        put(*text);
        std::string block; // of the file: the text of all ids is never in memory
        for (const std::string& id : ids) {
            if (const auto line = flameup::to_json(id)) block += "\n" + *line;
            if (block.size() < std::size_t{64} << 10) continue;
            put(block);
            block.clear();
        }
        put(block);
        is_good = is_good && seek(file.number(), 0, SEEK_SET) == 0 &&
                  write_all(file.number(), head()) && flush_to_disk(file.number()) &&
                  replace_file(*name_, part);
        if (is_good) return std::nullopt;
        Problem failure = cannot_write();
        std::remove(part.c_str());
        return failure;
    }

  private:
    Problem cannot_write() const {
        return problem("output", "write_failed",
                       "cannot write the state to " + *name_ + ": " + reason());
    }

    // Limits for the tool's own file: it nests deeper than a response and may hold many ids.
    static flameup::Limits limits() {
        flameup::Limits limits;
        limits.max_depth += 8;
        limits.max_body = std::size_t{1} << 30;
        limits.max_elements = (std::numeric_limits<std::size_t>::max)();
        return limits;
    }

    static constexpr std::string_view version = "flameup state, version 2, checksum ";

    // Takes the first line, and says why the rest cannot be what it was when it was written.
    static std::string check_head(std::string_view& text) {
        const std::size_t end = text.find('\n');
        const std::string_view head = text.substr(0, end);
        const std::string_view beginning = version.substr(0, version.find(','));
        if (head.empty()) return "it is empty";
        if (head.substr(0, beginning.size()) != beginning) return "it is no state of this program";
        if (head.substr(0, version.size()) != version) {
            return "it has another format, \"" + well_formed(head.substr(0, version.size())) +
                   "\"; this program has \"" + std::string(version) + "\"";
        }
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::string found = Checksum().add(text).text();
        if (found == head.substr(version.size())) return {};
        return "it is damaged: its checksum is " + found + ", and was " +
               well_formed(head.substr(version.size())) + " when it was saved";
    }

    std::optional<std::string> name_;
    FileLock lock_;
};

} // namespace people_tool

#endif
