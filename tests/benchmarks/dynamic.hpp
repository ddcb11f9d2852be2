#ifndef FLAMEUP_BENCHMARKS_DYNAMIC_HPP
#define FLAMEUP_BENCHMARKS_DYNAMIC_HPP

// How peers fill dynamic traits at their best: all of a page's values on one resource, which they
// share and which goes with the last of them.

#include "types.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/storage_ptr.hpp>

#include <new>
#include <type_traits>
#include <utility>

namespace benchmarks {

template <class Traits> inline constexpr bool is_dynamic = std::is_same_v<Traits, DynamicTraits>;

/// Makes the resource of a page's dynamic values; null where none are dynamic.
template <class Traits> boost::json::storage_ptr make_storage() {
    if constexpr (is_dynamic<Traits>) {
        return boost::json::make_shared_resource<boost::json::monotonic_resource>(64 << 10);
    } else {
        return {};
    }
}

/// Puts an object in the place of an empty one, with its storage, which an assignment would not
/// take.
inline void replace(DynamicTraits& empty, DynamicTraits&& with) {
    empty.~object();
    ::new (static_cast<void*>(&empty)) DynamicTraits(std::move(with));
}

/// Lets traits that are dynamic have their values on a resource.
template <class Traits>
void put_on(Traits& traits, [[maybe_unused]] const boost::json::storage_ptr& storage) {
    if constexpr (is_dynamic<Traits>) replace(traits, DynamicTraits(storage));
}

} // namespace benchmarks

#endif
