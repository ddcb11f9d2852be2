#ifndef FLAMEUP_DESCRIBE_DESCRIBE_HPP
#define FLAMEUP_DESCRIBE_DESCRIBE_HPP

#include "flameup/platform.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string_view>
#include <type_traits>

/// Lists the bases and members of a class, inside it: `FLAMEUP_DESCRIBE(Plan, (), (name, seats))`.
///
/// The same as `BOOST_DESCRIBE_CLASS` without private members, and without its warnings on clang.
/// It also keeps the class's name, for an API description (`flameup/openapi.hpp`).
#define FLAMEUP_DESCRIBE(Class, Bases, Members)                             \
    FLAMEUP_QUIET_BEGIN BOOST_DESCRIBE_CLASS(Class, Bases, Members, (), ()) \
        [[maybe_unused]] friend constexpr const char*                       \
        flameup_name_fn(::flameup::detail::NamedBy<Class>) {                \
        return #Class;                                                      \
    }                                                                       \
    FLAMEUP_QUIET_END

/// Lists the values of an enum, behind it: `FLAMEUP_DESCRIBE_ENUM(Colour, red, green)`.
///
/// The same as `BOOST_DESCRIBE_ENUM`, which may be used in its place, without its warnings on
/// clang.
#define FLAMEUP_DESCRIBE_ENUM(...) \
    FLAMEUP_QUIET_BEGIN FLAMEUP_EXPAND(BOOST_DESCRIBE_ENUM(__VA_ARGS__)) FLAMEUP_QUIET_END

/// Declares `==` and `!=` for a described class, inside it, behind its description:
/// `FLAMEUP_COMPARE(Plan)`.
///
/// Two values are equal if all described members are, those of described bases included. A class
/// that derives from this one does not compare until it has operators of its own: this one's would
/// leave its members out. It is meant for class templates: in other classes it is compiled in every
/// file that includes the class, and operators by hand cost less. A file that compares includes
/// `flameup/core.hpp`, or at least `flameup/describe/compare.hpp`; others need neither.
#define FLAMEUP_COMPARE(Class)                                                                  \
    [[maybe_unused]] friend bool operator==(const Class& a, const Class& b) {                   \
        return ::flameup::detail::equal_members(a, b);                                          \
    }                                                                                           \
    [[maybe_unused]] friend bool operator!=(const Class& a, const Class& b) {                   \
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

/// The parameter of the function that returns a class's name.
template <class Class> using NamedBy = Class**;

/// Tells whether all described members of two values are equal; defined in `compare.hpp`.
template <class T> bool equal_members(const T& a, const T& b);

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

/// Another key under which a response may hold a member.
///
/// A type declares its own as `static constexpr Alias aliases[] = {{"external_id", "userId"}};`.
struct Alias {
    std::string_view key;    ///< The key in the JSON.
    std::string_view member; ///< The name of the described member that it is read into.
};

FLAMEUP_END_NAMESPACE

#endif
