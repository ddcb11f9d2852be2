#ifndef FLAMEUP_MESSAGE_CHECK_RULES_HPP
#define FLAMEUP_MESSAGE_CHECK_RULES_HPP

#include "flameup/describe/declared.hpp"
#include "flameup/describe/findings.hpp"
#include "flameup/describe/for_each_child.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/text/append_printable.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/text/text_form.hpp"
#include "flameup/text/text_forms.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Collects a finding for each rule that a value breaks: of its type, and of the types within it.
class RuleChecker {
  public:
    RuleChecker(bool has_workspace, std::size_t max_depth, Findings& findings)
        : has_workspace_(has_workspace), depth_left_(max_depth), findings_(findings) {}

    template <class T> void check(const T& value, const PathStep* path = nullptr) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (all_within<has_rules, T>() != 0) {
            const auto check_children = [&] {
                detail::for_each_child(
                    value, path,
                    [this](const auto& child, const PathStep* step) { this->check(child, step); });
            };
            if constexpr (is_holder(kind)) {
                check_children();
            } else if (depth_left_ != 0) { // values nested deeper are refused by the writer
                --depth_left_;
                if constexpr (kind == TypeKind::structure) check_rules(value, path);
                check_children();
                ++depth_left_;
            }
        }
    }

  private:
    void add(const PathStep* path, std::string_view code, std::string_view message) {
        findings_.add(path_text(path), code, message);
    }

    /// Adds a finding that names a bound.
    void add(const PathStep* path, std::string_view code, std::string_view before,
             std::int64_t bound, std::string_view after = {}) {
        std::string message(before);
        append_integer(message, bound);
        message += after;
        add(path, code, message);
    }

    template <class T> void check_rules(const T& value, const PathStep* path) {
        boost::mp11::mp_for_each<bases_of<T>>([&](auto base) {
            check_rules(static_cast<const typename decltype(base)::type&>(value), path);
        });
        if constexpr (declares<RulesOf, T>()) {
            check_each_rule(value, path, std::make_index_sequence<std::size(T::rules)>());
        }
        if constexpr (declares_check<T>()) {
            FindingsAt findings(findings_, path);
            value.check_rules(findings);
        }
    }

    /// Takes the findings of a user's check of the value at a path.
    class FindingsAt : public RuleFindings {
      public:
        FindingsAt(Findings& findings, const PathStep* path)
            : RuleFindings(&add), findings_(findings), path_(path) {}

      private:
        static void add(RuleFindings& to, std::string_view member, std::string_view code,
                        std::string_view message) {
            const auto& self = static_cast<const FindingsAt&>(to);
            const PathStep step{self.path_, member};
            std::string printable_code;
            std::string printable_message;
            append_printable(printable_code, code, 64);
            append_printable(printable_message, message, 256);
            self.findings_.add(path_text(member.empty() ? self.path_ : &step), printable_code,
                               printable_message);
        }

        Findings& findings_;
        const PathStep* path_;
    };

    template <class T, std::size_t... Index>
    void check_each_rule(const T& value, const PathStep* path, std::index_sequence<Index...>) {
        (check_rule<Index>(value, path), ...);
    }

    template <std::size_t Index, class T> void check_rule(const T& value, const PathStep* path) {
        constexpr Rule rule = T::rules[Index];
        constexpr std::size_t index = find_member<T>(rule.members[0]);
        static_assert(index < member_count<T>, "flameup: a rule names no described member");
        const PathStep step{path, rule.members[0]};
        const auto& member = value.*member_at<T, index>::pointer;
        if constexpr (rule.kind == Rule::Kind::any_of) {
            if (!any_present<Index>(value)) {
                std::string names;
                for (const std::string_view name : rule.members) {
                    if (!names.empty() && !name.empty()) names += ", ";
                    names += name;
                }
                add(&step, "any_of", "is missing: at least one of " + names + " is needed");
            }
        } else if constexpr (rule.kind == Rule::Kind::required) {
            if (is_absent(member)) add(&step, "required", "is required");
        } else if constexpr (rule.kind != Rule::Kind::by_default) {
            apply<Index, T>(member, &step);
        }
    }

    template <std::size_t Index, class T> static bool any_present(const T& value) {
        const auto present = [&value](auto number) {
            constexpr std::string_view name = T::rules[Index].members[decltype(number)::value];
            if constexpr (name.empty()) {
                return false;
            } else {
                constexpr std::size_t member = find_member<T>(name);
                static_assert(member < member_count<T>,
                              "flameup: a rule names no described member");
                return is_given(value.*member_at<T, member>::pointer);
            }
        };
        return present(std::integral_constant<std::size_t, 0>()) ||
               present(std::integral_constant<std::size_t, 1>()) ||
               present(std::integral_constant<std::size_t, 2>()) ||
               present(std::integral_constant<std::size_t, 3>());
    }

    /// Tells whether a member is present and not an empty string; null counts as present.
    template <class T> static bool is_given(const T& member) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (is_holder(kind))
            return member.has_value() ? is_given(*member) : !is_absent(member);
        else if constexpr (kind == TypeKind::string)
            return !member.empty();
        else if constexpr (kind == TypeKind::text_form)
            return FormText<T>().write(member) != std::string_view();
        else
            return true;
    }

    /// Applies one rule to one member, looking into optionals.
    template <std::size_t Index, class T, class Member>
    void apply(const Member& member, const PathStep* path) {
        constexpr Rule rule = T::rules[Index];
        constexpr TypeKind kind = kind_of<Member>;
        if constexpr (is_holder(kind)) {
            if (member.has_value()) apply<Index, T>(*member, path);
        } else if constexpr (rule.kind == Rule::Kind::count) {
            static_assert(kind == TypeKind::sequence, "flameup: count is a rule for lists");
            const auto size = static_cast<std::int64_t>(member.size());
            if (size < rule.low) add(path, "too_few", "must have at least ", rule.low, " elements");
            if (size > rule.high)
                add(path, "too_many", "must have at most ", rule.high, " elements");
        } else if constexpr (rule.kind == Rule::Kind::range) {
            static_assert(kind == TypeKind::integer, "flameup: range is a rule for integers");
            if (is_below(member, rule.low))
                add(path, "out_of_range", "must be at least ", rule.low);
            if (is_above(member, rule.high))
                add(path, "out_of_range", "must be at most ", rule.high);
        } else if constexpr (kind == TypeKind::text_form) {
            FormText<Member> memory; // the writer refuses a value that has no text
            if (const auto text = memory.write(member)) apply_to_text<Index, T>(*text, path);
        } else {
            static_assert(kind == TypeKind::string, "flameup: this rule is one for strings");
            apply_to_text<Index, T>({member.data(), member.size()}, path);
        }
    }

    /// Applies a rule for strings.
    template <std::size_t Index, class T>
    void apply_to_text(std::string_view text, const PathStep* path) {
        constexpr Rule rule = T::rules[Index];
        if constexpr (rule.kind == Rule::Kind::length) {
            // Code points are counted only if the number of bytes does not decide.
            const auto size = static_cast<std::int64_t>(text.size());
            const bool is_within = rule.low <= 1 && size >= rule.low && size <= rule.high;
            if (!is_within) check_length(rule.low, rule.high, text, path);
        } else if constexpr (rule.kind == Rule::Kind::email) {
            if (!is_email(text)) add(path, "invalid_email", "must be an email address");
        } else if constexpr (rule.kind == Rule::Kind::workspace_uuid) {
            check_workspace_uuid(text, path);
        } else {
            static_assert(rule.kind == Rule::Kind::reserved);
            check_reserved(T::rules[Index], text, path);
        }
    }

    // An unsigned value and a signed bound are compared as numbers; `<` would convert the bound.

    template <class T> static constexpr bool is_below(T value, std::int64_t bound) {
        if constexpr (std::is_unsigned_v<T>)
            return bound > 0 && value < static_cast<std::uint64_t>(bound);
        else
            return value < bound;
    }

    template <class T> static constexpr bool is_above(T value, std::int64_t bound) {
        if constexpr (std::is_unsigned_v<T>)
            return bound < 0 || value > static_cast<std::uint64_t>(bound);
        else
            return value > bound;
    }

    void check_length(std::int64_t low, std::int64_t high, std::string_view text,
                      const PathStep* path) {
        if (text.empty() && low > 0) return add(path, "required", "must not be empty");
        const auto length = static_cast<std::int64_t>(count_code_points(text));
        if (length < low) add(path, "too_short", "must have at least ", low, " characters");
        if (length > high) add(path, "too_long", "must have at most ", high, " characters");
    }

    void check_workspace_uuid(std::string_view text, const PathStep* path) {
        if (has_workspace_ && !text.empty() && !is_uuid(text)) {
            add(path, "invalid_uuid", "must be a UUID where a workspace is configured");
        }
    }

    void check_reserved(const Rule& rule, std::string_view text, const PathStep* path) {
        for (const std::string_view* word = rule.members + 1; word != std::end(rule.members);
             ++word) {
            if (!text.empty() && text == *word) {
                add(path, "reserved",
                    "must not be " + std::string(*word) + ", which is an operation's path");
            }
        }
    }

    bool has_workspace_;
    std::size_t depth_left_;
    Findings& findings_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
