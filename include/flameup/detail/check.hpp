#ifndef FLAMEUP_DETAIL_CHECK_HPP
#define FLAMEUP_DETAIL_CHECK_HPP

#include "flameup/detail/any_within.hpp"
#include "flameup/detail/decimal.hpp"
#include "flameup/detail/declared.hpp"
#include "flameup/detail/findings.hpp"
#include "flameup/detail/kinds.hpp"
#include "flameup/detail/text_forms.hpp"
#include "flameup/timestamp_text.hpp"

#include <boost/json/value.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Walks through a request and collects what breaks the rules declared beside its types, or what
/// the writer could not write, or both.
class Checker {
  public:
    struct What {
        bool rules = false;
        bool values = false;
    };

    Checker(What what, bool has_workspace, std::size_t max_depth, Findings& findings)
        : what_(what), has_workspace_(has_workspace), depth_left_(max_depth), findings_(findings) {}

    template <class T> void check(const T& value, const PathStep* path = nullptr) {
        constexpr TypeKind kind = kind_of<T>;
        if (!what_.values && !any_within<has_rules, T>()) return;
        if constexpr (kind == TypeKind::string) {
            if (what_.values) check_text({value.data(), value.size()}, path);
        } else if constexpr (kind == TypeKind::number) {
            if (what_.values && !std::isfinite(value)) {
                add(path, "not_finite", "must be a finite number");
            }
        } else if constexpr (kind == TypeKind::timestamp) {
            if (what_.values && !calendar::is_representable(value)) {
                add(path, "invalid_timestamp", "must be in the years 0000 to 9999");
            }
        } else if constexpr (kind == TypeKind::enumeration) {
            if (what_.values && enum_name(value).empty()) {
                add(path, "unknown_name", "must be one of the enumeration's values");
            }
        } else if constexpr (kind == TypeKind::open_enumeration) {
            if (value.known())
                check(*value.known(), path);
            else if (what_.values)
                check_text(value.unknown(), path);
        } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
            if (value.has_value()) check(*value, path);
        } else if constexpr (kind == TypeKind::dynamic) {
            if (what_.values) check_dynamic(value, path);
        } else if constexpr (kind == TypeKind::structure) {
            nested(path, [&] {
                if (what_.rules) check_rules(value, path);
                check_members(value, path, std::make_index_sequence<member_count<T>>());
            });
        } else if constexpr (kind == TypeKind::map) {
            nested(path, [&] {
                for (const auto& [name, element] : value) {
                    const PathStep step{path, named(name)};
                    if (what_.values) check_text(std::string_view(name), &step);
                    check(element, &step);
                }
            });
        } else if constexpr (kind == TypeKind::sequence) {
            nested(path, [&] {
                PathStep step{path, {}};
                for (const auto& element : value) {
                    check(static_cast<const typename T::value_type&>(element), &step);
                    ++step.index;
                }
            });
        }
    }

    /// Checks the members of a struct for which `Keep<Index>` is true, but not its rules.
    template <template <std::size_t> class Keep, class T> void check_some(const T& value) {
        nested(nullptr,
               [&] { check_kept<Keep>(value, std::make_index_sequence<member_count<T>>()); });
    }

  private:
    template <template <std::size_t> class Keep, class T, std::size_t... Index>
    void check_kept(const T& value, std::index_sequence<Index...>) {
        const auto check_one = [&](auto index) {
            if constexpr (Keep<decltype(index)::value>::value) {
                check_member<decltype(index)::value>(value, nullptr);
            }
        };
        (check_one(std::integral_constant<std::size_t, Index>()), ...);
    }

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

    /// Tells a map's empty key from the absent name of an element.
    static std::string_view named(std::string_view name) {
        return name.data() != nullptr ? name : std::string_view("");
    }

    void check_text(std::string_view text, const PathStep* path) {
        if (!is_utf8(text)) add(path, "ill_formed_utf8", "must be well-formed UTF-8");
    }

    template <class Function> void nested(const PathStep* path, Function&& function) {
        if (depth_left_ == 0) {
            if (what_.values) add(path, "too_deep", "is nested deeper than the limit");
            return;
        }
        --depth_left_;
        function();
        ++depth_left_;
    }

    void check_dynamic(const boost::json::value& value, const PathStep* path) {
        if (const auto* object = value.if_object())
            check_dynamic(*object, path);
        else if (const auto* array = value.if_array())
            check_dynamic(*array, path);
        else if (const auto* text = value.if_string())
            check(*text, path);
        else if (const auto* number = value.if_double())
            check(*number, path);
    }

    void check_dynamic(const boost::json::array& array, const PathStep* path) {
        nested(path, [&] {
            PathStep step{path, {}};
            for (const boost::json::value& element : array) {
                check_dynamic(element, &step);
                ++step.index;
            }
        });
    }

    void check_dynamic(const boost::json::object& object, const PathStep* path) {
        nested(path, [&] {
            for (const boost::json::key_value_pair& pair : object) {
                const PathStep step{path, named({pair.key().data(), pair.key().size()})};
                check_text({pair.key().data(), pair.key().size()}, &step);
                check_dynamic(pair.value(), &step);
            }
        });
    }

    template <class T, std::size_t... Index>
    void check_members([[maybe_unused]] const T& value, [[maybe_unused]] const PathStep* path,
                       std::index_sequence<Index...>) {
        (check_member<Index>(value, path), ...);
    }

    template <std::size_t Index, class T> void check_member(const T& value, const PathStep* path) {
        const PathStep step{path, member_at<T, Index>::name};
        check(value.*member_at<T, Index>::pointer, &step);
    }

    template <class T> void check_rules(const T& value, const PathStep* path) {
        boost::mp11::mp_for_each<bases_of<T>>([&](auto base) {
            check_rules(static_cast<const typename decltype(base)::type&>(value), path);
        });
        if constexpr (declares<RulesOf, T>()) {
            check_each_rule(value, path, std::make_index_sequence<std::size(T::rules)>());
        }
    }

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
        } else {
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
                return says_something(value.*member_at<T, member>::pointer);
            }
        };
        return present(std::integral_constant<std::size_t, 0>()) ||
               present(std::integral_constant<std::size_t, 1>()) ||
               present(std::integral_constant<std::size_t, 2>()) ||
               present(std::integral_constant<std::size_t, 3>());
    }

    /// Tells a member that is present (a null is) from one that is absent or empty text.
    template <class T> static bool says_something(const T& member) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable)
            return member.has_value() ? says_something(*member) : !is_absent(member);
        else if constexpr (kind == TypeKind::string)
            return !member.empty();
        else
            return true;
    }

    /// Applies one rule to one member, looking into optionals.
    template <std::size_t Index, class T, class Member>
    void apply(const Member& member, const PathStep* path) {
        constexpr Rule rule = T::rules[Index];
        constexpr TypeKind kind = kind_of<Member>;
        if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
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
        } else {
            static_assert(kind == TypeKind::string, "flameup: this rule is one for strings");
            const std::string_view text(member.data(), member.size());
            if constexpr (rule.kind == Rule::Kind::length) {
                // Code points are counted only where the bytes leave it open.
                const auto size = static_cast<std::int64_t>(text.size());
                const bool is_short = rule.low <= 1 && size >= rule.low && size <= rule.high;
                if (!is_short) check_length(rule.low, rule.high, text, path);
            } else if constexpr (rule.kind == Rule::Kind::email) {
                if (!is_email(text)) add(path, "invalid_email", "must be an email address");
            } else if constexpr (rule.kind == Rule::Kind::workspace_uuid) {
                check_workspace_uuid(text, path);
            } else {
                static_assert(rule.kind == Rule::Kind::reserved);
                check_reserved(T::rules[Index], text, path);
            }
        }
    }

    // Unsigned members are compared by value, too: C++ would convert the bound.

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

    What what_;
    bool has_workspace_;
    std::size_t depth_left_;
    Findings& findings_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
