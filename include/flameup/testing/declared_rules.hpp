#ifndef FLAMEUP_TESTING_DECLARED_RULES_HPP
#define FLAMEUP_TESTING_DECLARED_RULES_HPP

#include "flameup/describe/declared.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/describe/rules.hpp"
#include "flameup/platform.hpp"
#include "flameup/text/text_forms.hpp"
#include "flameup/text/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Returns what a rule says against a text, in the service's words; empty if nothing.
///
/// What `workspace_uuid` asks of the person in the path, the service checks by itself.
inline std::string objection(const Rule& rule, std::string_view text) {
    switch (rule.kind) {
    case Rule::Kind::length: {
        const auto size = static_cast<std::int64_t>(detail::count_code_points(text));
        if (size < rule.low && rule.low == 1) return "must not be empty";
        if (size < rule.low) return "must be at least " + std::to_string(rule.low) + " characters";
        if (size > rule.high) return "must be at most " + std::to_string(rule.high) + " characters";
        return {};
    }
    case Rule::Kind::email: return detail::is_email(text) ? "" : "Invalid email format";
    case Rule::Kind::reserved:
        for (std::size_t i = 1; i != std::size(rule.members); ++i) {
            if (!text.empty() && text == rule.members[i]) return "must not be " + std::string(text);
        }
        return {};
    case Rule::Kind::workspace_uuid:
    case Rule::Kind::count:
    case Rule::Kind::range:
    case Rule::Kind::any_of:
    case Rule::Kind::required:
    case Rule::Kind::by_default: return {};
    }
    return {};
}

/// Returns what a rule says against an integer; empty if nothing.
inline std::string objection(const Rule& rule, std::int64_t value) {
    if (rule.kind != Rule::Kind::range) return {};
    if (value < rule.low) return "must be at least " + std::to_string(rule.low);
    if (value > rule.high) return "must be at most " + std::to_string(rule.high);
    return {};
}

/// A number of elements, which has rules of its own.
struct ElementCount {
    std::size_t value; ///< The number.
};

/// Returns what a rule says against a number of elements; empty if nothing.
inline std::string objection(const Rule& rule, ElementCount count) {
    if (rule.kind != Rule::Kind::count) return {};
    const auto size = static_cast<std::int64_t>(count.value);
    if (size >= rule.low && size <= rule.high) return {};
    return "must have " + std::to_string(rule.low) + " to " + std::to_string(rule.high) +
           " elements";
}

/// Calls `fail` with what each rule that a struct declares says against a value of its member.
///
/// Returns false if one does.
template <class T, class Value, class Fail>
bool obeys_rules(std::string_view member, const Value& value, const Fail& fail) {
    bool obeys = true;
    detail::each_rule<T>([&](const Rule& rule) {
        if (rule.members[0] != member) return;
        const std::string message = objection(rule, value);
        if (message.empty()) return;
        fail(message);
        obeys = false;
    });
    return obeys;
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
