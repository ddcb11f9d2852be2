#ifndef FLAMEUP_DESCRIBE_REFLECT_HPP
#define FLAMEUP_DESCRIBE_REFLECT_HPP

// The one place that knows Boost.Describe.

#include "flameup/describe/describe.hpp"

#include <boost/describe/bases.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/describe/modifiers.hpp>
#include <boost/mp11/algorithm.hpp>
#include <boost/mp11/list.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Whether a type is a class with described members, by FLAMEUP_DESCRIBE for example.
template <class T, class = void> struct is_described_struct : std::false_type {};
template <class T>
struct is_described_struct<
    T, std::void_t<boost::describe::describe_members<T, boost::describe::mod_public>>>
    : std::bool_constant<std::is_class_v<T>> {};

/// Whether a type is an enum with described enumerators, by FLAMEUP_DESCRIBE_ENUM for example.
template <class T> using is_described_enum = boost::describe::has_describe_enumerators<T>;

/// The list of the public members of a described struct; those of its bases come first.
template <class T>
using members_of = boost::describe::describe_members<T, boost::describe::mod_public |
                                                            boost::describe::mod_inherited>;

/// The list of the public bases of a described struct; each has a `type`.
template <class T> using bases_of = boost::describe::describe_bases<T, boost::describe::mod_public>;

template <class T>
inline constexpr std::size_t member_count = boost::mp11::mp_size<members_of<T>>::value;

/// The member at an index of `members_of`; it has a `name` and a `pointer` to the member.
template <class T, std::size_t Index> using member_at = boost::mp11::mp_at_c<members_of<T>, Index>;

template <class T, std::size_t Index>
using member_type = std::decay_t<decltype(std::declval<T&>().*member_at<T, Index>::pointer)>;

/// Returns the index of the first member of that name; `member_count<T>` if there is none.
template <class T> constexpr std::size_t find_member(std::string_view name) {
    std::size_t found = member_count<T>;
    std::size_t index = 0;
    boost::mp11::mp_for_each<members_of<T>>([&](auto member) {
        if (name == member.name && found == member_count<T>) found = index;
        ++index;
    });
    return found;
}

/// Returns the name of the enumerator with that value; empty if there is none.
template <class Enum> constexpr std::string_view enum_name(Enum value) {
    std::string_view name;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
        constexpr std::string_view its_name = decltype(enumerator)::name;
        if (enumerator.value == value && name.empty()) name = its_name;
    });
    return name;
}

template <template <class...> class List, class... Enumerator>
constexpr auto names_in(List<Enumerator...>) {
    return std::array<std::string_view, sizeof...(Enumerator)>{{Enumerator::name...}};
}

/// The names of a described enumeration, in the order of their description.
template <class Enum>
inline constexpr auto enum_names = names_in(boost::describe::describe_enumerators<Enum>());

/// Sets `value` to the enumerator of that name; false if there is none.
template <class Enum> constexpr bool enum_from_name(std::string_view name, Enum& value) {
    bool found = false;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>([&](auto enumerator) {
        if (!found && name == enumerator.name) {
            value = enumerator.value;
            found = true;
        }
    });
    return found;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
