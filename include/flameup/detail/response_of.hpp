#ifndef FLAMEUP_DETAIL_RESPONSE_OF_HPP
#define FLAMEUP_DETAIL_RESPONSE_OF_HPP

#include "flameup/borrowed.hpp"
#include "flameup/detail/any_within.hpp"
#include "flameup/result.hpp"

#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class Operation, class = void> struct ResponseOf {
    static_assert(!std::is_same_v<Operation, Operation>,
                  "flameup: an operation is a described struct with a type Response and a "
                  "static constexpr Route route");
};
template <class Operation>
struct ResponseOf<Operation,
                  std::void_t<typename Operation::Response, decltype(Operation::route.path)>> {
    using type = typename Operation::Response;
};

template <class Operation> using ResponseType = typename ResponseOf<Operation>::type;

/// What a call of an operation returns.
template <class Operation>
using ResultOf =
    Result<std::conditional_t<holds_views<ResponseType<Operation>>(),
                              Borrowed<ResponseType<Operation>>, ResponseType<Operation>>>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
