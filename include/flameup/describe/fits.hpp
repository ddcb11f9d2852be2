#ifndef FLAMEUP_DESCRIBE_FITS_HPP
#define FLAMEUP_DESCRIBE_FITS_HPP

// Public functions check their types before anything else is compiled. A check is a type: `Fits`,
// or one whose static_assert says what is wrong, and whose arguments name the type and the member.
// Where it is not `Fits`, the function has no other body than a call of `refuse`, so that no other
// error follows.

#include "flameup/describe/kinds.hpp"

#include <boost/mp11/list.hpp>

#include <cstddef>
#include <initializer_list>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// The check of what is as it should be.
struct Fits {};
template <class Check> inline constexpr bool fits = std::is_same_v<Check, Fits>;

/// Has the result type of a refused function; never defined.
template <class T, class Check> T refuse(Check);

// The functions below return a null pointer to the check, which compiles. `refuse(Check())` makes
// the check itself, and so prints its sentence.

/// The check of a type that has no form in JSON, and of the member that has it, if one does.
template <class T, auto... Member> struct FormInJson {
    static_assert(has_form_in_json<T>,
                  "flameup: this type has no form in JSON: describe a struct with "
                  "FLAMEUP_DESCRIBE or an enum with FLAMEUP_DESCRIBE_ENUM, give the type a "
                  "TextForm, or use a supported one");
};

/// The check of a container that JSON cannot be read into, and of the member that has it.
template <class T, auto... Member> struct ListToRead {
    static_assert(is_list_to_read<T>,
                  "flameup: JSON cannot be read into this type: a list to read into has "
                  "emplace_back and elements of its own, as std::vector has");
};

/// The check of a class whose FLAMEUP_DESCRIBE does not compile, which the compiler says itself.
struct BrokenDescription {};
template <class T, class = void> inline constexpr bool has_broken_description = false;
template <class T>
inline constexpr bool
    has_broken_description<T, std::void_t<decltype(flameup_name_fn(NamedBy<T>()))>> =
        std::is_class_v<T> && !is_described_struct<T>::value;

/// Returns the index of the first value that is false, or the number of values.
constexpr std::size_t first_false(std::initializer_list<bool> values) {
    std::size_t index = 0;
    for (const bool value : values) {
        if (!value) break;
        ++index;
    }
    return index;
}

// What does not fit is `content::misfits`, and `content::fixed` too where JSON is read.

/// Tells whether all that a type holds fits JSON; `Within` as in `all_within`.
template <unsigned Misfits, class T, class... Within> constexpr bool fits_json() {
    return (all_within<content_of, T, Within...>() & Misfits) == 0;
}

/// Returns the index of a struct's first member that does not fit JSON.
template <unsigned Misfits, class T, class... Within, std::size_t... Index>
constexpr std::size_t first_misfit(std::index_sequence<Index...>) {
    return first_false({fits_json<Misfits, member_type<T, Index>, T, Within...>()...});
}

/// Finds the first type within T that does not fit JSON; only for a T that holds one.
template <unsigned Misfits, class T, auto... Member, class... Within>
constexpr auto find_misfit(boost::mp11::mp_list<Within...>) {
    constexpr TypeKind kind = kind_of<T>;
    using Path = boost::mp11::mp_list<Within...>;
    if constexpr (is_holder(kind)) {
        using Held = std::decay_t<decltype(*std::declval<T&>())>;
        return detail::find_misfit<Misfits, Held, Member...>(Path());
    } else if constexpr (kind == TypeKind::structure) {
        constexpr std::size_t index =
            first_misfit<Misfits, T, Within...>(std::make_index_sequence<member_count<T>>());
        return detail::find_misfit<Misfits, member_type<T, index>, member_at<T, index>::pointer>(
            boost::mp11::mp_list<T, Within...>());
    } else if constexpr (kind == TypeKind::map) {
        return detail::find_misfit<Misfits, typename T::mapped_type, Member...>(Path());
    } else if constexpr ((own_content<T>() & Misfits & content::fixed) != 0) {
        return static_cast<ListToRead<T, Member...>*>(nullptr);
    } else if constexpr (kind == TypeKind::sequence) {
        return detail::find_misfit<Misfits, typename T::value_type, Member...>(Path());
    } else if constexpr (has_broken_description<T>) {
        return static_cast<BrokenDescription*>(nullptr);
    } else {
        return static_cast<FormInJson<T, Member...>*>(nullptr);
    }
}

template <unsigned Misfits, class T> constexpr auto check_json() {
    if constexpr (fits_json<Misfits, T>())
        return static_cast<Fits*>(nullptr);
    else
        return detail::find_misfit<Misfits, T>(boost::mp11::mp_list<>());
}

/// The check of a type that is written as JSON.
template <class T>
using JsonCheck = std::remove_pointer_t<decltype(check_json<content::misfits, T>())>;

/// The check of a type that is read from JSON.
template <class T>
using ReadCheck =
    std::remove_pointer_t<decltype(check_json<content::misfits | content::fixed, T>())>;

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
