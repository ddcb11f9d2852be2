#ifndef FLAMEUP_EXAMPLES_PEOPLE_SHOWN_RECORDS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_SHOWN_RECORDS_HPP

// A response as records: those of its list, or itself; and the values in them by their paths.

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace people_tool {

/// What is known of a response's type.
struct Shape {
    std::string_view list;                 // the member that is a list of structs; or empty
    std::vector<std::string_view> members; // of a record
};

template <class T> std::vector<std::string_view> names_of_members() {
    namespace describe = boost::describe;
    std::vector<std::string_view> names;
    using All = describe::describe_members<T, describe::mod_public | describe::mod_inherited>;
    boost::mp11::mp_for_each<All>([&](auto member) { names.emplace_back(member.name); });
    return names;
}

template <class T> void find_list(Shape&, std::string_view, const T*) {}
template <class T> void find_list(Shape& shape, std::string_view name, const std::vector<T>*) {
    if constexpr (boost::describe::has_describe_members<T>::value) {
        if (shape.list.empty()) shape = {name, names_of_members<T>()};
    }
}

/// Returns what a response's type says of its records.
template <class Response> Shape shape_of() {
    namespace describe = boost::describe;
    Shape shape;
    using All =
        describe::describe_members<Response, describe::mod_public | describe::mod_inherited>;
    boost::mp11::mp_for_each<All>([&](auto member) {
        using Value = std::decay_t<decltype(std::declval<Response&>().*member.pointer)>;
        find_list(shape, member.name, static_cast<const Value*>(nullptr));
    });
    if (shape.list.empty()) shape.members = names_of_members<Response>();
    return shape;
}

/// Returns the value at a path of names with dots between them, which may be in names too; or null.
inline const boost::json::value* find_value(const boost::json::object& object,
                                            std::string_view path) {
    if (const auto* const found = object.if_contains(path)) return found;
    for (std::size_t dot = path.find('.'); dot != path.npos; dot = path.find('.', dot + 1)) {
        const auto* const member = object.if_contains(path.substr(0, dot));
        if (member == nullptr || !member->is_object()) continue;
        const auto* const found = find_value(member->get_object(), path.substr(dot + 1));
        if (found != nullptr) return found;
    }
    return nullptr;
}

/// Calls `visit(path, value)` with each value in an object that is no object with members.
template <class Visit>
void for_each_value(const boost::json::object& object, const std::string& before,
                    const Visit& visit) {
    for (const auto& member : object) {
        const std::string path = before + std::string(member.key());
        const auto* const inner = member.value().if_object();
        if (inner != nullptr && !inner->empty())
            for_each_value(*inner, path + ".", visit);
        else
            visit(path, member.value());
    }
}

/// Returns the records of a response.
inline std::vector<const boost::json::object*> records_of(const boost::json::object& response,
                                                          std::string_view list) {
    std::vector<const boost::json::object*> records;
    const auto* const found = list.empty() ? nullptr : response.if_contains(list);
    if (list.empty()) records.push_back(&response);
    if (found == nullptr || !found->is_array()) return records;
    for (const auto& element : found->get_array()) {
        if (element.is_object()) records.push_back(&element.get_object());
    }
    return records;
}

} // namespace people_tool

#endif
