#ifndef FLAMEUP_MESSAGE_CHECK_OPERATION_HPP
#define FLAMEUP_MESSAGE_CHECK_OPERATION_HPP

#include "flameup/describe/fits.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/describe/route_plan.hpp"
#include "flameup/http/method.hpp"
#include "flameup/message/decode.hpp"

#include <cstddef>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Tells whether values of a kind have a text in a path or a query.
constexpr bool has_text_in_url_as(TypeKind kind) noexcept {
    return is_text(kind) || kind == TypeKind::boolean || kind == TypeKind::integer ||
           kind == TypeKind::number || kind == TypeKind::timestamp || kind == TypeKind::text_form;
}
template <class T> inline constexpr bool has_text_in_url = has_text_in_url_as(kind_of<T>);

/// The check of a member that cannot be in a path or a query.
template <class T, auto Member> struct TextInUrl {
    static_assert(has_text_in_url<T>,
                  "flameup: paths and queries take strings, numbers, booleans, enums, timestamps "
                  "and types with a TextForm; queries take optionals and lists of them as well");
};

template <class T, class = void> inline constexpr bool has_route = false;
template <class T> inline constexpr bool has_route<T, std::void_t<decltype(T::route.path)>> = true;

/// The check of what is no operation.
template <class T> struct OperationStruct {
    static_assert(is_described_struct<T>::value && has_route<T>,
                  "flameup: an operation is a struct that is described with FLAMEUP_DESCRIBE, and "
                  "has a static constexpr Route route and a type Response");
};

/// The check of an operation that does not say what its response is.
template <class T> struct OperationWithResponse {
    static_assert(has_response<T>, "flameup: an operation has a type Response, into which the "
                                   "response is read");
};

/// The check of a brace in a route's path that names no member; `Name` is what it names.
template <class Operation, char... Name> inline constexpr bool names_member = false;
template <class Operation, char... Name> struct BraceOf {
    static_assert(names_member<Operation, Name...>,
                  "flameup: a route's brace names no described member");
};

/// Finds the type of which a query holds the text: that of a list's elements, or of a value.
template <class T> constexpr auto parameter_of() {
    if constexpr (kind_of<T> == TypeKind::optional)
        return parameter_of<std::decay_t<decltype(*std::declval<T&>())>>();
    else if constexpr (kind_of<T> == TypeKind::sequence)
        return parameter_of<typename T::value_type>();
    else
        return static_cast<T*>(nullptr);
}

/// Tells whether the member with the number `Index` is in the body, or has a text in the URL.
template <class T, std::size_t Index> constexpr bool fits_url() {
    using Member = member_type<T, Index>;
    if constexpr (RouteParts<T>::in_path(Index))
        return has_text_in_url<Member>;
    else if constexpr (!has_body(T::route.method))
        return has_text_in_url<std::remove_pointer_t<decltype(parameter_of<Member>())>>;
    else
        return true;
}

template <class T, std::size_t... Index>
constexpr std::size_t first_unfit_for_url(std::index_sequence<Index...>) {
    return first_false({fits_url<T, Index>()...});
}

template <class T, std::size_t... Index> constexpr auto check_brace(std::index_sequence<Index...>) {
    return static_cast<BraceOf<T, RouteParts<T>::plan.brace[Index]...>*>(nullptr);
}

template <class T> constexpr auto check_request() {
    if constexpr (has_broken_description<T>) {
        return static_cast<BrokenDescription*>(nullptr);
    } else if constexpr (!is_described_struct<T>::value || !has_route<T>) {
        return static_cast<OperationStruct<T>*>(nullptr);
    } else if constexpr (RouteParts<T>::plan.problem == RouteProblem::no_member) {
        return check_brace<T>(std::make_index_sequence<RouteParts<T>::plan.brace.size()>());
    } else if constexpr (RouteParts<T>::plan.problem != RouteProblem::none) {
        return static_cast<CheckedRoute<T>*>(nullptr);
    } else {
        constexpr std::size_t count = member_count<T>;
        constexpr std::size_t index = first_unfit_for_url<T>(std::make_index_sequence<count>());
        if constexpr (index != count) {
            using Check = TextInUrl<member_type<T, index>, member_at<T, index>::pointer>;
            return static_cast<Check*>(nullptr);
        } else if constexpr (has_body(T::route.method)) {
            return static_cast<JsonCheck<T>*>(nullptr);
        } else {
            return static_cast<Fits*>(nullptr);
        }
    }
}

/// The check of an operation's request.
template <class Operation>
using RequestCheck = std::remove_pointer_t<decltype(check_request<Operation>())>;

template <class First, class Second> struct is_same_misfit : std::false_type {};
template <class T, auto... First, auto... Second>
struct is_same_misfit<FormInJson<T, First...>, FormInJson<T, Second...>> : std::true_type {};

/// A type that neither a request nor its response can hold is reported once, as the request's.
template <class T> constexpr auto check_response() {
    using Check = ReadCheck<ResponseOf<T>>;
    if constexpr (!has_route<T>)
        return static_cast<RequestCheck<T>*>(nullptr);
    else if constexpr (!has_response<T>)
        return static_cast<OperationWithResponse<T>*>(nullptr);
    else if constexpr (fits<Check>)
        return static_cast<Fits*>(nullptr);
    else if constexpr (is_same_misfit<RequestCheck<T>, Check>::value)
        return static_cast<RequestCheck<T>*>(nullptr);
    else
        return static_cast<Check*>(nullptr);
}

/// The check of an operation's response.
template <class Operation>
using ResponseCheck = std::remove_pointer_t<decltype(check_response<Operation>())>;

template <class T> constexpr auto check_operation() {
    if constexpr (fits<RequestCheck<T>>)
        return static_cast<ResponseCheck<T>*>(nullptr);
    else
        return static_cast<RequestCheck<T>*>(nullptr);
}

/// The check of an operation's request and response.
template <class Operation>
using OperationCheck = std::remove_pointer_t<decltype(check_operation<Operation>())>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
