#ifndef FLAMEUP_JSON_READ_NUMBER_HPP
#define FLAMEUP_JSON_READ_NUMBER_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/json/nearest_number.hpp"
#include "flameup/json/value_reader.hpp"
#include "flameup/text/decimal_places.hpp"

#include <cstdint>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Assigns a number that was read at `p` to an integer; returns null after an error.
template <class T>
const char* assign_integer(ValueReader& reader, const char* p, const JsonNumber& number, T& value) {
    const auto assign = [&value](auto from) {
        value = static_cast<T>(from);
        return static_cast<decltype(from)>(value) == from && (value > T{}) == (from > 0);
    };
    bool fits = false;
    if (number.kind == JsonNumber::Kind::integer) {
        fits = assign(number.integer);
    } else if (number.kind == JsonNumber::Kind::large_integer) {
        fits = assign(number.large_integer);
    } else {
        // Servers may write integers as 5.0 or 5e3. They are read up to 2^53 - 1: above it, a
        // double can stand for several integers. Without a double, programs that have no
        // floating-point members need no conversion of floating-point numbers.
        if (!is_whole(number.text)) return reader.fail_wrong_type(p, "an integer");
        const std::int64_t magnitude = whole_magnitude(number.text);
        fits = magnitude <= 9'007'199'254'740'991 &&
               assign(number.text[0] == '-' ? -magnitude : magnitude);
    }
    return fits ? p : reader.fail_out_of_range(p);
}

/// Assigns a number that was read at `p` to a double or float; returns null after an error.
template <class T>
const char* assign_real(ValueReader& reader, const char* p, const JsonNumber& number, T& value) {
    if (number.kind == JsonNumber::Kind::integer) {
        value = static_cast<T>(number.integer);
    } else if (number.kind == JsonNumber::Kind::large_integer) {
        value = static_cast<T>(number.large_integer);
    } else {
        if (!nearest_number(number.text, value)) return reader.fail_out_of_range(p);
    }
    return p;
}

/// Reads a number into an integer, a double or a float.
template <class T> const char* read_number(ValueReader& reader, const char* p, T& value) {
    constexpr bool is_integer = kind_of<T> == TypeKind::integer;
    if (*p != '-' && (*p < '0' || *p > '9')) {
        return reader.fail_wrong_type(p, is_integer ? "an integer" : "a number");
    }
    JsonNumber number;
    const char* const behind = reader.number(p, number);
    if (behind == nullptr) return nullptr;
    if constexpr (is_integer)
        p = detail::assign_integer(reader, p, number, value);
    else
        p = detail::assign_real(reader, p, number, value);
    return p != nullptr ? behind : nullptr;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
