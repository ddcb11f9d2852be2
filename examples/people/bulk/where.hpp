#ifndef FLAMEUP_EXAMPLES_PEOPLE_BULK_WHERE_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_BULK_WHERE_HPP

// `--where`: which people a command is for.

#include "../lines/members.hpp"
#include "../terminal/output.hpp"

#include <flameup/json/from_json.hpp>
#include <flameup/json/to_json.hpp>
#include <flameup/model/operations.hpp>
#include <flameup/model/person.hpp>
#include <flameup/value/limits.hpp>

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// Conditions that all have to hold, as `status=bounced` and `traits.plan=free`.
///
/// A value is compared as the text that CSV shows: a string as it is, other JSON as JSON; a member
/// that is absent is the empty text.
class Where {
  public:
    using Person = flameup::Person<boost::json::object>;
    using List = flameup::ListPeople<boost::json::object>;

    /// Reads the conditions; returns what is wrong with one, or an empty text.
    std::string read(const std::vector<std::string>& texts) {
        const auto known = members<Person>();
        for (const std::string& text : texts) {
            const std::size_t equals = text.find('=');
            if (equals == text.npos) {
                return "--where needs MEMBER=VALUE, as status=bounced or traits.plan=free";
            }
            const std::string name = text.substr(0, equals);
            const std::size_t dot = name.find('.');
            const auto is_it = [&](const MemberFacts& member) {
                return member.name == name.substr(0, dot) &&
                       (dot == name.npos ? !member.is_object : member.is_object);
            };
            if (std::none_of(known.begin(), known.end(), is_it)) {
                std::string names;
                for (const MemberFacts& member : known) {
                    names.append(" ").append(member.name).append(member.is_object ? ".NAME" : "");
                }
                return "--where names what is no member of a person; there are" + names;
            }
            conditions_.push_back({name.substr(0, dot),
                                   dot == name.npos ? "" : name.substr(dot + 1),
                                   text.substr(equals + 1)});
        }
        return add_to_query();
    }

    /// The query by which the server lists the people, or more than those.
    const List& query() const noexcept { return query_; }

    /// Tells whether a person is meant; the server's answer is not trusted to leave others out.
    bool holds(const Person& person, const flameup::Limits& limits) const {
        const auto json = flameup::to_json(person, limits);
        flameup::Limits deeper = limits;
        ++deeper.max_depth;
        const auto read =
            json ? flameup::from_json<boost::json::object>(*json, deeper) : json.error();
        if (!read) return false;
        return std::all_of(conditions_.begin(), conditions_.end(), [&](const Condition& each) {
            return text_of(*read, each) == each.value;
        });
    }

  private:
    struct Condition {
        std::string member, key, value;
    };

    static std::string text_of(const boost::json::object& person, const Condition& condition) {
        const auto* value = person.if_contains(condition.member);
        if (value != nullptr && !condition.key.empty()) {
            const auto* const object = value->if_object();
            value = object == nullptr ? nullptr : object->if_contains(condition.key);
        }
        if (value == nullptr) return {};
        if (const auto* const text = value->if_string()) return std::string(*text);
        const auto json = flameup::to_json(*value);
        return json ? *json : std::string();
    }

    // Asks the server for fewer people, where the list takes the member as a parameter.
    std::string add_to_query() {
        boost::json::object parameters;
        for (const MemberFacts& member : members<List>()) {
            for (const Condition& each : conditions_) {
                if (each.key.empty() && each.member == member.name)
                    parameters[each.member] = each.value;
            }
        }
        const auto text = flameup::to_json(parameters);
        auto query =
            text ? flameup::from_json<List>(*text, {}, flameup::Strictness::full()) : text.error();
        if (!query) return "in --where, " + query.error().message;
        query_ = *std::move(query);
        return {};
    }

    std::vector<Condition> conditions_;
    List query_;
};

} // namespace people_tool

#endif
