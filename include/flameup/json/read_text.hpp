#ifndef FLAMEUP_JSON_READ_TEXT_HPP
#define FLAMEUP_JSON_READ_TEXT_HPP

#include "flameup/describe/declared.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/json/reconstruct.hpp"
#include "flameup/json/value_reader.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <boost/json/pilfer.hpp>
#include <boost/json/string.hpp>

#include <string>
#include <string_view>
#include <type_traits>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Assigns a string that was read at `p`; returns null after an error.
template <class T>
const char* assign_text(ValueReader& reader, const char* p, std::string_view text, T& value) {
    constexpr TypeKind kind = kind_of<T>;
    if constexpr (std::is_same_v<T, std::string_view>) {
        value = text;
    } else if constexpr (std::is_same_v<T, boost::json::string>) {
        const boost::json::storage_ptr storage = reader.storage_for(value.storage());
        if (*storage == *value.storage()) {
            value.assign(text.data(), text.size());
        } else { // constructed beside `value`, since this may throw
            boost::json::string made(boost::json::string_view(text.data(), text.size()), storage);
            detail::reconstruct(value, boost::json::pilfer(made));
        }
    } else if constexpr (kind == TypeKind::string) {
        value.assign(text.data(), text.size());
    } else if constexpr (kind == TypeKind::enumeration) {
        if (!enum_from_name(text, value)) {
            constexpr const auto& names = enum_names<T>;
            return reader.fail_unknown_name(p, text, names.data(), names.size());
        }
    } else if constexpr (kind == TypeKind::open_enumeration) {
        typename T::Known known{};
        if (enum_from_name(text, known))
            value = known;
        else
            value.set_unknown(text);
    } else {
        const char* const problem = calendar::scan_timestamp(text, value);
        const bool is_taken = problem == nullptr || (problem == calendar::no_offset &&
                                                     reader.leniency().timestamps_without_offset);
        if (!is_taken) {
            return reader.fail(p, "invalid_timestamp", "the string is not an RFC 3339 timestamp");
        }
    }
    return p;
}

/// Reads a string into a string or a view, an enumeration or a timestamp.
template <class T> const char* read_text(ValueReader& reader, const char* p, T& value) {
    if (*p != '"') {
        return reader.fail_wrong_type(p, kind_of<T> == TypeKind::timestamp ? "a timestamp string"
                                                                           : "a string");
    }
    std::string_view text;
    const char* behind = nullptr;
    if constexpr (std::is_same_v<T, std::string>) {
        behind = reader.string(p, text, value);
        if (behind != nullptr && text.data() == value.data()) { // it had escapes: it is there now
            value.resize(text.size());
            return behind;
        }
    } else {
        behind = reader.string(p, text);
    }
    if (behind == nullptr || assign_text(reader, p, text, value) == nullptr) return nullptr;
    return behind;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
