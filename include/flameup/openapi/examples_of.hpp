#ifndef FLAMEUP_OPENAPI_EXAMPLES_OF_HPP
#define FLAMEUP_OPENAPI_EXAMPLES_OF_HPP

#include "flameup/describe/declared.hpp"

#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Returns the list `examples` of a struct.
struct DeclaredExamples {
    template <class T, class = decltype(T::examples)> static constexpr const auto& get() {
        return T::examples;
    }
};

/// The examples of a type: bodies in JSON, in a list of texts.
///
/// A struct declares its own as `static constexpr std::string_view examples[] = {...}`; this is
/// specialized for the types of the library, whose traits are not known where they are declared.
template <class T, class = void> struct ExamplesOf {
    template <class Visit> static void each(Visit visit) {
        if constexpr (declares<DeclaredExamples, T>()) {
            for (const std::string_view example : T::examples) visit(example);
        }
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
