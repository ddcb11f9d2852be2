#ifndef FLAMEUP_JSON_WRITE_SCALAR_HPP
#define FLAMEUP_JSON_WRITE_SCALAR_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/json/shortest_number.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/text/float_bits.hpp"
#include "flameup/text/short_decimal.hpp"
#include "flameup/value/nullable.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <cstddef>
#include <cstring>
#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Writes values of a type whose JSON text has a bound: at most `longest` bytes.
///
/// `write` needs `longest` bytes behind `out` and returns the end of the text; it clears `ok` for a
/// value that JSON cannot hold. Types without a bound have no such writer.
template <class T, TypeKind = kind_of<T>> struct ScalarWriter {
    static constexpr bool exists = false;
};

/// What the writers of types with a bound have in common, with their bound.
template <std::size_t Longest> struct BoundedWriter {
    static constexpr bool exists = true;
    static constexpr std::size_t longest = Longest;

    template <std::size_t Size> static char* write_literal(const char (&text)[Size], char* out) {
        static_assert(Size - 1 <= Longest, "flameup: the bound is too low");
        std::memcpy(out, text, Size - 1);
        return out + Size - 1;
    }
};

template <class T> struct ScalarWriter<T, TypeKind::null> : BoundedWriter<4> {
    static char* write(T, char* out, bool&) { return ScalarWriter::write_literal("null", out); }
};

template <class T> struct ScalarWriter<T, TypeKind::boolean> : BoundedWriter<5> {
    static char* write(T value, char* out, bool&) {
        return value ? ScalarWriter::write_literal("true", out)
                     : ScalarWriter::write_literal("false", out);
    }
};

template <class T> struct ScalarWriter<T, TypeKind::integer> : BoundedWriter<longest_integer> {
    static char* write(T value, char* out, bool&) { return write_integer(value, out); }
};

template <class T>
struct ScalarWriter<T, TypeKind::number> : BoundedWriter<longest_shortest_number> {
    static_assert(longest_shortest_number >= longest_short_decimal);

    /// Writes the shortest text that reads back as the same number.
    static char* write(T value, char* out, bool& ok) {
        const FloatBits<T> bits(value);
        if (!bits.is_finite()) {
            ok = false;
            return out;
        }
        // Readers take -0 for an integer, which has no sign.
        if (bits.is_zero() && bits.is_negative()) return ScalarWriter::write_literal("-0.0", out);
        if constexpr (std::is_same_v<T, double>) {
            if (char* const end = write_short_decimal(value, out)) return end;
        }
        return write_shortest_number(value, out);
    }
};

template <class T>
struct ScalarWriter<T, TypeKind::timestamp> : BoundedWriter<timestamp_text_size + 2> {
    static char* write(T value, char* out, bool& ok) {
        *out = '"';
        char* const end = write_timestamp(value, out + 1);
        if (end == nullptr) {
            ok = false;
            return out;
        }
        *end = '"';
        return end + 1;
    }
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
