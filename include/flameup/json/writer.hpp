#ifndef FLAMEUP_JSON_WRITER_HPP
#define FLAMEUP_JSON_WRITER_HPP

#include "flameup/describe/fits.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/json/write_scalar.hpp"
#include "flameup/json/write_string.hpp"
#include "flameup/text/buffer.hpp"
#include "flameup/text/text_form.hpp"
#include "flameup/value/nullable.hpp"

#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Writes values as JSON (RFC 8259) over the content of a string, reusing its memory.
///
/// The public functions return false, and the text is then unspecified, for what JSON cannot hold:
/// text that is not UTF-8, numbers that are not finite, timestamps outside of the years 0000 to
/// 9999, enumeration values without a name, values without a text in their `TextForm`, and nesting
/// deeper than `max_depth`. `find_unwritable` says where it is.
class JsonWriter {
  public:
    JsonWriter(std::string& text, std::size_t max_depth) : buffer_(text), depth_left_(max_depth) {}

    /// Writes one value as the whole text.
    template <class T> bool write_document(const T& value) {
        buffer_.finish(write(buffer_.begin(), value));
        return ok_;
    }

    /// Writes an object of the members of a struct for which `Keep<Index>` is true.
    template <template <std::size_t> class Keep, class T> bool write_members(const T& value) {
        buffer_.finish(write_object<Keep>(buffer_.begin(), value));
        return ok_;
    }

  private:
    template <std::size_t> using keep_all = std::true_type;

    // The callers of `put` make room first, as much as `room` says; `write` does both. So a
    // member's key and value need one check of the buffer's size.

    template <class T> char* write(char* out, const T& value) {
        return put(buffer_.ensure(out, room(value)), value);
    }

    /// Returns how many bytes `put` needs behind `out`.
    template <class T> static std::size_t room(const T& value) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (ScalarWriter<T>::exists) {
            return ScalarWriter<T>::longest;
        } else if constexpr (kind == TypeKind::enumeration) {
            return longest_name<T>() + 2;
        } else if constexpr (is_text(kind)) {
            return string_room(detail::text_of(value));
        } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
            return value.has_value() ? room(*value) : ScalarWriter<Null>::longest;
        } else {
            return 0; // others make room for each of their parts
        }
    }

    template <class T> char* put(char* out, const T& value) {
        constexpr TypeKind kind = kind_of<T>;
        if constexpr (ScalarWriter<T>::exists) {
            return ScalarWriter<T>::write(value, out, ok_);
        } else if constexpr (kind == TypeKind::string) {
            return write_string(buffer_, out, detail::text_of(value), ok_);
        } else if constexpr (kind == TypeKind::enumeration) {
            return put_name(out, detail::text_of(value));
        } else if constexpr (kind == TypeKind::open_enumeration) {
            return value.known() ? put_name(out, detail::text_of(value))
                                 : write_string(buffer_, out, detail::text_of(value), ok_);
        } else if constexpr (kind == TypeKind::text_form) {
            return write_text_form(out, value);
        } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
            return value.has_value() ? put(out, *value) : ScalarWriter<Null>::write(null, out, ok_);
        } else if constexpr (kind == TypeKind::or_json) {
            if (value.has_value()) return write(out, *value);
            ok_ &= OrJsonCode<T>::is_json(value, depth_left_);
            return OrJsonCode<T>::copy(value, buffer_.ensure(out, value.json().size()));
        } else if constexpr (kind == TypeKind::dynamic) {
            return write_dynamic(out, value);
        } else if constexpr (kind == TypeKind::structure) {
            return write_object<keep_all>(out, value);
        } else if constexpr (kind == TypeKind::map) {
            return write_map(out, value);
        } else if constexpr (kind == TypeKind::sequence) {
            return write_list(out, value);
        } else {
            static_assert(has_form_in_json<T>, "flameup: this type has no form in JSON");
            return out;
        }
    }

    /// Returns the size of an enumeration's longest name.
    template <class Enum> static constexpr std::size_t longest_name() {
        std::size_t longest = 0;
        for (const std::string_view name : enum_names<Enum>)
            longest = (std::max)(longest, name.size());
        return longest;
    }

    /// Writes an enumerator's name: an identifier, which has nothing to escape.
    char* put_name(char* out, std::string_view name) {
        if (name.empty()) {
            ok_ = false;
            return out;
        }
        *out++ = '"';
        out = std::copy(name.begin(), name.end(), out);
        *out = '"';
        return out + 1;
    }

    template <class T> char* write_text_form(char* out, const T& value) {
        FormText<T> memory;
        const auto text = memory.write(value);
        if (!text) {
            ok_ = false;
            return out;
        }
        return write_string(buffer_, buffer_.ensure(out, string_room(*text)), *text, ok_);
    }

    // Each member or element is written with a comma before it. The opening bracket then replaces
    // the first comma.

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
            const auto& present = present_in(member);
            out = buffer_.ensure(out, key<T, Index>.size() + room(present));
            out = put(std::copy(key<T, Index>.begin(), key<T, Index>.end(), out), present);
        }
        return out;
    }

    /// Returns the value of a member that is not absent.
    template <class T> static const auto& present_in(const T& member) {
        if constexpr (kind_of<T> == TypeKind::optional)
            return *member;
        else
            return member;
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

    template <class T> char* write_list(char* out, const T& list) {
        if (!enter()) return out;
        const std::size_t start = offset(out);
        for (const auto& element : list) {
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

    /// Writes a number with a point or an exponent, so that readers do not make it an integer.
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

    /// Writes the key of a map or a dynamic object, with its comma and its colon.
    char* write_key(char* out, std::string_view name) {
        out = buffer_.ensure(out, 1 + string_room(name));
        *out++ = ',';
        out = write_string(buffer_, out, name, ok_);
        out = buffer_.ensure(out, 1);
        *out++ = ':';
        return out;
    }

    /// Returns a member's key with its comma, quotes and colon.
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

    Buffer buffer_;
    std::size_t depth_left_;
    bool ok_ = true;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
