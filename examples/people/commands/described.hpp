#ifndef FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_DESCRIBED_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_COMMANDS_DESCRIBED_HPP

// Makes the command of an operation from its description: its route, members, rules and aliases.

#include "command.hpp"
#include "words.hpp"

#include <flameup/core.hpp>

#include <boost/describe.hpp>
#include <boost/json/fwd.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace people_tool {

template <class T> struct Type { using type = T; };

template <class T, class = void> struct has_form : std::false_type {};
template <class T>
struct has_form<T, std::void_t<decltype(sizeof(flameup::TextForm<T>))>> : std::true_type {};

template <class T, class = void> struct is_mapping : std::false_type {};
template <class T> struct is_mapping<T, std::void_t<typename T::mapped_type>> : std::true_type {};

template <class T, class = void> struct is_container : std::false_type {};
template <class T>
struct is_container<T, std::void_t<typename T::value_type, decltype(std::declval<T&>().begin())>>
    : std::true_type {};

template <class T, class = void> struct has_rules : std::false_type {};
template <class T> struct has_rules<T, std::void_t<decltype(T::rules)>> : std::true_type {};
template <class T, class = void> struct has_aliases : std::false_type {};
template <class T> struct has_aliases<T, std::void_t<decltype(T::aliases)>> : std::true_type {};
template <class T, class = void> struct has_summary : std::false_type {};
template <class T> struct has_summary<T, std::void_t<decltype(T::summary)>> : std::true_type {};

template <class Enum> std::vector<std::string_view> names_in() {
    std::vector<std::string_view> names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
        [&](auto enumerator) { names.emplace_back(enumerator.name); });
    return names;
}

template <class T> void describe_as(Type<T>, Member& member);

template <class T> void describe_as(Type<std::optional<T>>, Member& member) {
    describe_as(Type<T>(), member);
    member.may_be_absent = true;
}
template <class T> void describe_as(Type<flameup::Nullable<T>>, Member& member) {
    describe_as(Type<T>(), member);
    member.may_be_absent = true;
}
template <class T> void describe_as(Type<flameup::OrJson<T>>, Member& member) {
    describe_as(Type<T>(), member);
}
template <class Enum, class Text>
void describe_as(Type<flameup::OpenEnum<Enum, Text>>, Member& member) {
    member.kind = Member::Kind::text;
    member.choices = names_in<Enum>();
}

/// Says what a value of a type is.
template <class T> void describe_as(Type<T>, Member& member) {
    using Kind = Member::Kind;
    if constexpr (has_form<T>::value || std::is_constructible_v<std::string_view, const T&> ||
                  std::is_same_v<T, boost::json::string>) {
        member.kind = Kind::text;
    } else if constexpr (std::is_same_v<T, flameup::Timestamp>) {
        member.kind = Kind::time;
    } else if constexpr (std::is_same_v<T, bool>) {
        member.kind = Kind::boolean;
    } else if constexpr (std::is_integral_v<T>) {
        member.kind = Kind::integer;
    } else if constexpr (std::is_floating_point_v<T>) {
        member.kind = Kind::number;
    } else if constexpr (boost::describe::has_describe_enumerators<T>::value) {
        member.kind = Kind::name;
        member.choices = names_in<T>();
    } else if constexpr (is_mapping<T>::value || std::is_same_v<T, boost::json::object> ||
                         boost::describe::has_describe_members<T>::value) {
        member.kind = Kind::object;
    } else if constexpr (std::is_same_v<T, boost::json::array>) {
        member.is_list = true; // of any JSON
    } else if constexpr (is_container<T>::value && !std::is_same_v<T, boost::json::value>) {
        describe_as(Type<std::decay_t<typename T::value_type>>(), member);
        if (member.is_list) member.kind = Kind::json; // a list of lists
        member.is_list = true;
    }
}

inline Member* find_member(std::vector<Member>& members, std::string_view name) {
    const auto found = std::find_if(members.begin(), members.end(),
                                    [&](const Member& member) { return member.name == name; });
    return found == members.end() ? nullptr : &*found;
}

/// Says in words what a rule asks of a member.
inline std::string text_of(const flameup::Rule& rule) {
    using Kind = flameup::Rule::Kind;
    if (rule.kind == Kind::by_default) return std::to_string(rule.low) + " by default";
    if (rule.kind == Kind::email) return "an email address";
    if (rule.kind == Kind::workspace_uuid) return "with a workspace, a UUID";
    if (rule.kind == Kind::any_of) {
        std::string names;
        for (const std::string_view name : rule.members) {
            if (!name.empty()) names.append(names.empty() ? "--" : ", --").append(kebab(name));
        }
        return "one of " + names + " is needed";
    }
    const bool is_length = rule.kind == Kind::length;
    if (!is_length && rule.kind != Kind::count && rule.kind != Kind::range) return {};
    const std::string unit = is_length ? " characters" : "";
    if (rule.high == flameup::Rule::unlimited) return "at least " + std::to_string(rule.low) + unit;
    if (is_length && rule.low == 0) return "at most " + std::to_string(rule.high) + unit;
    return std::to_string(rule.low) + " to " + std::to_string(rule.high) + unit;
}

inline void apply(const flameup::Rule& rule, std::vector<Member>& members) {
    using Kind = flameup::Rule::Kind;
    Member* const member = find_member(members, rule.members[0]);
    if (member == nullptr) return;
    const std::string text = text_of(rule);
    if (member->rules.find(text) == std::string::npos) {
        member->rules.append(member->rules.empty() ? "" : ", ").append(text);
    }
    member->is_email |= rule.kind == Kind::email;
    member->is_person |= rule.kind == Kind::workspace_uuid;
    member->is_any_of |= rule.kind == Kind::any_of;
    const bool has_least = rule.kind == Kind::length || rule.kind == Kind::count;
    member->is_needed |=
        rule.kind == Kind::required || (has_least && rule.low > 0 && !member->may_be_absent);
}

/// Adds what a struct and its bases declare beside their members.
template <class T> void add_declared(std::vector<Member>& members) {
    namespace describe = boost::describe;
    boost::mp11::mp_for_each<describe::describe_bases<T, describe::mod_public>>(
        [&](auto base) { add_declared<typename decltype(base)::type>(members); });
    if constexpr (has_rules<T>::value) {
        for (const flameup::Rule& rule : T::rules) apply(rule, members);
    }
    if constexpr (has_aliases<T>::value) {
        for (const flameup::Alias& alias : T::aliases) {
            Member* const member = find_member(members, alias.member);
            if (member != nullptr) member->others.push_back(alias.key);
        }
    }
}

/// Returns the members of an operation in the order of its description.
template <class Operation> std::vector<Member> members_of() {
    namespace describe = boost::describe;
    std::vector<Member> members;
    boost::mp11::mp_for_each<
        describe::describe_members<Operation, describe::mod_public | describe::mod_inherited>>(
        [&](auto described) {
            Member member;
            member.name = described.name;
            describe_as(
                Type<std::decay_t<decltype(std::declval<Operation&>().*described.pointer)>>(),
                member);
            members.push_back(std::move(member));
        });
    add_declared<Operation>(members);
    return members;
}

/// Returns the command of an operation; `run` runs it.
template <class Operation> Command command_of(int (*run)(const Call&), Group group) {
    const flameup::Route& route = Operation::route;
    Command command{route.name, "", 0, 0, group, "", "", "", run};
    command.request.append(to_string(route.method)).append(" ").append(route.path);
    if constexpr (has_summary<Operation>::value)
        command.summary = Operation::summary;
    else
        command.summary = command.request;
    command.members = members_of<Operation>();
    complete(command, route.path);
    return command;
}

} // namespace people_tool

#endif
