#ifndef FLAMEUP_JSON_READ_VALUE_HPP
#define FLAMEUP_JSON_READ_VALUE_HPP

#include "flameup/describe/fits.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/json/dynamic_reader.hpp"
#include "flameup/json/read_list.hpp"
#include "flameup/json/read_map.hpp"
#include "flameup/json/read_number.hpp"
#include "flameup/json/read_struct.hpp"
#include "flameup/json/read_text.hpp"
#include "flameup/json/read_text_form.hpp"
#include "flameup/json/reconstruct.hpp"
#include "flameup/json/value_reader.hpp"

#include <boost/json/pilfer.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads a value or null into a `std::optional` or a `Nullable`.
template <class T> const char* read_optional(ValueReader& reader, const char* p, T& value) {
    using Value = std::decay_t<decltype(*std::declval<T&>())>;
    static_assert(kind_of<Value> != TypeKind::optional && kind_of<Value> != TypeKind::nullable,
                  "flameup: an optional of an optional has no form in JSON");
    if (*p == 'n') {
        p = reader.literal(p, "null");
        if constexpr (kind_of<T> == TypeKind::optional)
            value.reset();
        else
            value = flameup::null;
        return p;
    }
    if constexpr (std::is_same_v<Value, std::string>) {
        if (!value.has_value()) { // constructed from its text, not empty and then assigned to
            std::string_view text;
            p = *p == '"' ? reader.string(p, text) : reader.fail_wrong_type(p, "a string");
            if (p != nullptr) value.emplace(text);
            return p;
        }
    }
    const bool was_reused = std::exchange(reader.is_reused, value.has_value());
    p = detail::read_value(reader, p, value.has_value() ? *value : value.emplace());
    reader.is_reused = was_reused;
    return p;
}

/// Reads a value of any kind into a value, object or array of Boost.JSON.
template <class T> const char* read_dynamic(ValueReader& reader, const char* p, T& value) {
    constexpr bool is_object = std::is_same_v<T, boost::json::object>;
    constexpr bool is_array = std::is_same_v<T, boost::json::array>;
    if (is_object && *p != '{') return reader.fail_wrong_type(p, "an object");
    if (is_array && *p != '[') return reader.fail_wrong_type(p, "an array");
    p = reader.dynamic->read(reader, p, reader.storage_for(value.storage()));
    if (p == nullptr) return nullptr;
    boost::json::value any = reader.dynamic->take();
    if constexpr (is_object)
        detail::reconstruct(value, boost::json::pilfer(any.get_object()));
    else if constexpr (is_array)
        detail::reconstruct(value, boost::json::pilfer(any.get_array()));
    else
        detail::reconstruct(value, boost::json::pilfer(any));
    return p;
}

template <class T> const char* read_value(ValueReader& reader, const char* p, T& value) {
    constexpr TypeKind kind = kind_of<T>;
    static_assert(has_form_in_json<T>, "flameup: this type has no form in JSON");
    if constexpr (kind == TypeKind::boolean) {
        if (*p != 't' && *p != 'f') return reader.fail_wrong_type(p, "a boolean");
        value = *p == 't';
        return value ? reader.literal(p, "true") : reader.literal(p, "false");
    } else if constexpr (kind == TypeKind::integer || kind == TypeKind::number) {
        return detail::read_number(reader, p, value);
    } else if constexpr (kind == TypeKind::string || kind == TypeKind::enumeration ||
                         kind == TypeKind::open_enumeration || kind == TypeKind::timestamp) {
        return detail::read_text(reader, p, value);
    } else if constexpr (kind == TypeKind::text_form) {
        return detail::read_text_form(reader, p, value);
    } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
        return read_optional(reader, p, value);
    } else if constexpr (kind == TypeKind::or_json) {
        return OrJsonCode<T>::read(reader, p, value);
    } else if constexpr (kind == TypeKind::null) {
        return *p == 'n' ? reader.literal(p, "null") : reader.fail_wrong_type(p, "null");
    } else if constexpr (kind == TypeKind::dynamic) {
        return read_dynamic(reader, p, value);
    } else if constexpr (kind == TypeKind::structure) {
        return detail::read_struct(reader, p, value);
    } else if constexpr (kind == TypeKind::map) {
        return detail::read_map(reader, p, value);
    } else if constexpr (kind == TypeKind::sequence) {
        return detail::read_list(reader, p, value);
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
