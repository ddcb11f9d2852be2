#ifndef FLAMEUP_DESCRIBE_DESCRIBE_HPP
#define FLAMEUP_DESCRIBE_DESCRIBE_HPP

#include "flameup/platform.hpp"

#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include <string_view>

/// Lists the bases and members of a class, inside it: `FLAMEUP_DESCRIBE(Plan, (), (name, seats))`.
///
/// The same as `BOOST_DESCRIBE_CLASS` without private members, and without its warnings on clang.
#define FLAMEUP_DESCRIBE(Class, Bases, Members) \
    FLAMEUP_QUIET_BEGIN BOOST_DESCRIBE_CLASS(Class, Bases, Members, (), ()) FLAMEUP_QUIET_END

/// Lists the values of an enum, behind it: `FLAMEUP_DESCRIBE_ENUM(Colour, red, green)`.
///
/// The same as `BOOST_DESCRIBE_ENUM`, which may be used in its place, without its warnings on
/// clang.
#define FLAMEUP_DESCRIBE_ENUM(...)                       \
    FLAMEUP_QUIET_BEGIN BOOST_DESCRIBE_ENUM(__VA_ARGS__) \
    FLAMEUP_QUIET_END

FLAMEUP_BEGIN_NAMESPACE

/// Another key under which a response may hold a member.
///
/// A type declares its own as `static constexpr Alias aliases[] = {{"external_id", "userId"}};`.
struct Alias {
    std::string_view key;    ///< The key in the JSON.
    std::string_view member; ///< The name of the described member that it is read into.
};

FLAMEUP_END_NAMESPACE

#endif
