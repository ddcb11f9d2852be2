#ifndef FLAMEUP_MESSAGE_RESPONSE_OF_HPP
#define FLAMEUP_MESSAGE_RESPONSE_OF_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/value/borrowed.hpp"
#include "flameup/value/result.hpp"

#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

template <class Operation, class = void> struct OperationResponse {
    static_assert(!std::is_same_v<Operation, Operation>,
                  "flameup: an operation is a described struct with a type Response and a "
                  "static constexpr Route route");
};
template <class Operation>
struct OperationResponse<
    Operation, std::void_t<typename Operation::Response, decltype(Operation::route.path)>> {
    using type = typename Operation::Response;
};

} // namespace detail

/// What the response to an operation is read into: the operation's `Response`.
template <class Operation> using ResponseOf = typename detail::OperationResponse<Operation>::type;

/// What a call of an operation returns: a `Result` of its response.
///
/// A response that holds a `std::string_view` at any depth is in a `Borrowed`, which keeps the body
/// that the views point into.
template <class Operation>
using ResultOf = Result<std::conditional_t<detail::holds_views<ResponseOf<Operation>>(),
                                           Borrowed<ResponseOf<Operation>>, ResponseOf<Operation>>>;

FLAMEUP_END_NAMESPACE

#endif
