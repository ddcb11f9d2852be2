#ifndef FLAMEUP_DESCRIBE_COMPARE_HPP
#define FLAMEUP_DESCRIBE_COMPARE_HPP

#include "flameup/describe/reflect.hpp"

#include <type_traits>

/// Declares `==` and `!=` for a described class, inside it, behind its description:
/// `FLAMEUP_COMPARE(Plan)`.
///
/// Two values are equal where all described members are, those of described bases included. A class
/// that derives from this one does not compare until it has operators of its own: this one's would
/// leave its members out.
#define FLAMEUP_COMPARE(Class)                                                                  \
    friend bool operator==(const Class& a, const Class& b) {                                    \
        return ::flameup::detail::equal_members(a, b);                                          \
    }                                                                                           \
    friend bool operator!=(const Class& a, const Class& b) {                                    \
        return !::flameup::detail::equal_members(a, b);                                         \
    }                                                                                           \
    template <class A_, class B_>                                                               \
    friend ::flameup::detail::bool_if_derived<Class, A_, B_> operator==(const A_&, const B_&) = \
        delete;                                                                                 \
    template <class A_, class B_>                                                               \
    friend ::flameup::detail::bool_if_derived<Class, A_, B_> operator!=(const A_&, const B_&) = \
        delete;

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether all described members of two values are equal.
template <class T> bool equal_members([[maybe_unused]] const T& a, [[maybe_unused]] const T& b) {
    bool are_equal = true;
    boost::mp11::mp_for_each<members_of<T>>(
        [&](auto member) { are_equal = are_equal && a.*member.pointer == b.*member.pointer; });
    return are_equal;
}

/// `bool` where both types are `Class` or derive from it, and one of them derives.
///
/// The deleted operators have two parameters of different types, so that any template of a user's
/// for two values of one type is more specialized and is taken.
template <class Class, class A, class B>
using bool_if_derived =
    std::enable_if_t<std::is_base_of_v<Class, A> && std::is_base_of_v<Class, B> &&
                         !(std::is_same_v<Class, A> && std::is_same_v<Class, B>),
                     bool>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
