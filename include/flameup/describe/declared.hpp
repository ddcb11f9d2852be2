#ifndef FLAMEUP_DESCRIBE_DECLARED_HPP
#define FLAMEUP_DESCRIBE_DECLARED_HPP

// What described structs declare beside their members: rules and aliases, with those of their
// bases.

#include "flameup/describe/reflect.hpp"
#include "flameup/describe/rules.hpp"

#include <cstddef>
#include <iterator>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns the list `rules` of a struct.
struct RulesOf {
    template <class T, class = decltype(T::rules)> static constexpr const auto& get() {
        return T::rules;
    }
};

/// Returns the list `aliases` of a struct.
struct AliasesOf {
    template <class T, class = decltype(T::aliases)> static constexpr const auto& get() {
        return T::aliases;
    }
};

/// Whether a struct has such a list, of its own or inherited.
template <class Of, class T, class = void> struct has_list : std::false_type {};
template <class Of, class T>
struct has_list<Of, T, std::void_t<decltype(Of::template get<T>())>> : std::true_type {};

/// Tells whether a struct has such a list of its own, and not a list that it inherits.
template <class Of, class T> constexpr bool declares() {
    if constexpr (has_list<Of, T>::value) {
        const void* const own = &Of::template get<T>();
        bool inherited = false;
        boost::mp11::mp_for_each<bases_of<T>>([&](auto base) {
            using Base = typename decltype(base)::type;
            if constexpr (has_list<Of, Base>::value) inherited |= own == &Of::template get<Base>();
        });
        return !inherited;
    }
    return false;
}

/// Whether a struct has a member function `check_rules` as `RuleFindings` says, of its own or
/// inherited.
template <class T, class = void> struct has_check : std::false_type {};
template <class T>
struct has_check<
    T, std::void_t<decltype(std::declval<const T&>().check_rules(std::declval<RuleFindings&>()))>>
    : std::true_type {};

/// The class that declares a member function.
template <class Pointer> struct DeclaredIn { // a static member
    using type = void;
    static constexpr bool is_function = std::is_function_v<std::remove_pointer_t<Pointer>>;
};
template <class Class, class Member> struct DeclaredIn<Member Class::*> {
    using type = Class;
    static constexpr bool is_function = std::is_function_v<Member>;
};

/// A class in which `check_rules` is ambiguous if T has any member of that name, private ones too.
struct OtherCheck {
    int check_rules;
};
template <class T> struct WithOtherCheck : T, OtherCheck {};

/// Whether a struct has a member `check_rules` of any kind; not known of a final one.
template <class T, class = void> struct is_ambiguous : std::true_type {};
template <class T>
struct is_ambiguous<T, std::void_t<decltype(&WithOtherCheck<T>::check_rules)>> : std::false_type {};
template <class T, bool = std::is_final_v<T>> struct names_check : is_ambiguous<T> {};
template <class T> struct names_check<T, true> : std::false_type {};

/// The class that declares the `check_rules` of a struct; void if there is no such function.
template <class T, class = void> struct CheckOf {
    using type = void;
    static_assert(!has_check<T>::value && !names_check<T>::value,
                  "flameup: check_rules is one public function, not overloaded");
};
template <class T> struct CheckOf<T, std::void_t<decltype(&T::check_rules)>> {
    using Found = DeclaredIn<decltype(&T::check_rules)>;
    static_assert(!Found::is_function ||
                      (has_check<T>::value && !std::is_void_v<typename Found::type>),
                  "flameup: check_rules is void check_rules(flameup::RuleFindings&) const");
    using type = std::conditional_t<has_check<T>::value, typename Found::type, void>;
};

/// Tells whether a struct has a `check_rules` of its own, and not one of a described base.
template <class T> constexpr bool declares_check() {
    using Check = typename CheckOf<T>::type;
    bool inherited = false;
    boost::mp11::mp_for_each<bases_of<T>>([&](auto base) {
        inherited |= std::is_same_v<Check, typename CheckOf<typename decltype(base)::type>::type>;
    });
    return !std::is_void_v<Check> && !inherited;
}

/// Tells whether a described struct or one of its bases has rules.
template <class T> constexpr bool has_rules_in_bases() {
    bool any = has_list<RulesOf, T>::value || declares_check<T>();
    boost::mp11::mp_for_each<bases_of<T>>(
        [&](auto base) { any |= has_rules_in_bases<typename decltype(base)::type>(); });
    return any;
}

template <class T, bool = is_described_struct<T>::value> struct RulesIn : std::false_type {};
template <class T> struct RulesIn<T, true> : std::bool_constant<has_rules_in_bases<T>()> {};

/// Whether a type is a described struct with rules or a check, its own or those of a base.
template <class T> using has_rules = RulesIn<T>;

/// Calls `visit` with each rule of a struct, those of its bases first.
template <class T, class Visit> constexpr void each_rule(const Visit& visit) {
    boost::mp11::mp_for_each<bases_of<T>>(
        [&](auto base) { each_rule<typename decltype(base)::type>(visit); });
    if constexpr (declares<RulesOf, T>()) {
        for (const Rule& rule : T::rules) visit(rule);
    }
}

/// Tells whether a rule of a struct or of one of its bases requires the member.
template <class T> constexpr bool is_required(std::string_view member) {
    bool required = false;
    each_rule<T>([&](const Rule& rule) {
        required |= rule.kind == Rule::Kind::required && rule.members[0] == member;
    });
    return required;
}

/// Counts the aliases of a struct and of its bases.
template <class T> constexpr std::size_t count_aliases() {
    std::size_t count = 0;
    boost::mp11::mp_for_each<bases_of<T>>(
        [&](auto base) { count += count_aliases<typename decltype(base)::type>(); });
    if constexpr (declares<AliasesOf, T>()) count += std::size(T::aliases);
    return count;
}

/// Returns one of the aliases that `count_aliases` counts; those of the bases come first.
template <class T> constexpr Alias alias_at(std::size_t index) {
    Alias found;
    bool passed = false;
    boost::mp11::mp_for_each<bases_of<T>>([&](auto base) {
        using Base = typename decltype(base)::type;
        const std::size_t count = count_aliases<Base>();
        if (!passed && index < count) {
            found = alias_at<Base>(index);
            passed = true;
        } else if (!passed) {
            index -= count;
        }
    });
    if constexpr (declares<AliasesOf, T>()) {
        if (!passed) found = T::aliases[index];
    }
    return found;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
