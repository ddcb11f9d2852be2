#ifndef FLAMEUP_JSON_FWD_HPP
#define FLAMEUP_JSON_FWD_HPP

// The one type of Boost.JSON that the model names. `boost/json/fwd.hpp` would do the same at the
// cost of a third of the model.

namespace boost {
namespace json {
class object;
}
} // namespace boost

#endif
