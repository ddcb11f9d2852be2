#ifndef FLAMEUP_TESTING_REQUEST_READER_HPP
#define FLAMEUP_TESTING_REQUEST_READER_HPP

#include "flameup/json/read_json.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/people_store.hpp"
#include "flameup/testing/text_rules.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/limits.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// The deepest nesting of arrays and objects in a body; 400 above.
inline constexpr std::size_t max_body_depth = 32;

/// Reads the JSON bodies of requests and collects an error for each field that is wrong.
///
/// Members that are null count as absent; unknown members are ignored. After an error, what the
/// functions return is not to be used.
class BodyReader {
  public:
    /// Returns the errors so far.
    const std::vector<FieldError>& errors() const noexcept { return errors_; }

    /// Parses a body; returns null and adds an error if it is not well-formed JSON in UTF-8.
    ///
    /// A number that no double can hold is no error, but `out_of_range` then has its path.
    boost::json::value parse(std::string_view body) {
        detail::JsonScanner scanner(body, max_body_depth);
        const char* p = scanner.next(scanner.begin());
        if (p != nullptr) p = scanner.skip(p);
        if (p == nullptr || scanner.finish(p) == nullptr) {
            fail("body", "must be JSON, in UTF-8 and at most 32 levels deep");
            return nullptr;
        }
        boost::json::value value;
        Limits limits;
        limits.max_body = body.size();
        limits.max_depth = max_body_depth;
        const auto problem = detail::read_json(body, value, limits);
        if (!problem) return value;
        if (problem->code == "out_of_range") {
            const std::string& path = problem->place.path; // `$`, `$.a`, `$[0]`
            out_of_range_ = path.substr(path.substr(0, 2) == "$." ? 2 : 1);
        } else {
            fail("body", problem->message);
        }
        return nullptr;
    }

    /// Returns the path of a number that no double can hold, if `parse` met one.
    const std::optional<std::string>& out_of_range() const noexcept { return out_of_range_; }

    /// Reads the body of create and upsert.
    PersonChange read_person(const boost::json::value& body) { return read_entry(body, ""); }

    /// Reads the body of update: its traits.
    boost::json::object read_update(const boost::json::value& body) {
        const boost::json::object* object = as_object(body, "");
        return object == nullptr ? boost::json::object() : read_traits(*object, "");
    }

    /// Reads the body of a batch upsert: 1 to 100 people.
    std::vector<PersonChange> read_batch(const boost::json::value& body) {
        std::vector<PersonChange> changes;
        const boost::json::object* object = as_object(body, "");
        if (object == nullptr) return changes;
        const boost::json::value* people = object->if_contains("people");
        const boost::json::array* entries = people == nullptr ? nullptr : people->if_array();
        if (entries == nullptr) {
            fail("people", people == nullptr ? "is required" : "must be an array");
        } else if (entries->empty() || entries->size() > 100) {
            fail("people", "must have 1 to 100 elements");
        } else {
            for (std::size_t i = 0; i != entries->size(); ++i) {
                changes.push_back(read_entry((*entries)[i], "people[" + std::to_string(i) + "]"));
            }
        }
        return changes;
    }

  private:
    void fail(std::string path, std::string message) {
        errors_.push_back({std::move(path), {}, std::move(message)});
    }

    static std::string join(std::string_view path, std::string_view member) {
        std::string result(path);
        if (!result.empty()) result += '.';
        return result.append(member.data(), member.size());
    }

    const boost::json::object* as_object(const boost::json::value& value, std::string_view path) {
        const boost::json::object* object = value.if_object();
        if (object == nullptr) fail(path.empty() ? "body" : std::string(path), "must be an object");
        return object;
    }

    std::optional<std::string> read_text(const boost::json::object& object, std::string_view path,
                                         std::string_view member) {
        const boost::json::value* value = object.if_contains(member);
        if (value == nullptr || value->is_null()) return std::nullopt;
        const boost::json::string* text = value->if_string();
        if (text == nullptr) {
            fail(join(path, member), "must be a string");
            return std::nullopt;
        }
        return std::string(text->data(), text->size());
    }

    void check_length(const std::optional<std::string>& text, std::size_t limit,
                      std::string_view path, std::string_view member) {
        if (text && detail::count_code_points(*text) > limit) {
            fail(join(path, member), "must be at most " + std::to_string(limit) + " characters");
        }
    }

    PersonChange read_entry(const boost::json::value& body, const std::string& path) {
        PersonChange change;
        const boost::json::object* object = as_object(body, path);
        if (object == nullptr) return change;

        const boost::json::value* user = object->if_contains("userId");
        if (user == nullptr || user->is_null()) fail(join(path, "userId"), "is required");
        const std::optional<std::string> user_id = read_text(*object, path, "userId");
        if (user_id && user_id->empty()) fail(join(path, "userId"), "must not be empty");
        check_length(user_id, 255, path, "userId");
        change.user_id = user_id.value_or(std::string());

        change.email = read_text(*object, path, "email");
        check_length(change.email, 254, path, "email");
        if (change.email && !is_email(*change.email)) {
            fail(join(path, "email"), "Invalid email format");
        }
        change.phone = read_text(*object, path, "phone");
        check_length(change.phone, 50, path, "phone");
        read_text(*object, path, "anonymousId"); // checked, not stored
        change.traits = read_traits(*object, path);
        return change;
    }

    boost::json::object read_traits(const boost::json::object& object, std::string_view path) {
        const boost::json::value* value = object.if_contains("traits");
        if (value == nullptr || value->is_null()) return {};
        const boost::json::object* traits = as_object(*value, join(path, "traits"));
        return traits == nullptr ? boost::json::object() : *traits;
    }

    std::vector<FieldError> errors_;
    std::optional<std::string> out_of_range_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
