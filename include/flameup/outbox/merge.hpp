#ifndef FLAMEUP_OUTBOX_MERGE_HPP
#define FLAMEUP_OUTBOX_MERGE_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/describe/reflect.hpp"
#include "flameup/model/person.hpp"

#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Merges later traits into earlier ones, as the server does with two requests: of a trait that
/// both have, the later value counts, null too; a trait that the later ones lack stays.
///
/// Null stays in the result, as the server may have a value that it removes. A trait is replaced as
/// a whole, whatever it holds.
template <class Traits> void merge_traits(Traits& earlier, Traits&& later) {
    if constexpr (kind_of<Traits> == TypeKind::structure) {
        boost::mp11::mp_for_each<members_of<Traits>>([&](auto member) {
            auto& value = later.*member.pointer;
            if (!detail::is_absent(value)) earlier.*member.pointer = std::move(value);
        });
    } else if constexpr (std::is_same_v<Traits, boost::json::object>) {
        for (auto& trait : later) earlier.insert_or_assign(trait.key(), std::move(trait.value()));
    } else if constexpr (kind_of<Traits> == TypeKind::map) {
        for (auto& trait : later) earlier[trait.first] = std::move(trait.second);
    } else {
        static_assert(kind_of<Traits> == TypeKind::structure,
                      "flameup: the traits of an Outbox are a described struct, a map with keys "
                      "that are strings, or boost::json::object");
    }
}

/// Tells whether one request can say what two say: not if both have an `anonymousId` and these
/// differ, as the server merges the activity of each.
template <class Traits>
bool can_merge(const PersonInput<Traits>& earlier, const PersonInput<Traits>& later) {
    return earlier.userId == later.userId &&
           (!earlier.anonymousId || !later.anonymousId || earlier.anonymousId == later.anonymousId);
}

/// Merges a later input for a person into an earlier one. Precondition: `can_merge`.
template <class Traits>
void merge_person(PersonInput<Traits>& earlier, PersonInput<Traits>&& later) {
    if (later.email) earlier.email = std::move(later.email);
    if (later.phone) earlier.phone = std::move(later.phone);
    if (later.anonymousId) earlier.anonymousId = std::move(later.anonymousId);
    if (!later.traits) return;
    if (earlier.traits) return detail::merge_traits(*earlier.traits, std::move(*later.traits));
    earlier.traits = std::move(later.traits);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
