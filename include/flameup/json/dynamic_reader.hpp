#ifndef FLAMEUP_JSON_DYNAMIC_READER_HPP
#define FLAMEUP_JSON_DYNAMIC_READER_HPP

#include "flameup/json/nearest_number.hpp"
#include "flameup/json/value_reader.hpp"

#include <boost/json/object.hpp>
#include <boost/json/storage_ptr.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_stack.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads values into Boost.JSON's own types, one after the other.
class DynamicReader {
  public:
    /// Reads a value of any kind, with its memory in `storage`; `take` then returns it.
    const char* read(ValueReader& reader, const char* p, boost::json::storage_ptr storage) {
        stack_.reset(std::move(storage));
        return push(reader, p);
    }

    /// Returns the value that `read` has read; to be called once for each.
    boost::json::value take() { return stack_.release(); }

  private:
    /// The most members of an object, as the documentation of `Limits` says.
    ///
    /// Boost.JSON finds keys by a hash that attackers can compute: if all keys collide, the time
    /// grows with the square of their number.
    static constexpr std::size_t most_members = 4096;

    // The bytes that `Limits::max_elements` counts for a member (16 for the text of its key), an
    // element and a container (for the head of its table).
    static constexpr std::size_t member_size = sizeof(boost::json::key_value_pair) + 16;
    static constexpr std::size_t element_size = sizeof(boost::json::value);
    static constexpr std::size_t container_size = 32;

    /// Reads a value and pushes it onto the stack.
    const char* push(ValueReader& reader, const char* p) {
        std::string_view text;
        switch (*p) {
        case '{': return push_object(reader, p);
        case '[': return push_array(reader, p);
        case '"':
            p = reader.string(p, text);
            if (p != nullptr) stack_.push_string({text.data(), text.size()});
            return p;
        case 't':
        case 'f': {
            const bool value = *p == 't';
            p = value ? reader.literal(p, "true") : reader.literal(p, "false");
            if (p != nullptr) stack_.push_bool(value);
            return p;
        }
        case 'n':
            p = reader.literal(p, "null");
            if (p != nullptr) stack_.push_null();
            return p;
        default: return push_number(reader, p);
        }
    }

    const char* push_object(ValueReader& reader, const char* p) {
        if (!reader.take_element(p, container_size)) return nullptr;
        std::size_t size = 0;
        boost::json::object names; // with nulls; only if duplicates are refused
        std::string_view name;
        bool is_duplicate = false;
        p = reader.members(
            p,
            [&](const char* at) -> const char* {
                const char* const behind = reader.key(at, name);
                if (behind == nullptr || !reader.take_element(at, member_size)) return nullptr;
                if (size == most_members) {
                    return reader.fail(at, "too_large",
                                       "an object has more members than the limit allows");
                }
                is_duplicate = reader.strictness().duplicate_members &&
                               !names.emplace({name.data(), name.size()}, nullptr).second;
                stack_.push_key({name.data(), name.size()});
                return behind;
            },
            [&](const char* at) {
                ++size;
                return is_duplicate ? reader.fail_duplicate_member(at, name) : push(reader, at);
            });
        if (p != nullptr) stack_.push_object(size);
        return p;
    }

    const char* push_array(ValueReader& reader, const char* p) {
        if (!reader.take_element(p, container_size)) return nullptr;
        std::size_t size = 0;
        p = reader.elements(p, [&](const char* at) -> const char* {
            if (!reader.take_element(at, element_size)) return nullptr;
            ++size;
            return push(reader, at);
        });
        if (p != nullptr) stack_.push_array(size);
        return p;
    }

    const char* push_number(ValueReader& reader, const char* p) {
        JsonNumber number;
        const char* const behind = reader.number(p, number);
        if (behind == nullptr) return nullptr;
        switch (number.kind) {
        case JsonNumber::Kind::integer: stack_.push_int64(number.integer); break;
        case JsonNumber::Kind::large_integer: stack_.push_uint64(number.large_integer); break;
        case JsonNumber::Kind::real: {
            if (reader.strictness().large_integers && is_integer(number.text)) {
                return reader.fail(p, "out_of_range", "the integer has more than 64 bits");
            }
            double value = 0;
            if (!nearest_number(number.text, value)) return reader.fail_out_of_range(p);
            stack_.push_double(value);
        }
        }
        return behind;
    }

    /// Tells whether a number has neither a point nor an exponent.
    static bool is_integer(std::string_view number) noexcept {
        return number.find_first_of(".eE") == std::string_view::npos;
    }

    boost::json::value_stack stack_;
};

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
