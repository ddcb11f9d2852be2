#ifndef FLAMEUP_DETAIL_READ_OPS_HPP
#define FLAMEUP_DETAIL_READ_OPS_HPP

#include "flameup/detail/declared.hpp"
#include "flameup/detail/kinds.hpp"
#include "flameup/timestamp_text.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

/// How a value met its target.
enum class ReadStatus { ok, wrong_type, out_of_range, unknown_name, invalid_timestamp };

/// Members that a described struct may have, those of its bases included.
inline constexpr std::size_t most_read_members = 128;

struct ReadOps;

/// Where the next value goes; without operations, the value is passed over.
struct ReadSlot {
    void* target = nullptr;
    const ReadOps* ops = nullptr;
};

/// A key of a described struct.
struct ReadMember {
    std::string_view key;
    std::size_t index; ///< Of the member; an alias has its member's.
    void* (*address)(void*);
    const ReadOps* ops;
    bool required;
};

/// How values get into objects of one type. A function that is null refuses its kind of value.
struct ReadOps {
    std::string_view expected; ///< For messages, as `a string`.
    ReadStatus (*null)(void*) = nullptr;
    ReadStatus (*boolean)(void*, bool) = nullptr;
    ReadStatus (*integer)(void*, std::int64_t) = nullptr;
    ReadStatus (*large_integer)(void*, std::uint64_t) = nullptr;
    ReadStatus (*number)(void*, double) = nullptr;
    ReadStatus (*string)(void*, std::string_view) = nullptr;

    ReadSlot (*resolve)(void*) = nullptr; ///< An optional's own value, made anew.
    void (*reset)(void*) = nullptr;       ///< Undoes what an earlier duplicate key brought.

    void (*begin_map)(void*) = nullptr;
    ReadSlot (*entry)(void*, std::string_view key) = nullptr;
    std::size_t element_size = 0; ///< Of a map's entries or a sequence's elements.
    void (*begin_sequence)(void*) = nullptr;
    ReadSlot (*element)(void*) = nullptr;
    const ReadMember* members = nullptr; ///< Of a described struct: `key_count` of them.
    std::size_t key_count = 0;

    bool dynamic_object = false;
    bool dynamic_array = false;
    ReadStatus (*dynamic)(void*, boost::json::value&&) = nullptr;
    boost::json::storage_ptr (*storage)(const void*) = nullptr;
};

template <class T> struct ReadTarget {
    static T& get(void* target) { return *static_cast<T*>(target); }
};

template <class T> constexpr ReadOps make_read_ops();

/// The operations of a type; types that contain themselves refer to their own by address.
template <class T> inline constexpr ReadOps read_ops = make_read_ops<T>();

template <class T, class Number> ReadStatus assign_number(void* target, Number value) {
    if constexpr (kind_of<T> == TypeKind::number) {
        if constexpr (std::is_same_v<Number, double>) {
            constexpr T largest = (std::numeric_limits<T>::max)();
            if (std::fabs(value) > static_cast<double>(largest)) {
                // A text that rounds to the largest float is a little beyond it as a double.
                constexpr double rounds_down =
                    1 + static_cast<double>(std::numeric_limits<T>::epsilon()) / 4;
                if (std::fabs(value) >= static_cast<double>(largest) * rounds_down)
                    return ReadStatus::out_of_range;
                value = std::copysign(static_cast<double>(largest), value);
            }
        }
        ReadTarget<T>::get(target) = static_cast<T>(value);
        return ReadStatus::ok;
    } else if constexpr (std::is_same_v<Number, double>) {
        // Integers that a server writes as 5.0 or 5e3, so far as doubles hold them exactly.
        constexpr double exact = 9007199254740991.0; // 2^53 - 1: beyond, two texts are one double
        if (value != std::floor(value)) return ReadStatus::wrong_type;
        if (value < -exact || value > exact) return ReadStatus::out_of_range;
        return assign_number<T>(target, static_cast<std::int64_t>(value));
    } else {
        const T number = static_cast<T>(value);
        if (static_cast<Number>(number) != value || (number < T{}) != (value < Number{})) {
            return ReadStatus::out_of_range;
        }
        ReadTarget<T>::get(target) = number;
        return ReadStatus::ok;
    }
}

template <class T> ReadStatus assign_string(void* target, std::string_view text) {
    T& value = ReadTarget<T>::get(target);
    if constexpr (kind_of<T> == TypeKind::string) {
        value.assign(text.data(), text.size());
    } else if constexpr (kind_of<T> == TypeKind::enumeration) {
        if (!enum_from_name(text, value)) return ReadStatus::unknown_name;
    } else if constexpr (kind_of<T> == TypeKind::open_enumeration) {
        typename std::decay_t<decltype(*value.known())> known{};
        if (enum_from_name(text, known))
            value = known;
        else
            value = T::from_unknown(std::string(text));
    } else {
        const auto moment = read_timestamp(text);
        if (!moment) return ReadStatus::invalid_timestamp;
        value = *moment;
    }
    return ReadStatus::ok;
}

template <class T> ReadStatus assign_dynamic(void* target, boost::json::value&& value) {
    if constexpr (std::is_same_v<T, boost::json::object>) {
        ReadTarget<T>::get(target) = std::move(value.get_object());
    } else if constexpr (std::is_same_v<T, boost::json::array>) {
        ReadTarget<T>::get(target) = std::move(value.get_array());
    } else {
        ReadTarget<T>::get(target) = std::move(value);
    }
    return ReadStatus::ok;
}

template <class T, class = void> struct can_grow : std::false_type {};
template <class T>
struct can_grow<T, std::void_t<decltype(std::declval<T&>().emplace_back())>> : std::true_type {};

template <class T> ReadSlot next_element(void* target) {
    T& sequence = ReadTarget<T>::get(target);
    sequence.emplace_back();
    return {&sequence.back(), &read_ops<typename T::value_type>};
}

template <class T> ReadSlot next_entry(void* target, std::string_view key) {
    T& map = ReadTarget<T>::get(target);
    const auto [entry, fresh] = map.try_emplace(typename T::key_type(key));
    if (!fresh) entry->second = typename T::mapped_type();
    return {&entry->second, &read_ops<typename T::mapped_type>};
}

template <class T, std::size_t Index> void* member_address(void* object) {
    return &(static_cast<T*>(object)->*member_at<T, Index>::pointer);
}

template <class T, std::size_t Index> constexpr ReadMember make_read_member(std::string_view key) {
    return {key, Index, &member_address<T, Index>, &read_ops<member_type<T, Index>>,
            is_required<T>(member_at<T, Index>::name)};
}

template <class T, std::size_t Index> constexpr ReadMember make_read_alias() {
    constexpr Alias alias = alias_at<T>(Index);
    constexpr std::size_t index = find_member<T>(alias.member);
    static_assert(index < member_count<T>, "flameup: an alias names no described member");
    return make_read_member<T, index>(alias.key);
}

/// The keys of a described struct: its members in order, then the aliases, then an empty one.
template <class T> struct ReadKeys { ReadMember list[member_count<T> + count_aliases<T>() + 1]; };

template <class T, std::size_t... Member, std::size_t... AliasIndex>
constexpr ReadKeys<T> make_read_keys(std::index_sequence<Member...>,
                                     std::index_sequence<AliasIndex...>) {
    return {{make_read_member<T, Member>(member_at<T, Member>::name)...,
             make_read_alias<T, AliasIndex>()..., ReadMember{}}};
}

template <class T>
inline constexpr ReadKeys<T>
    read_keys = make_read_keys<T>(std::make_index_sequence<member_count<T>>(),
                                  std::make_index_sequence<count_aliases<T>()>());

template <class T> constexpr ReadOps make_read_ops() {
    constexpr TypeKind kind = kind_of<T>;
    static_assert(
        kind != TypeKind::unsupported && !std::is_same_v<T, std::string_view>,
        "flameup: this type cannot be read from JSON; describe a struct "
        "with FLAMEUP_DESCRIBE, an enum with BOOST_DESCRIBE_ENUM, or use a supported type");
    ReadOps ops;
    if constexpr (kind == TypeKind::boolean) {
        ops.expected = "a boolean";
        ops.boolean = [](void* target, bool value) {
            ReadTarget<T>::get(target) = value;
            return ReadStatus::ok;
        };
    } else if constexpr (kind == TypeKind::integer || kind == TypeKind::number) {
        ops.expected = kind == TypeKind::integer ? "an integer" : "a number";
        ops.integer = &assign_number<T, std::int64_t>;
        ops.large_integer = &assign_number<T, std::uint64_t>;
        ops.number = &assign_number<T, double>;
    } else if constexpr (kind == TypeKind::string || kind == TypeKind::enumeration ||
                         kind == TypeKind::open_enumeration || kind == TypeKind::timestamp) {
        ops.expected = kind == TypeKind::timestamp ? "a timestamp string" : "a string";
        ops.string = &assign_string<T>;
    } else if constexpr (kind == TypeKind::optional || kind == TypeKind::nullable) {
        using Value = std::decay_t<decltype(*std::declval<T&>())>;
        static_assert(kind_of<Value> != TypeKind::optional && kind_of<Value> != TypeKind::nullable,
                      "flameup: an optional of an optional has no form in JSON");
        ops.expected = read_ops<Value>.expected;
        ops.null = [](void* target) {
            if constexpr (kind == TypeKind::optional)
                ReadTarget<T>::get(target).reset();
            else
                ReadTarget<T>::get(target) = flameup::null;
            return ReadStatus::ok;
        };
        ops.resolve = [](void* target) -> ReadSlot {
            return {&ReadTarget<T>::get(target).emplace(), &read_ops<Value>};
        };
    } else if constexpr (kind == TypeKind::null) {
        ops.expected = "null";
        ops.null = [](void*) { return ReadStatus::ok; };
    } else if constexpr (kind == TypeKind::dynamic) {
        constexpr bool is_value = std::is_same_v<T, boost::json::value>;
        ops.dynamic_object = is_value || std::is_same_v<T, boost::json::object>;
        ops.dynamic_array = is_value || std::is_same_v<T, boost::json::array>;
        ops.expected = is_value ? "a value" : ops.dynamic_object ? "an object" : "an array";
        ops.dynamic = &assign_dynamic<T>;
        ops.storage = [](const void* target) { return static_cast<const T*>(target)->storage(); };
        if constexpr (is_value) {
            ops.null = [](void* target) {
                ReadTarget<T>::get(target) = nullptr;
                return ReadStatus::ok;
            };
            ops.boolean = [](void* target, bool value) {
                ReadTarget<T>::get(target) = value;
                return ReadStatus::ok;
            };
            ops.integer = [](void* target, std::int64_t value) {
                ReadTarget<T>::get(target) = value;
                return ReadStatus::ok;
            };
            ops.large_integer = [](void* target, std::uint64_t value) {
                ReadTarget<T>::get(target) = value;
                return ReadStatus::ok;
            };
            ops.number = [](void* target, double value) {
                ReadTarget<T>::get(target) = value;
                return ReadStatus::ok;
            };
            ops.string = [](void* target, std::string_view value) {
                ReadTarget<T>::get(target).emplace_string().assign(value.data(), value.size());
                return ReadStatus::ok;
            };
        }
    } else if constexpr (kind == TypeKind::structure) {
        ops.expected = "an object";
        static_assert(member_count<T> + count_aliases<T>() <= most_read_members,
                      "flameup: too many members");
        ops.members = read_keys<T>.list;
        ops.key_count = std::size(read_keys<T>.list) - 1;
    } else if constexpr (kind == TypeKind::map) {
        ops.expected = "an object";
        ops.begin_map = [](void* target) { ReadTarget<T>::get(target).clear(); };
        ops.entry = &next_entry<T>;
        ops.element_size = sizeof(typename T::value_type);
    } else if constexpr (kind == TypeKind::sequence) {
        constexpr bool can_be_read = can_grow<T>::value && !std::is_same_v<T, std::vector<bool>>;
        static_assert(can_be_read,
                      "flameup: a list to read into has emplace_back and elements of its own");
        if constexpr (can_be_read) {
            ops.expected = "an array";
            ops.begin_sequence = [](void* target) { ReadTarget<T>::get(target).clear(); };
            ops.element = &next_element<T>;
            ops.element_size = sizeof(typename T::value_type);
        }
    }
    // Types that take a null let go of what they had by themselves.
    if constexpr (kind != TypeKind::optional && kind != TypeKind::nullable &&
                  kind != TypeKind::null && kind != TypeKind::unsupported) {
        ops.reset = [](void* target) { ReadTarget<T>::get(target) = T{}; };
    }
    return ops;
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
