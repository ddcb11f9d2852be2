#ifndef FLAMEUP_DESCRIBE_RULES_HPP
#define FLAMEUP_DESCRIBE_RULES_HPP

#include "flameup/platform.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE

/// A limit on described members, declared beside them and checked before anything is sent.
///
/// A type declares its own as `static constexpr Rule rules[] = {Rule::length("userId", 1, 255)};`.
/// Absent members break no rule but `any_of` and `required`, null ones none. The rules of described
/// bases hold as well.
struct Rule {
    enum class Kind { length, count, range, email, workspace_uuid, reserved, any_of, required };

    Kind kind;
    std::string_view members[4]; ///< The member; the names of `reserved` and `any_of` follow.
    std::int64_t low = 0;
    std::int64_t high = 0;

    /// No limit upwards.
    static constexpr std::int64_t unlimited = INT64_MAX;

    /// A string of so many characters (Unicode code points).
    static constexpr Rule length(std::string_view member, std::int64_t low, std::int64_t high) {
        return {Kind::length, {member, {}, {}, {}}, low, high};
    }

    /// A list of so many elements.
    static constexpr Rule count(std::string_view member, std::int64_t low, std::int64_t high) {
        return {Kind::count, {member, {}, {}, {}}, low, high};
    }

    /// An integer of these values.
    static constexpr Rule range(std::string_view member, std::int64_t low, std::int64_t high) {
        return {Kind::range, {member, {}, {}, {}}, low, high};
    }

    /// An address with one `@`, something on both sides of it, and no spaces or control characters.
    static constexpr Rule email(std::string_view member) {
        return {Kind::email, {member, {}, {}, {}}, 0, 0};
    }

    /// A UUID (RFC 9562 section 4) where a workspace is configured; without one, any text.
    static constexpr Rule workspace_uuid(std::string_view member) {
        return {Kind::workspace_uuid, {member, {}, {}, {}}, 0, 0};
    }

    /// Not one of these words, which would make the path another operation's.
    static constexpr Rule reserved(std::string_view member, std::string_view first,
                                   std::string_view second = {}, std::string_view third = {}) {
        return {Kind::reserved, {member, first, second, third}, 0, 0};
    }

    /// At least one of these members is present, and not an empty string.
    static constexpr Rule any_of(std::string_view first, std::string_view second,
                                 std::string_view third = {}, std::string_view fourth = {}) {
        return {Kind::any_of, {first, second, third, fourth}, 0, 0};
    }

    /// A member that must be there: else a request is refused, and a response does not decode.
    static constexpr Rule required(std::string_view member) {
        return {Kind::required, {member, {}, {}, {}}, 0, 0};
    }
};

FLAMEUP_END_NAMESPACE

#endif
