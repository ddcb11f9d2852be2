#ifndef FLAMEUP_DETAIL_READ_VALUE_HPP
#define FLAMEUP_DETAIL_READ_VALUE_HPP

#include "flameup/detail/declared.hpp"
#include "flameup/detail/dynamic_reader.hpp"
#include "flameup/detail/exact_number.hpp"
#include "flameup/detail/kinds.hpp"
#include "flameup/detail/value_reader.hpp"
#include "flameup/timestamp_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <new>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// Reads the value at a cursor into an object, and returns the cursor behind it, or null.
template <class T> const char* read_value(ValueReader& reader, const char* p, T& value);

// Described structs, by a table for each.

template <class T, std::size_t Index>
const char* read_member(ValueReader& reader, const char* p, void* object) {
    return read_value(reader, p, static_cast<T*>(object)->*member_at<T, Index>::pointer);
}

template <class T, std::size_t... Index>
void reset_members(T& value, const NumberSet& keep, std::index_sequence<Index...>) {
    [[maybe_unused]] T initial{};
    [[maybe_unused]] const auto reset = [&](auto index) {
        constexpr auto pointer = member_at<T, decltype(index)::value>::pointer;
        if (!keep.has(decltype(index)::value)) value.*pointer = std::move(initial.*pointer);
    };
    (reset(std::integral_constant<std::size_t, Index>()), ...);
}

template <class T> void reset_others(void* object, const NumberSet& keep) {
    reset_members(*static_cast<T*>(object), keep, std::make_index_sequence<member_count<T>>());
}

template <class T, std::size_t Index> constexpr ReadKey make_read_key(std::string_view name) {
    constexpr TypeKind kind = kind_of<member_type<T, Index>>;
    constexpr bool takes_null = kind == TypeKind::optional || kind == TypeKind::nullable ||
                                kind == TypeKind::null ||
                                std::is_same_v<member_type<T, Index>, boost::json::value>;
    return {KeyPattern(name),
            &read_member<T, Index>,
            name.data(),
            static_cast<std::uint32_t>(name.size()),
            0,
            static_cast<std::uint8_t>(Index),
            is_required<T>(member_at<T, Index>::name),
            takes_null};
}

template <class T, std::size_t AliasIndex> constexpr std::size_t member_of_alias() {
    constexpr std::size_t index = find_member<T>(alias_at<T>(AliasIndex).member);
    static_assert(index < member_count<T>, "flameup: an alias names no described member");
    return index;
}

template <class T> struct ReadTable {
    static constexpr std::size_t size = member_count<T> + count_aliases<T>();
    static_assert(size <= most_keys, "flameup: too many members");

    ReadKey keys[size + 1]; // one more, as there may be none

    template <std::size_t... Member, std::size_t... AliasIndex>
    static constexpr ReadTable make(std::index_sequence<Member...>,
                                    std::index_sequence<AliasIndex...>) {
        const ReadKey members[] = {make_read_key<T, Member>(member_at<T, Member>::name)...,
                                   ReadKey{}};
        const ReadKey others[] = {
            make_read_key<T, member_of_alias<T, AliasIndex>()>(alias_at<T>(AliasIndex).key)...,
            ReadKey{}};
        ReadTable table{};
        std::size_t at = 0;
        for (std::size_t i = 0; i != member_count<T>; ++i) {
            table.keys[at++] = members[i];
            for (std::size_t j = 0; j != count_aliases<T>(); ++j) {
                if (others[j].member == i) table.keys[at++] = others[j];
            }
        }
        for (std::size_t i = 0; i != size; ++i) {
            table.keys[i].number = static_cast<std::uint8_t>(i);
        }
        return table;
    }

    constexpr bool has_required() const {
        bool any = false;
        for (const ReadKey& key : keys) any |= key.is_required;
        return any;
    }
};

template <class T>
inline constexpr ReadTable<T>
    read_table = ReadTable<T>::make(std::make_index_sequence<member_count<T>>(),
                                    std::make_index_sequence<count_aliases<T>()>());

template <class T>
inline constexpr ReadPlan read_plan{read_table<T>.keys, read_table<T>.keys + ReadTable<T>::size,
                                    read_table<T>.has_required(), &reset_others<T>};

// Numbers.

template <class T>
const char* assign_integer(ValueReader& reader, const char* p, const JsonNumber& number, T& value) {
    const auto assign = [&value](auto from) {
        value = static_cast<T>(from);
        return static_cast<decltype(from)>(value) == from && (value < T{}) == (from < 0);
    };
    bool fits = false;
    if (number.kind == JsonNumber::Kind::integer) {
        fits = assign(number.integer);
    } else if (number.kind == JsonNumber::Kind::large_integer) {
        fits = assign(number.large_integer);
    } else {
        // Integers that a server writes as 5.0 or 5e3, so far as doubles hold them exactly.
        constexpr double exact = 9007199254740991.0; // 2^53 - 1: beyond, two texts are one double
        const double real = exact_number(number.text);
        if (real != std::floor(real)) return reader.mismatch(p, "an integer");
        fits = real >= -exact && real <= exact && assign(static_cast<std::int64_t>(real));
    }
    return fits ? p : reader.refuse_number(p);
}

template <class T>
const char* assign_real(ValueReader& reader, const char* p, const JsonNumber& number, T& value) {
    if (number.kind == JsonNumber::Kind::integer) {
        value = static_cast<T>(number.integer);
    } else if (number.kind == JsonNumber::Kind::large_integer) {
        value = static_cast<T>(number.large_integer);
    } else {
        value = exact_number<T>(number.text);
        if (!std::isfinite(value)) return reader.refuse_number(p);
    }
    return p;
}

template <class T> const char* read_number(ValueReader& reader, const char* p, T& value) {
    constexpr bool is_integer = kind_of<T> == TypeKind::integer;
    if (*p != '-' && (*p < '0' || *p > '9')) {
        return reader.mismatch(p, is_integer ? "an integer" : "a number");
    }
    JsonNumber number;
    const char* const behind = reader.number(p, number);
    if (behind == nullptr) return nullptr;
    if constexpr (is_integer)
        p = assign_integer(reader, p, number, value);
    else
        p = assign_real(reader, p, number, value);
    return p != nullptr ? behind : nullptr;
}

// Strings, and what is written as one.

/// Puts a new object into the place of one that has its memory elsewhere.
template <class T, class... Arguments> void remake(T& value, Arguments&&... arguments) {
    value.~T();
    ::new (static_cast<void*>(&value)) T(std::forward<Arguments>(arguments)...);
}

template <class T>
const char* assign_text(ValueReader& reader, const char* p, std::string_view text, T& value) {
    constexpr TypeKind kind = kind_of<T>;
    if constexpr (std::is_same_v<T, std::string_view>) {
        value = text;
    } else if constexpr (std::is_same_v<T, boost::json::string>) {
        const boost::json::storage_ptr storage = reader.storage_for(value.storage());
        if (*storage == *value.storage())
            value.assign(text.data(), text.size());
        else
            remake(value, boost::json::string_view(text.data(), text.size()), storage);
    } else if constexpr (kind == TypeKind::string) {
        value.assign(text.data(), text.size());
    } else if constexpr (kind == TypeKind::enumeration) {
        if (!enum_from_name(text, value)) {
            return reader.fail(p, "unknown_name", "the name is none of the enumeration's");
        }
    } else if constexpr (kind == TypeKind::open_enumeration) {
        typename T::Known known{};
        if (enum_from_name(text, known))
            value = known;
        else
            value.set_unknown(text);
    } else {
        const auto moment = read_timestamp(text);
        if (!moment) {
            return reader.fail(p, "invalid_timestamp", "the string is no RFC 3339 timestamp");
        }
        value = *moment;
    }
    return p;
}

template <class T> const char* read_text(ValueReader& reader, const char* p, T& value) {
    if (*p != '"') {
        return reader.mismatch(p, kind_of<T> == TypeKind::timestamp ? "a timestamp string"
                                                                    : "a string");
    }
    std::string_view text;
    const char* behind = nullptr;
    if constexpr (std::is_same_v<T, std::string>) {
        behind = reader.string(p, text, value);
        if (behind != nullptr && text.data() == value.data()) { // it had escapes
            value.resize(text.size());
            return behind;
        }
    } else {
        behind = reader.string(p, text);
    }
    if (behind == nullptr || assign_text(reader, p, text, value) == nullptr) return nullptr;
    return behind;
}

// Optionals.

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
    const bool was_used = std::exchange(reader.is_used, value.has_value());
    p = read_value(reader, p, value.has_value() ? *value : value.emplace());
    reader.is_used = was_used;
    return p;
}

// Boost.JSON's own types.

template <class T> const char* read_dynamic(ValueReader& reader, const char* p, T& value) {
    constexpr bool is_object = std::is_same_v<T, boost::json::object>;
    constexpr bool is_array = std::is_same_v<T, boost::json::array>;
    if (is_object && *p != '{') return reader.mismatch(p, "an object");
    if (is_array && *p != '[') return reader.mismatch(p, "an array");
    p = reader.dynamic->read(reader, p, reader.storage_for(value.storage()));
    if (p == nullptr) return nullptr;
    boost::json::value any = reader.dynamic->take();
    if constexpr (is_object)
        remake(value, boost::json::pilfer(any.get_object()));
    else if constexpr (is_array)
        remake(value, boost::json::pilfer(any.get_array()));
    else
        remake(value, boost::json::pilfer(any));
    return p;
}

// Maps and lists.

template <class T, class = void> struct has_extract : std::false_type {};
template <class T>
struct has_extract<T, std::void_t<decltype(std::declval<T&>().extract(
                          std::declval<const typename T::key_type&>()))>> : std::true_type {};

template <class T> const char* read_map(ValueReader& reader, const char* p, T& map) {
    if (*p != '{') return reader.mismatch(p, "an object");
    const bool was_used = reader.is_used;
    T old = std::exchange(map, T{});
    typename T::key_type name{};
    typename T::mapped_type* value = nullptr;
    ++reader.lists;
    p = reader.members(
        p,
        [&](const char* at) -> const char* {
            std::string_view text;
            const char* const behind = reader.key(at, text);
            if (behind == nullptr || !reader.charge(at, sizeof(typename T::value_type))) {
                return nullptr;
            }
            name = typename T::key_type(text);
            if constexpr (has_extract<T>::value) {
                if (auto node = old.extract(name); !node.empty()) map.insert(std::move(node));
            }
            const auto [entry, fresh] = map.try_emplace(name);
            value = &entry->second;
            reader.is_used = !fresh;
            return behind;
        },
        [&](const char* at) { return read_value(reader, at, *value); });
    --reader.lists;
    reader.is_used = was_used;
    return p;
}

template <class T, class = void> struct can_grow : std::false_type {};
template <class T>
struct can_grow<T, std::void_t<decltype(std::declval<T&>().emplace_back())>> : std::true_type {};

template <class T, class = void> struct can_reserve : std::false_type {};
template <class T>
struct can_reserve<T, std::void_t<decltype(std::declval<T&>().reserve(std::size_t{})),
                                  decltype(std::declval<const T&>().capacity())>> : std::true_type {
};

/// Makes room for as many elements as will come, by the size in the text of those that have.
template <class T>
void reserve(const ValueReader& reader, const char* first, const char* p, T& list) {
    const std::size_t size = list.size();
    if (size == 0 || size != list.capacity() || reader.lists != 1) return;
    const auto used = static_cast<std::size_t>(p - first) / size + 1;
    const std::size_t more = static_cast<std::size_t>(reader.end() - p) / used + 1;
    const std::size_t most = (std::min)(size * 7, reader.elements_left(sizeof(list.front())));
    list.reserve(size + (std::min)(more, most));
}

template <class T> const char* read_sequence(ValueReader& reader, const char* p, T& list) {
    constexpr bool can_be_read = can_grow<T>::value && !std::is_same_v<T, std::vector<bool>>;
    static_assert(can_be_read,
                  "flameup: a list to read into has emplace_back and elements of its own");
    if constexpr (can_be_read) {
        if (*p != '[') return reader.mismatch(p, "an array");
        const bool was_used = reader.is_used;
        const char* const first = p;
        std::size_t size = 0;
        auto old = list.begin(); // what is there already is written over
        ++reader.lists;
        p = reader.elements(p, [&](const char* at) -> const char* {
            if (!reader.charge(at, sizeof(typename T::value_type))) return nullptr;
            reader.is_used = size++ != list.size();
            if (reader.is_used) return read_value(reader, at, *old++);
            if constexpr (can_reserve<T>::value) reserve(reader, first, at, list);
            list.emplace_back();
            return read_value(reader, at, list.back());
        });
        --reader.lists;
        reader.is_used = was_used;
        while (list.size() > size) list.pop_back();
    }
    return p;
}

template <class T> const char* read_value(ValueReader& reader, const char* p, T& value) {
    constexpr TypeKind kind = kind_of<T>;
    static_assert(
        kind != TypeKind::unsupported,
        "flameup: this type cannot be read from JSON; describe a struct "
        "with FLAMEUP_DESCRIBE, an enum with BOOST_DESCRIBE_ENUM, or use a supported type");
    if constexpr (kind == TypeKind::boolean) {
        if (*p != 't' && *p != 'f') return reader.mismatch(p, "a boolean");
        value = *p == 't';
        return reader.literal(p, value ? "true" : "false");
    } else if constexpr (kind == TypeKind::integer || kind == TypeKind::number) {
        return read_number(reader, p, value);
    } else if constexpr (kind == TypeKind::string || kind == TypeKind::enumeration ||
                         kind == TypeKind::open_enumeration || kind == TypeKind::timestamp) {
        return read_text(reader, p, value);
    } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
        return read_optional(reader, p, value);
    } else if constexpr (kind == TypeKind::null) {
        return *p == 'n' ? reader.literal(p, "null") : reader.mismatch(p, "null");
    } else if constexpr (kind == TypeKind::dynamic) {
        return read_dynamic(reader, p, value);
    } else if constexpr (kind == TypeKind::structure) {
        if (*p != '{') return reader.mismatch(p, "an object");
        return reader.object(p, &value, read_plan<T>);
    } else if constexpr (kind == TypeKind::map) {
        return read_map(reader, p, value);
    } else if constexpr (kind == TypeKind::sequence) {
        return read_sequence(reader, p, value);
    }
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
