#ifndef FLAMEUP_JSON_WRITER_HPP
#define FLAMEUP_JSON_WRITER_HPP

#include "flameup/describe/kinds.hpp"
#include "flameup/json/write_string.hpp"
#include "flameup/text/buffer.hpp"
#include "flameup/text/decimal.hpp"
#include "flameup/text/short_decimal.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Writes values as JSON into a string that it overwrites and whose memory it keeps.
///
/// What JSON cannot hold (ill-formed UTF-8, non-finite numbers, moments out of years 0000 to 9999,
/// values of no enumerator, nesting beyond `max_depth`) makes the public functions return
/// false, and the text useless; `Checker` says where it stands.
class JsonWriter {
  public:
    JsonWriter(std::string& text, std::size_t max_depth) : buffer_(text), depth_left_(max_depth) {}

    /// Writes one value from the string's beginning and ends the string behind it.
    template <class T> bool write_document(const T& value) {
        buffer_.finish(write(buffer_.begin(), value));
        return ok_;
    }

    /// Writes the members of a struct for which `Keep<Index>` is true as an object.
    template <template <std::size_t> class Keep, class T> bool write_members(const T& value) {
        buffer_.finish(write_object<Keep>(buffer_.begin(), value));
        return ok_;
    }

  private:
    template <std::size_t> using keep_all = std::true_type;

    // `write` makes the room that `put` needs, which is less often than once for each piece of
    // text.

    template <class T> char* write(char* out, const T& value) {
        return put(buffer_.ensure(out, room(value)), value);
    }

    static constexpr std::size_t longest_number = 32;

    /// Returns the room that a value takes; that of a container's first byte.
    template <class T> static std::size_t room(const T& value) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (kind == TypeKind::string) {
            return json_string_room({value.data(), value.size()});
        } else if constexpr (kind == TypeKind::open_enumeration) {
            return json_string_room(value.known() ? enum_name(*value.known()) : value.unknown());
        } else if constexpr (kind == TypeKind::enumeration) {
            return json_string_room(enum_name(value));
        } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
            return value.has_value() ? room(*value) : longest_number;
        } else {
            return longest_number;
        }
    }

    template <class T> char* put(char* out, const T& value) {
        constexpr TypeKind kind = kind_of<T>;
        static_assert(
            kind != TypeKind::unsupported,
            "flameup: this type cannot be written as JSON; describe a struct "
            "with FLAMEUP_DESCRIBE, an enum with BOOST_DESCRIBE_ENUM, or use a supported type");
        if constexpr (kind == TypeKind::boolean) {
            return put_text(out, value ? std::string_view("true") : std::string_view("false"));
        } else if constexpr (kind == TypeKind::integer) {
            return write_integer(value, out);
        } else if constexpr (kind == TypeKind::number) {
            return put_number(out, value);
        } else if constexpr (kind == TypeKind::string) {
            return put_string(out, std::string_view(value.data(), value.size()));
        } else if constexpr (kind == TypeKind::timestamp) {
            return put_timestamp(out, value);
        } else if constexpr (kind == TypeKind::enumeration) {
            return put_name(out, enum_name(value));
        } else if constexpr (kind == TypeKind::open_enumeration) {
            return value.known() ? put_name(out, enum_name(*value.known()))
                                 : put_string(out, value.unknown());
        } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
            return value.has_value() ? put(out, *value) : put_text(out, "null");
        } else if constexpr (kind == TypeKind::null) {
            return put_text(out, "null");
        } else if constexpr (kind == TypeKind::dynamic) {
            return write_dynamic(out, value);
        } else if constexpr (kind == TypeKind::structure) {
            return write_object<keep_all>(out, value);
        } else if constexpr (kind == TypeKind::map) {
            return write_map(out, value);
        } else if constexpr (kind == TypeKind::sequence) {
            return write_sequence(out, value);
        } else {
            return out;
        }
    }

    // Every member writes a comma before its key. The first comma's place becomes the brace.

    template <template <std::size_t> class Keep, class T>
    char* write_object(char* out, const T& value) {
        if (!enter()) return out;
        const std::size_t start = offset(out);
        out = write_each<Keep>(out, value, std::make_index_sequence<member_count<T>>());
        return leave(out, start, '{', '}');
    }

    template <template <std::size_t> class Keep, class T, std::size_t... Index>
    char* write_each(char* out, [[maybe_unused]] const T& value, std::index_sequence<Index...>) {
        ((out = write_member<Keep, Index>(out, value)), ...);
        return out;
    }

    template <template <std::size_t> class Keep, std::size_t Index, class T>
    char* write_member(char* out, [[maybe_unused]] const T& value) {
        if constexpr (Keep<Index>::value) {
            const auto& member = value.*member_at<T, Index>::pointer;
            if (is_absent(member)) return out;
            out = buffer_.ensure(out, key<T, Index>.size() + room(member));
            out = put(put_text(out, key<T, Index>), member);
        }
        return out;
    }

    template <class T> char* write_map(char* out, const T& map) {
        if (!enter()) return out;
        const std::size_t start = offset(out);
        for (const auto& [name, value] : map) {
            if (is_absent(value)) continue;
            out = write(write_key(out, std::string_view(name)), value);
        }
        return leave(out, start, '{', '}');
    }

    template <class T> char* write_sequence(char* out, const T& sequence) {
        if (!enter()) return out;
        const std::size_t start = offset(out);
        for (const auto& element : sequence) {
            const auto& value = static_cast<const typename T::value_type&>(element);
            out = buffer_.ensure(out, 1 + room(value));
            *out++ = ',';
            out = put(out, value);
        }
        return leave(out, start, '[', ']');
    }

    char* write_dynamic(char* out, const boost::json::value& value) {
        switch (value.kind()) {
        case boost::json::kind::null: return write(out, null);
        case boost::json::kind::bool_: return write(out, value.get_bool());
        case boost::json::kind::int64: return write(out, value.get_int64());
        case boost::json::kind::uint64: return write(out, value.get_uint64());
        case boost::json::kind::double_: return write_dynamic(out, value.get_double());
        case boost::json::kind::string: return write(out, value.get_string());
        case boost::json::kind::array: return write_dynamic(out, value.get_array());
        case boost::json::kind::object: return write_dynamic(out, value.get_object());
        }
        return out;
    }

    /// Writes 1.0 as such, so that a reader makes it the same kind of number.
    char* write_dynamic(char* out, double value) {
        const std::size_t start = offset(out);
        out = write(out, value);
        const char* const text = buffer_.begin() + start;
        if (std::any_of(text, static_cast<const char*>(out),
                        [](char c) { return c == '.' || c == 'e'; }))
            return out;
        return ok_ ? append(buffer_, out, ".0") : out;
    }

    char* write_dynamic(char* out, const boost::json::array& array) {
        if (!enter()) return out;
        const std::size_t start = offset(out);
        for (const boost::json::value& element : array) {
            out = write_dynamic(append(buffer_, out, ","), element);
        }
        return leave(out, start, '[', ']');
    }

    char* write_dynamic(char* out, const boost::json::object& object) {
        if (!enter()) return out;
        const std::size_t start = offset(out);
        for (const boost::json::key_value_pair& pair : object) {
            out = write_key(out, {pair.key().data(), pair.key().size()});
            out = write_dynamic(out, pair.value());
        }
        return leave(out, start, '{', '}');
    }

    /// Writes a key that is no member's, with the comma before it.
    char* write_key(char* out, std::string_view name) {
        out = buffer_.ensure(out, 2 + json_string_room(name));
        *out++ = ',';
        out = put_string(out, name);
        out = buffer_.ensure(out, 1);
        *out++ = ':';
        return out;
    }

    template <class T> char* put_number(char* out, T value) {
        if (!std::isfinite(value)) return fail(out);
        if (value == 0 && std::signbit(value)) return put_text(out, "-0.0"); // not integer -0
        char* const end = write_short_decimal(static_cast<double>(value), out);
        if (std::is_same_v<T, double> && end != nullptr) return end;
        return std::to_chars(out, out + longest_number, value).ptr;
    }

    char* put_string(char* out, std::string_view text) {
        return append_json_string(buffer_, out, text, ok_);
    }

    /// Writes a name that is an identifier, so that nothing in it needs escaping.
    char* put_name(char* out, std::string_view name) {
        if (name.empty()) return fail(out);
        return put_text(put_text(put_text(out, "\""), name), "\"");
    }

    char* put_timestamp(char* out, Timestamp value) {
        *out = '"';
        char* const end = write_timestamp(value, out + 1);
        if (end == nullptr) return fail(out);
        *end = '"';
        return end + 1;
    }

    static char* put_text(char* out, std::string_view text) {
        return std::copy(text.begin(), text.end(), out);
    }

    template <class T, std::size_t Index> static constexpr auto make_key() {
        constexpr std::string_view name = member_at<T, Index>::name;
        std::array<char, name.size() + 4> text{};
        std::size_t size = 0;
        text[size++] = ',';
        text[size++] = '"';
        for (const char c : name) text[size++] = c;
        text[size++] = '"';
        text[size] = ':';
        return text;
    }
    template <class T, std::size_t Index> static constexpr auto key_text = make_key<T, Index>();
    template <class T, std::size_t Index>
    static constexpr std::string_view key{key_text<T, Index>.data(), key_text<T, Index>.size()};

    std::size_t offset(const char* out) { return static_cast<std::size_t>(out - buffer_.begin()); }

    bool enter() {
        if (depth_left_ == 0) {
            ok_ = false;
            return false;
        }
        --depth_left_;
        return true;
    }

    char* leave(char* out, std::size_t start, char open, char close) {
        ++depth_left_;
        out = buffer_.ensure(out, 2);
        if (offset(out) == start) ++out;
        buffer_.begin()[start] = open;
        *out = close;
        return out + 1;
    }

    char* fail(char* out) {
        ok_ = false;
        return out;
    }

    Buffer buffer_;
    std::size_t depth_left_;
    bool ok_ = true;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
