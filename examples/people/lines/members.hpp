#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_MEMBERS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_MEMBERS_HPP

// The members of a described struct, as columns of a table.

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace people_tool {

/// A member of a struct that a cell can hold.
struct MemberFacts {
    std::string_view name;
    bool is_text = false;     ///< A string; other members are JSON in a cell.
    bool is_object = false;   ///< Of any members: `name.key` is a column too.
    bool is_required = false; ///< There is no value without it.
};

template <class T> constexpr MemberFacts member_of(std::string_view name, const T*) {
    return {name, std::is_same_v<T, std::string>, std::is_same_v<T, boost::json::object>, true};
}
template <class T> constexpr MemberFacts member_of(std::string_view name, const std::optional<T>*) {
    MemberFacts member = member_of(name, static_cast<const T*>(nullptr));
    member.is_required = false;
    return member;
}

/// Returns the members of a described struct, in their order.
template <class T> std::vector<MemberFacts> members() {
    std::vector<MemberFacts> found;
    using All = boost::describe::describe_members<T, boost::describe::mod_public>;
    boost::mp11::mp_for_each<All>([&](auto member) {
        using Value = std::decay_t<decltype(std::declval<T&>().*member.pointer)>;
        found.push_back(member_of(member.name, static_cast<const Value*>(nullptr)));
    });
    return found;
}

/// Returns the letters and digits of a name: those of `E-Mail`, `e_mail` and `email` are the same.
inline std::string letters_of(std::string_view name) {
    std::string text;
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        if (is_capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            text += is_capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// Returns the member that a column may be, by the letters of its name; or an empty text.
inline std::string_view likely_member(std::string_view column,
                                      const std::vector<MemberFacts>& known) {
    for (const MemberFacts& member : known) {
        if (letters_of(column) == letters_of(member.name)) return member.name;
    }
    return {};
}

} // namespace people_tool

#endif
