#ifndef FLAMEUP_DESCRIBE_JSON_FWD_HPP
#define FLAMEUP_DESCRIBE_JSON_FWD_HPP

#include "flameup/platform.hpp"

#include <type_traits>

// The types of Boost.JSON, and of the layer above, that the model and the kinds of types name.
// `boost/json/fwd.hpp` would do the same at the cost of a third of the model.

namespace boost {
namespace json {
class array;
class object;
class string;
class value;
class storage_ptr;
} // namespace json
} // namespace boost

FLAMEUP_BEGIN_NAMESPACE
template <class T> class OrJson; // `flameup/json/or_json.hpp`
namespace detail {
template <class T> struct OrJsonCode; // how an OrJson is read and written, there too

/// Whether a type is complete, where this is first asked.
template <class T, class = void> inline constexpr bool is_complete = false;
template <class T> inline constexpr bool is_complete<T, std::void_t<decltype(sizeof(T))>> = true;

/// Refuses traits that are not complete, in the class that holds them.
template <class Traits> struct CompleteTraits {
    static_assert(is_complete<Traits>,
                  "flameup: these traits are not complete here: name your own, as in "
                  "UpsertPerson<PlayerTraits>, or include flameup/core.hpp for the default ones, "
                  "which are boost::json::object");
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
