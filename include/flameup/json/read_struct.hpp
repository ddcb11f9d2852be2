#ifndef FLAMEUP_JSON_READ_STRUCT_HPP
#define FLAMEUP_JSON_READ_STRUCT_HPP

#include "flameup/describe/declared.hpp"
#include "flameup/describe/kinds.hpp"
#include "flameup/json/value_reader.hpp"

#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace detail {

// For each described struct there is one table of its keys, by which `ValueReader` reads objects.

template <class T> const char* read_struct(ValueReader& reader, const char* p, T& value);

/// Reads a value into the member with the number `Index`.
template <class T, std::size_t Index>
const char* read_member(ValueReader& reader, const char* p, void* object) {
    auto& member = static_cast<T*>(object)->*member_at<T, Index>::pointer;
    if constexpr (kind_of<member_type<T, Index>> == TypeKind::structure) {
        // T may initialize this member in another way than the member's own type does. Members that
        // the text lacks get the values of that type, as in a reused T: so read as into a reused
        // one.
        const bool was_reused = std::exchange(reader.is_reused, true);
        p = detail::read_struct(reader, p, member);
        reader.is_reused = was_reused;
        return p;
    } else {
        return detail::read_value(reader, p, member);
    }
}

/// Whether a member of this type can be null; a null leaves others at their initial value.
template <class T>
inline constexpr bool takes_null =
    kind_of<T> == TypeKind::optional || kind_of<T> == TypeKind::nullable ||
    kind_of<T> == TypeKind::null || std::is_same_v<T, boost::json::value>;

template <class T, std::size_t... Index>
void reset_members([[maybe_unused]] T& value, [[maybe_unused]] const MemberState* states,
                   std::index_sequence<Index...>) {
    [[maybe_unused]] const auto is_missing = [states](auto index) {
        constexpr bool keeps_null = takes_null<member_type<T, decltype(index)::value>>;
        const MemberState state = states[decltype(index)::value];
        return keeps_null ? state == MemberState::absent : !has_value(state);
    };
    if (!(is_missing(std::integral_constant<std::size_t, Index>()) || ...)) return;
    T initial{};
    [[maybe_unused]] const auto reset = [&](auto index) {
        constexpr auto pointer = member_at<T, decltype(index)::value>::pointer;
        if (is_missing(index)) value.*pointer = std::move(initial.*pointer);
    };
    (reset(std::integral_constant<std::size_t, Index>()), ...);
}

/// Sets the members that have no value, and no null that they could take, to their initial values.
template <class T> void reset_missing(void* object, const MemberState* states) {
    detail::reset_members(*static_cast<T*>(object), states,
                          std::make_index_sequence<member_count<T>>());
}

/// Makes the key `name` for the member with the number `Index`.
template <class T, std::size_t Index> constexpr ReadKey make_read_key(std::string_view name) {
    constexpr TypeKind kind = kind_of<member_type<T, Index>>;
    return {KeyPattern(name),
            &read_member<T, Index>,
            name.data(),
            static_cast<std::uint32_t>(name.size()),
            static_cast<std::uint8_t>(Index),
            MemberState::first_value,
            !is_required<T>(member_at<T, Index>::name) ? Required::no
            : kind == TypeKind::sequence               ? Required::list
                                                       : Required::value,
            takes_null<member_type<T, Index>>};
}

/// Returns the number of the member that an alias stands for.
template <class T, std::size_t AliasIndex> constexpr std::size_t member_of_alias() {
    constexpr std::size_t index = find_member<T>(alias_at<T>(AliasIndex).member);
    static_assert(index < member_count<T>, "flameup: an alias names no described member");
    return index;
}

/// The keys of a described struct: its members in their order, each with its aliases behind it.
template <class T> struct ReadTable {
    static constexpr std::size_t size = member_count<T> + count_aliases<T>();
    static_assert(size <= most_keys, "flameup: too many members");

    ReadKey keys[size + 1];                              // the last one is for `ReadPlan::last`
    std::uint8_t alike[ReadPlan::kinds_of_start + size]; // see `ReadPlan`

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
        for (std::size_t i = 0; i != size; ++i) table.keys[i].value_state = value_under(i);
        ReadPlan::find_alike(table.keys, size, table.alike);
        return table;
    }

    constexpr bool has_required() const {
        bool any = false;
        for (const ReadKey& key : keys) any |= key.required != Required::no;
        return any;
    }
};

template <class T>
inline constexpr ReadTable<T>
    read_table = ReadTable<T>::make(std::make_index_sequence<member_count<T>>(),
                                    std::make_index_sequence<count_aliases<T>()>());

template <class T>
inline constexpr ReadPlan read_plan{read_table<T>.keys, read_table<T>.keys + ReadTable<T>::size,
                                    read_table<T>.has_required(), &reset_missing<T>,
                                    read_table<T>.alike};

/// Reads an object into a described struct.
template <class T> const char* read_struct(ValueReader& reader, const char* p, T& value) {
    if (*p != '{') return reader.fail_wrong_type(p, "an object");
    return reader.object(p, &value, read_plan<T>);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
