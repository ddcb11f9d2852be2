#ifndef FLAMEUP_OPENAPI_RULE_SCHEMAS_HPP
#define FLAMEUP_OPENAPI_RULE_SCHEMAS_HPP

// What the declared rules are in JSON Schema.

#include "flameup/describe/declared.hpp"
#include "flameup/describe/rules.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/string.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <iterator>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

// What `is_email` and `is_uuid` accept, as expressions of ECMA-262.

#define FLAMEUP_NOT_BLANK \
    R"([^@\u0000-\u0020\u007F-\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+)"
inline constexpr std::string_view email_pattern = "^" FLAMEUP_NOT_BLANK "@" FLAMEUP_NOT_BLANK "$";
#undef FLAMEUP_NOT_BLANK
inline constexpr std::string_view uuid_pattern =
    "^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$";

/// Where a value stands, which decides what a rule means there.
enum class Place {
    account_path,   ///< In the path or query of a request without a workspace.
    workspace_path, ///< In the path or query of a request with one.
    body,           ///< In the body of a request.
    response        ///< In a response, of whose rules only `required` is checked.
};

inline boost::json::string json_text(std::string_view text) { return boost::json::string(text); }

/// Adds words that a string must not be.
inline void forbid_word(boost::json::object& schema, std::string_view word) {
    boost::json::value& no = schema["not"];
    if (!no.is_object()) no.emplace_object()["enum"].emplace_array();
    no.get_object()["enum"].get_array().emplace_back(json_text(word));
}

/// Sets a bound, unless there is one that is as narrow.
inline void narrow(boost::json::object& schema, std::string_view name, std::int64_t bound,
                   bool is_upper) {
    const boost::json::value* const before = schema.if_contains(name);
    if (before != nullptr && before->is_int64()) {
        const std::int64_t there = before->get_int64();
        if (is_upper ? there <= bound : there >= bound) return;
    }
    schema[name] = bound;
}

/// Adds the bounds of a rule, where they say something: a size is never below 0.
inline void add_bounds(boost::json::object& schema, const Rule& rule, std::string_view lowest,
                       std::string_view highest) {
    if (rule.kind == Rule::Kind::range || rule.low > 0) narrow(schema, lowest, rule.low, false);
    if (rule.high != Rule::unlimited) narrow(schema, highest, rule.high, true);
}

/// Adds to the schema of one member what a rule says of its value.
inline void add_rule(boost::json::object& schema, const Rule& rule, Place place) {
    switch (rule.kind) {
    case Rule::Kind::length: return add_bounds(schema, rule, "minLength", "maxLength");
    case Rule::Kind::count: return add_bounds(schema, rule, "minItems", "maxItems");
    case Rule::Kind::range: return add_bounds(schema, rule, "minimum", "maximum");
    case Rule::Kind::by_default: schema["default"] = rule.low; return;
    case Rule::Kind::email:
        schema["format"] = "idn-email";
        schema["pattern"] = json_text(email_pattern);
        return;
    case Rule::Kind::workspace_uuid:
        if (place == Place::body) {
            schema["description"] = "A UUID where the path names a workspace.";
        } else if (place == Place::workspace_path) {
            schema["format"] = "uuid";
            schema["pattern"] = json_text(uuid_pattern);
        }
        return;
    case Rule::Kind::reserved:
        for (const std::string_view* word = rule.members + 1; word != std::end(rule.members);
             ++word) {
            if (!word->empty()) forbid_word(schema, *word);
        }
        return;
    case Rule::Kind::any_of:
    case Rule::Kind::required: return; // rules of the struct, not of one value
    }
}

/// Adds to the schema of a struct's member what its rules say of the member.
template <class T>
void add_rules(boost::json::object& schema, std::string_view member, Place place) {
    if (place == Place::response) return;
    each_rule<T>([&](const Rule& rule) {
        if (rule.members[0] == member) add_rule(schema, rule, place);
    });
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
