#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_LEFT_OUT_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_LEFT_OUT_HPP

// What an import leaves out of people as a server returns them.

#include "members.hpp"

#include <flameup/model/person.hpp>

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11.hpp>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace people_tool {

/// Collects the members that an upsert does not take, each of them once.
class LeftOut {
  public:
    LeftOut() {
        for (const MemberFacts& member : members<flameup::PersonInput<boost::json::object>>())
            said_.emplace(member.name);
    }

    void note(std::string_view member) {
        if (said_.emplace(member).second) names_.append(" ").append(member);
    }

    /// Notes the members that a person has.
    template <class Traits> void note(const flameup::Person<Traits>& person) {
        using All =
            boost::describe::describe_members<flameup::Person<Traits>, boost::describe::mod_public>;
        boost::mp11::mp_for_each<All>([&](auto member) {
            if (has_value(person.*member.pointer)) note(std::string_view(member.name));
        });
    }

    /// Returns a line that names the members that were noted since the last call; empty if there
    /// are none.
    std::string take_line() {
        if (names_.empty()) return {};
        return "people: left out, as an upsert does not take it:" + std::exchange(names_, {});
    }

  private:
    template <class T> static bool has_value(const std::optional<T>& member) {
        return member.has_value();
    }
    template <class T> static bool has_value(const T&) { return true; }

    std::set<std::string, std::less<>> said_; // and the members that an upsert takes
    std::string names_;
};

} // namespace people_tool

#endif
