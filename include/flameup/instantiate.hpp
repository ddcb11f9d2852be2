#ifndef FLAMEUP_INSTANTIATE_HPP
#define FLAMEUP_INSTANTIATE_HPP

#include "flameup/macros_begin.hpp"

#include "flameup/core.hpp"

/// Compiles what an operation needs, for units that include only `flameup/message/build.hpp` and
/// `flameup/message/decode.hpp`.
///
/// Stands outside of all namespaces, in one unit of the program, once for each operation and its
/// traits: `FLAMEUP_INSTANTIATE(flameup::UpsertPerson<PlayerTraits>);`.
#define FLAMEUP_INSTANTIATE(...)                                  \
    template struct flameup::detail::RequestBuilder<__VA_ARGS__>; \
    template struct flameup::detail::ResponseDecoder<__VA_ARGS__>

#include "flameup/macros_end.hpp"

#endif
