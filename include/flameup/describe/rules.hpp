#ifndef FLAMEUP_DESCRIBE_RULES_HPP
#define FLAMEUP_DESCRIBE_RULES_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// Takes what a described type's own check finds wrong with a value.
///
/// A type declares a check as a public member, beside or in place of a list of rules:
/// `void check_rules(flameup::RuleFindings& findings) const`. It is called where rules are checked,
/// behind those of the list, wherever values of the type stand in a request; checks of described
/// bases are called as well. A function of that name with other parameters, or a private one, does
/// not compile.
class RuleFindings {
  public:
    /// Adds a finding about a member, named as in JSON, or about the value itself if the name is
    /// empty.
    ///
    /// The finding becomes a `FieldError` beside those of the rules, with the member's path in the
    /// request. `code` is cut behind 64 bytes and `message`, which follows the path where an error
    /// is shown as one line, behind 256; control characters become `?`. Of all findings the first
    /// thousand are kept.
    void add(std::string_view member, std::string_view code, std::string_view message) {
        add_(*this, member, code, message);
    }

    RuleFindings(const RuleFindings&) = delete;
    RuleFindings& operator=(const RuleFindings&) = delete;

  protected:
    /// What `add` calls, with this object.
    using Add = void (*)(RuleFindings&, std::string_view, std::string_view, std::string_view);
    /// Only the library makes one.
    explicit RuleFindings(Add function) noexcept : add_(function) {}
    ~RuleFindings() = default;

  private:
    Add add_;
};

/// A rule that described members obey, declared in their struct and checked before a request is
/// sent; of the responses' rules only `required` is checked.
///
/// A type declares its own as `static constexpr Rule rules[] = {Rule::length("userId", 1, 255)};`.
/// An absent member breaks no rule but `any_of` and `required`, a null member breaks none. The
/// rules of described bases apply as well. A rule that names no described member does not compile.
struct Rule {
    /// What a rule checks; each function below makes a rule of the kind of its name.
    enum class Kind {
        length,         ///< The length of a string.
        count,          ///< The number of a list's elements.
        range,          ///< The value of an integer.
        email,          ///< The form of an email address.
        workspace_uuid, ///< The form of a UUID, if a workspace is configured.
        reserved,       ///< Words that a string must not be.
        any_of,         ///< Members of which at least one must be present.
        required,       ///< A member that must be present.
        by_default      ///< What the server takes for an absent integer.
    };

    Kind kind; ///< What the rule checks.
    /// The member; then the words of `reserved`, or the other members of `any_of`.
    std::string_view members[4];
    /// The least length, size or value; for `length`, `count`, `range`. The value of `by_default`.
    std::int64_t low = 0;
    std::int64_t high = 0; ///< The greatest length, size or value; for the same.

    /// An upper bound that nothing exceeds.
    static constexpr std::int64_t unlimited = INT64_MAX;

    /// A string must have `low` to `high` characters (Unicode code points).
    static constexpr Rule length(std::string_view member, std::int64_t low, std::int64_t high) {
        return {Kind::length, {member, {}, {}, {}}, low, high};
    }

    /// A list must have `low` to `high` elements.
    static constexpr Rule count(std::string_view member, std::int64_t low, std::int64_t high) {
        return {Kind::count, {member, {}, {}, {}}, low, high};
    }

    /// An integer must be from `low` to `high`.
    static constexpr Rule range(std::string_view member, std::int64_t low, std::int64_t high) {
        return {Kind::range, {member, {}, {}, {}}, low, high};
    }

    /// A string must have one `@` with text on both sides, and no white space or control
    /// characters.
    static constexpr Rule email(std::string_view member) {
        return {Kind::email, {member, {}, {}, {}}, 0, 0};
    }

    /// A string must be a UUID (RFC 9562 section 4) if a workspace is configured; else any text is
    /// allowed.
    static constexpr Rule workspace_uuid(std::string_view member) {
        return {Kind::workspace_uuid, {member, {}, {}, {}}, 0, 0};
    }

    /// A string in a path must be none of these words, with which the path would be that of another
    /// operation.
    static constexpr Rule reserved(std::string_view member, std::string_view first,
                                   std::string_view second = {}, std::string_view third = {}) {
        return {Kind::reserved, {member, first, second, third}, 0, 0};
    }

    /// At least one of these members must be present and not an empty string; null counts as
    /// present.
    static constexpr Rule any_of(std::string_view first, std::string_view second,
                                 std::string_view third = {}, std::string_view fourth = {}) {
        return {Kind::any_of, {first, second, third, fourth}, 0, 0};
    }

    /// A member must be present: else a request is not built, and a response does not decode.
    static constexpr Rule required(std::string_view member) {
        return {Kind::required, {member, {}, {}, {}}, 0, 0};
    }

    /// The server takes `value` for an absent integer. Every value obeys this rule: it is for API
    /// descriptions (`flameup/openapi.hpp`) and for servers.
    static constexpr Rule by_default(std::string_view member, std::int64_t value) {
        return {Kind::by_default, {member, {}, {}, {}}, value, 0};
    }
};

FLAMEUP_END_NAMESPACE

#endif
