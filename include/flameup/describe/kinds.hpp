#ifndef FLAMEUP_DESCRIBE_KINDS_HPP
#define FLAMEUP_DESCRIBE_KINDS_HPP

#include "flameup/describe/json_fwd.hpp"
#include "flameup/describe/reflect.hpp"
#include "flameup/text/has_text_form.hpp"
#include "flameup/value/nullable.hpp"
#include "flameup/value/open_enum.hpp"
#include "flameup/value/timestamp.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// What a C++ type is in JSON.
enum class TypeKind {
    unsupported,
    boolean,
    integer,
    number,
    string,
    timestamp,
    text_form,        // a type with a TextForm: a string
    enumeration,      // a described enum: a string, its name
    open_enumeration, // OpenEnum: a string, its name
    optional,         // std::optional: absent or a value
    nullable,         // Nullable: absent, null or a value
    or_json,          // OrJson: a value, or any JSON
    null,
    dynamic,   // boost::json's value, object or array
    structure, // a described struct: an object
    map,       // a map with keys that are strings: an object
    sequence,  // any other container: an array
};

template <class T> struct is_optional : std::false_type {};
template <class T> struct is_optional<std::optional<T>> : std::true_type {};
template <class T> struct is_nullable : std::false_type {};
template <class T> struct is_nullable<Nullable<T>> : std::true_type {};
template <class T> struct is_or_json : std::false_type {};
template <class T> struct is_or_json<OrJson<T>> : std::true_type {};
template <class T> struct is_open_enum : std::false_type {};
template <class Enum, class Text> struct is_open_enum<OpenEnum<Enum, Text>> : std::true_type {};

/// Whether a type is a map whose keys convert to `std::string_view`.
template <class T, class = void> struct is_map : std::false_type {};
template <class T>
struct is_map<T, std::void_t<typename T::mapped_type, typename T::key_type>>
    : std::is_constructible<std::string_view, const typename T::key_type&> {};

/// Whether a type has what a container has: values, a beginning, an end and a size.
template <class T, class = void> struct is_sequence : std::false_type {};
template <class T>
struct is_sequence<T,
                   std::void_t<typename T::value_type, decltype(std::declval<const T&>().begin()),
                               decltype(std::declval<const T&>().end()),
                               decltype(std::declval<const T&>().size())>> : std::true_type {};

template <class T, class = void> struct can_grow : std::false_type {};
template <class T>
struct can_grow<T, std::void_t<decltype(std::declval<T&>().emplace_back())>> : std::true_type {};

/// Whether JSON can be read into a container: it can grow, and has elements of its own.
template <class T>
inline constexpr bool is_list_to_read = can_grow<T>::value && !std::is_same_v<T, std::vector<bool>>;

/// Whether a type is for characters, which are no integers in JSON.
template <class T>
inline constexpr bool is_character =
    std::is_same_v<T, char> || std::is_same_v<T, decltype(u8'a')> || // char8_t from C++20 on
    std::is_same_v<T, wchar_t> || std::is_same_v<T, char16_t> || std::is_same_v<T, char32_t>;

/// Whether a type is one of Boost.JSON's own, which hold any JSON, any object or any array.
template <class T>
inline constexpr bool is_dynamic =
    std::is_same_v<T, boost::json::value> || std::is_same_v<T, boost::json::object> ||
    std::is_same_v<T, boost::json::array>;

/// Finds out what a type without a `TextForm` is in JSON.
template <class T> constexpr TypeKind classify() {
    if constexpr (std::is_same_v<T, bool>)
        return TypeKind::boolean;
    else if constexpr (std::is_integral_v<T> && !is_character<T> && sizeof(T) <= 8)
        return TypeKind::integer;
    else if constexpr (std::is_same_v<T, double> || std::is_same_v<T, float>)
        return TypeKind::number;
    else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view> ||
                       std::is_same_v<T, boost::json::string>)
        return TypeKind::string;
    else if constexpr (std::is_same_v<T, Timestamp>)
        return TypeKind::timestamp;
    else if constexpr (is_described_enum<T>::value)
        return TypeKind::enumeration;
    else if constexpr (is_open_enum<T>::value)
        return TypeKind::open_enumeration;
    else if constexpr (is_optional<T>::value)
        return TypeKind::optional;
    else if constexpr (is_nullable<T>::value)
        return TypeKind::nullable;
    else if constexpr (is_or_json<T>::value)
        return TypeKind::or_json;
    else if constexpr (std::is_same_v<T, Null> || std::is_same_v<T, std::nullptr_t>)
        return TypeKind::null;
    else if constexpr (is_dynamic<T>)
        return TypeKind::dynamic;
    else if constexpr (is_described_struct<T>::value)
        return TypeKind::structure;
    else if constexpr (is_map<T>::value)
        return TypeKind::map;
    else if constexpr (is_sequence<T>::value)
        return TypeKind::sequence;
    else
        return TypeKind::unsupported;
}

/// Tells whether a type of this kind may get a `TextForm`: types of users, and of other libraries.
constexpr bool may_have_text_form(TypeKind kind) noexcept {
    return kind == TypeKind::unsupported || kind == TypeKind::enumeration ||
           kind == TypeKind::structure || kind == TypeKind::sequence;
}

template <class T> constexpr TypeKind find_kind() {
    constexpr TypeKind kind = classify<T>();
    if constexpr (has_text_form<T>::value) {
        static_assert(may_have_text_form(kind),
                      "flameup: this type has its form in JSON already, and takes no TextForm");
        return TypeKind::text_form;
    } else {
        return kind;
    }
}

/// What a type is in JSON.
template <class T> inline constexpr TypeKind kind_of = find_kind<T>();

/// Whether a type has a form in JSON.
template <class T> inline constexpr bool has_form_in_json = kind_of<T> != TypeKind::unsupported;

/// Tells whether a value of a kind has one value of another type, or none: `has_value()` and `*`.
constexpr bool is_holder(TypeKind kind) noexcept {
    return kind == TypeKind::optional || kind == TypeKind::nullable || kind == TypeKind::or_json;
}

/// Tells whether a type is a list of described structs.
template <class T> constexpr bool is_list_of_structs() {
    if constexpr (kind_of<T> == TypeKind::sequence)
        return kind_of<typename T::value_type> == TypeKind::structure;
    else
        return false;
}

/// Tells whether values of a kind are texts: strings, or names of an enumeration.
constexpr bool is_text(TypeKind kind) noexcept {
    return kind == TypeKind::string || kind == TypeKind::enumeration ||
           kind == TypeKind::open_enumeration;
}

/// Returns the text of a value of such a kind; empty for an enumerator that has no name.
template <class T> constexpr std::string_view text_of(const T& value) {
    if constexpr (kind_of<T> == TypeKind::enumeration)
        return detail::enum_name(value);
    else if constexpr (kind_of<T> == TypeKind::open_enumeration)
        return value.known() ? detail::enum_name(*value.known())
                             : std::string_view(value.unknown());
    else
        return {value.data(), value.size()};
}

/// Tells whether a member has neither a value nor null, so that JSON and queries leave it out.
template <class T> constexpr bool is_absent(const T& member) {
    if constexpr (kind_of<T> == TypeKind::optional)
        return !member.has_value();
    else if constexpr (kind_of<T> == TypeKind::nullable)
        return member.is_absent();
    else
        return false;
}

/// What values of a type may hold, at any depth, that their users have to know of.
namespace content {
inline constexpr unsigned views = 1;   // a `std::string_view`
inline constexpr unsigned dynamic = 2; // one of Boost.JSON's own types
inline constexpr unsigned misfits = 4; // a type that has no form in JSON
inline constexpr unsigned fixed = 8;   // a container that can be written, but not read
} // namespace content

template <class T> constexpr unsigned own_content() {
    if constexpr (std::is_same_v<T, std::string_view>)
        return content::views;
    else if constexpr (kind_of<T> == TypeKind::dynamic)
        return content::dynamic;
    else if constexpr (kind_of<T> == TypeKind::sequence)
        return is_list_to_read<T> ? 0 : content::fixed;
    else
        return has_form_in_json<T> ? 0 : content::misfits;
}

/// What a type itself adds to the content of those that hold it.
template <class T> using content_of = std::integral_constant<unsigned, own_content<T>()>;

template <template <class> class Of, class T, class... Within> constexpr unsigned all_within();

template <template <class> class Of, class T, class... Within, std::size_t... Index>
constexpr unsigned all_within_members(std::index_sequence<Index...>) {
    return (0u | ... | all_within<Of, member_type<T, Index>, T, Within...>());
}

/// Returns what `Of` says of a type, or else of the types that its values may hold, at any depth;
/// of a container, both.
///
/// `Within` are the structs that the search is in, and does not enter again: a struct may hold
/// values of its own type.
template <template <class> class Of, class T, class... Within> constexpr unsigned all_within() {
    constexpr TypeKind kind = kind_of<T>;
    if constexpr (Of<T>::value != 0 && kind != TypeKind::sequence) {
        return Of<T>::value;
    } else if constexpr (kind == TypeKind::open_enumeration) {
        return all_within<Of, typename T::Unknown, Within...>();
    } else if constexpr (is_holder(kind)) {
        return all_within<Of, std::decay_t<decltype(*std::declval<T&>())>, Within...>();
    } else if constexpr (kind == TypeKind::structure) {
        if constexpr ((std::is_same_v<T, Within> || ...))
            return 0;
        else
            return all_within_members<Of, T, Within...>(
                std::make_index_sequence<member_count<T>>());
    } else if constexpr (kind == TypeKind::map) {
        // Keys are texts, whatever they are elsewhere.
        return (all_within<Of, typename T::key_type, Within...>() & ~content::misfits) |
               all_within<Of, typename T::mapped_type, Within...>();
    } else if constexpr (kind == TypeKind::sequence) {
        return Of<T>::value | all_within<Of, typename T::value_type, Within...>();
    } else {
        return 0;
    }
}

/// Tells whether a value of a type may hold a `std::string_view`, at any depth.
template <class T> constexpr bool holds_views() {
    return (all_within<content_of, T>() & content::views) != 0;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
