#ifndef FLAMEUP_DESCRIBE_JSON_FWD_HPP
#define FLAMEUP_DESCRIBE_JSON_FWD_HPP

#include "flameup/platform.hpp"

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
}
FLAMEUP_END_NAMESPACE

#endif
