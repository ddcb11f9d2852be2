#ifndef FLAMEUP_TESTING_REDACTION_HPP
#define FLAMEUP_TESTING_REDACTION_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/redact.hpp"
#include "flameup/json/to_json.hpp"
#include "flameup/platform.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/limits.hpp"
#include "flameup/value/result.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// What recordings do not show of bodies: the values at some JSON paths, and the API key.
///
/// A value is replaced by one of its type: a string by `***`, a number by 0, true by false, an
/// array or object by an empty one; null stays. The same body always becomes the same one, so that
/// a request still matches a recording in which its values are not shown.
class Redaction {
  public:
    /// Shows all but the API key.
    Redaction() = default;

    /// Takes paths as `$.email`, `$.people[*].traits.plan` or `$.people[0]`: names after a dot, and
    /// in brackets the index of an element or `*` for each.
    ///
    /// A path that a body does not have changes nothing there. Errors: `invalid_path`, of kind
    /// `ErrorKind::validation`.
    static Result<Redaction> of(std::initializer_list<std::string_view> paths) {
        Redaction made;
        for (const std::string_view path : paths) {
            std::optional<Path> parsed = parse(path);
            if (!parsed) {
                return make_error(ErrorKind::validation, "invalid_path",
                                  "is no path as $.people[*].email: " + std::string(path));
            }
            made.paths_.push_back(*std::move(parsed));
        }
        return made;
    }

    /// Returns a body without what is not shown; one that nothing is to be taken from is returned
    /// as it is. In a body that is not JSON, the key alone is replaced.
    ///
    /// The key is found as in an `Error`: also where some of its characters are JSON escapes, and
    /// where the body has only its first 12 characters.
    std::string apply(std::string_view body, std::string_view key) const {
        std::string text(body);
        if (!paths_.empty()) {
            Result<boost::json::value> read = from_json<boost::json::value>(body, limits());
            bool is_changed = false;
            for (const Path& path : paths_) is_changed |= read && remove(*read, path, 0);
            const Result<std::string> written =
                is_changed ? to_json(*read, limits()) : Result<std::string>(text);
            if (written) text = *written;
        }
        const std::size_t most = 3 * text.size(); // where `***` stands for a shorter key
        return flameup::detail::Redactor(key, most)(text);
    }

  private:
    /// A name, or an index, where -1 is each element.
    struct Step {
        std::string name;
        std::ptrdiff_t index = 0;
        bool is_name = false;
    };
    using Path = std::vector<Step>;

    static Limits limits() {
        Limits made;
        made.max_body = static_cast<std::size_t>(-1);
        return made;
    }

    static std::optional<Path> parse(std::string_view text) {
        if (text.substr(0, 1) != "$") return std::nullopt;
        text.remove_prefix(1);
        Path path;
        while (!text.empty()) {
            Step step;
            step.is_name = text.front() == '.';
            if (!step.is_name && text.front() != '[') return std::nullopt;
            text.remove_prefix(1);
            const std::size_t end = text.find_first_of(step.is_name ? ".[" : "]");
            const std::string_view word = text.substr(0, end);
            if (word.empty() || (!step.is_name && end == text.npos)) return std::nullopt;
            if (step.is_name) {
                step.name = word;
            } else if (word == "*") {
                step.index = -1;
            } else {
                if (word.size() > 9) return std::nullopt;
                for (const char c : word) {
                    if (c < '0' || c > '9') return std::nullopt;
                    step.index = step.index * 10 + (c - '0');
                }
            }
            text.remove_prefix(word.size() + (step.is_name ? 0 : 1));
            path.push_back(std::move(step));
        }
        if (path.empty()) return std::nullopt;
        return path;
    }

    /// Replaces what a path leads to; the recursion is as deep as the path. Tells whether there was
    /// anything.
    static bool remove(boost::json::value& value, const Path& path, std::size_t at) {
        if (at == path.size()) {
            blank(value);
            return true;
        }
        const Step& step = path[at];
        bool found = false;
        if (step.is_name && value.is_object()) {
            if (auto* const member = value.get_object().if_contains(step.name)) {
                found = remove(*member, path, at + 1);
            }
        } else if (!step.is_name && value.is_array()) {
            boost::json::array& array = value.get_array();
            for (std::size_t i = 0; i != array.size(); ++i) {
                if (step.index < 0 || static_cast<std::size_t>(step.index) == i) {
                    found |= remove(array[i], path, at + 1);
                }
            }
        }
        return found;
    }

    static void blank(boost::json::value& value) {
        switch (value.kind()) {
        case boost::json::kind::null: break;
        case boost::json::kind::bool_: value = false; break;
        case boost::json::kind::int64:
        case boost::json::kind::uint64:
        case boost::json::kind::double_: value = 0; break;
        case boost::json::kind::string: value = "***"; break;
        case boost::json::kind::array: value.get_array().clear(); break;
        case boost::json::kind::object: value.get_object().clear(); break;
        }
    }

    std::vector<Path> paths_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#include "flameup/macros_end.hpp"

#endif
