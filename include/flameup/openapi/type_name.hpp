#ifndef FLAMEUP_OPENAPI_TYPE_NAME_HPP
#define FLAMEUP_OPENAPI_TYPE_NAME_HPP

#include "flameup/describe/describe.hpp"

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class T, class = void> struct NameInDescription {
    static constexpr std::string_view text{};
};
template <class T>
struct NameInDescription<T, std::void_t<decltype(flameup_name_fn(NamedBy<T>(nullptr)))>> {
    static constexpr std::string_view text = flameup_name_fn(NamedBy<T>(nullptr));
};

/// Returns the name by which FLAMEUP_DESCRIBE knows a class, without namespaces and template
/// arguments; empty for a class that is described in another way.
template <class T> constexpr std::string_view type_name() {
    std::string_view name = NameInDescription<T>::text;
    name = name.substr(0, name.find('<'));
    const std::size_t colon = name.rfind(':');
    if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
    while (!name.empty() && name.back() == ' ') name.remove_suffix(1);
    return name;
}

/// A variable for each type, whose address is that type's identity.
template <class T> inline constexpr char type_identity = 0;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
