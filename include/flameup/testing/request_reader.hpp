#ifndef FLAMEUP_TESTING_REQUEST_READER_HPP
#define FLAMEUP_TESTING_REQUEST_READER_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/describe/route_plan.hpp"
#include "flameup/json/read_json.hpp"
#include "flameup/json/scanner.hpp"
#include "flameup/openapi/needed_members.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/declared_rules.hpp"
#include "flameup/value/error.hpp"
#include "flameup/value/limits.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
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

    /// Reads the members of an operation that are not in its path, as it declares them.
    template <class Operation> Operation read(const boost::json::value& body) {
        Operation operation{};
        read_object<detail::CheckedRoute<Operation>::template NotInPath>(body, "", operation);
        return operation;
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

    template <std::size_t> using Every = std::true_type;

    template <template <std::size_t> class Keep, class T>
    void read_object(const boost::json::value& value, const std::string& path, T& result) {
        const boost::json::object* const object = value.if_object();
        if (object == nullptr) return fail(path.empty() ? "body" : path, "must be an object");
        read_members<Keep>(*object, path, result,
                           std::make_index_sequence<detail::member_count<T>>());
    }

    template <template <std::size_t> class Keep, class T, std::size_t... Index>
    void read_members(const boost::json::object& object, const std::string& path, T& result,
                      std::index_sequence<Index...>) {
        const auto read_one = [&](auto index) {
            constexpr std::size_t at = decltype(index)::value;
            if constexpr (Keep<at>::value) read_member<T, at>(object, path, result);
        };
        (read_one(std::integral_constant<std::size_t, Index>()), ...);
    }

    template <class T, std::size_t Index>
    void read_member(const boost::json::object& object, const std::string& path, T& result) {
        using Member = detail::member_at<T, Index>;
        const boost::json::value* const value = object.if_contains(Member::name);
        const std::string place = join(path, Member::name);
        if (value != nullptr && !value->is_null()) {
            read_value<T>(*value, Member::name, place, result.*Member::pointer);
        } else if (detail::is_needed<T, Index>()) {
            fail(place, "is required");
        }
    }

    /// Reads a value of a member of `T`, whose rules it must obey.
    template <class T, class Value>
    void read_value(const boost::json::value& value, std::string_view member,
                    const std::string& path, Value& result) {
        using detail::TypeKind;
        constexpr TypeKind kind = detail::kind_of<Value>;
        const auto complain = [&](const std::string& message) { fail(path, message); };
        if constexpr (kind == TypeKind::optional) {
            read_value<T>(value, member, path, result.emplace());
        } else if constexpr (kind == TypeKind::string) {
            const boost::json::string* const text = value.if_string();
            if (text == nullptr) return fail(path, "must be a string");
            result.assign(text->data(), text->size());
            obeys_rules<T>(member, std::string_view(result), complain);
        } else if constexpr (std::is_same_v<Value, boost::json::object>) {
            const boost::json::object* const object = value.if_object();
            if (object == nullptr) return fail(path, "must be an object");
            result = *object;
        } else if constexpr (kind == TypeKind::structure) {
            read_object<Every>(value, path, result);
        } else {
            static_assert(kind == TypeKind::sequence,
                          "flameup: the in-memory service reads no bodies with such members");
            const boost::json::array* const array = value.if_array();
            if (array == nullptr) return fail(path, "must be an array");
            if (!obeys_rules<T>(member, ElementCount{array->size()}, complain)) return;
            for (std::size_t i = 0; i != array->size(); ++i) {
                read_object<Every>((*array)[i], path + "[" + std::to_string(i) + "]",
                                   result.emplace_back());
            }
        }
    }

    std::vector<FieldError> errors_;
    std::optional<std::string> out_of_range_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
