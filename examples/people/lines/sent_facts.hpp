#ifndef FLAMEUP_EXAMPLES_PEOPLE_LINES_SENT_FACTS_HPP
#define FLAMEUP_EXAMPLES_PEOPLE_LINES_SENT_FACTS_HPP

// What an import sent of each person, in a few bytes for each value, to be compared with what the
// server has.

#include "../system/checksum.hpp"
#include "members.hpp"

#include <flameup/model/person.hpp>

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace people_tool {

/// A text by which equal JSON values are equal: the order of members does not count, and `5.0` is
/// `5`.
inline std::uint64_t value_hash(const boost::json::value& value) {
    Checksum sum;
    if (const auto* const text = value.if_string()) {
        return sum.add("s").add({text->data(), text->size()}).value();
    }
    if (const auto* const list = value.if_array()) {
        sum.add("a");
        for (const auto& element : *list) sum.add(std::to_string(value_hash(element))).add(",");
        return sum.value();
    }
    if (const auto* const object = value.if_object()) {
        std::uint64_t members = 0;
        for (const auto& [key, member] : *object) {
            members += Checksum()
                           .add({key.data(), key.size()})
                           .add("=")
                           .add(std::to_string(value_hash(member)))
                           .value();
        }
        return sum.add("o").add(std::to_string(members)).value();
    }
    if (value.is_null()) return sum.add("null").value();
    if (const auto* const is_it = value.if_bool()) return sum.add(*is_it ? "t" : "f").value();
    char digits[40];
    if (const auto* const number = value.if_double()) {
        std::snprintf(digits, sizeof digits, "%.17g", *number);
    } else if (const auto* const large = value.if_uint64()) {
        std::snprintf(digits, sizeof digits, "%llu", static_cast<unsigned long long>(*large));
    } else {
        std::snprintf(digits, sizeof digits, "%lld", static_cast<long long>(value.as_int64()));
    }
    return sum.add("n").add(digits).value();
}

/// A value that a person has: where it is, by the person and the member, and what it is.
struct Fact {
    std::uint64_t place = 0, value = 0;
};

/// Calls `use(name, fact)` for each value that an upsert sends and a server returns, the userId
/// first.
template <class Person, class Use> void for_each_fact(const Person& person, const Use& use) {
    static const std::vector<MemberFacts> kept = members<flameup::Person<boost::json::object>>();
    const std::optional<std::string> user = person.userId;
    if (!user || user->empty()) return;
    const auto add = [&](std::string name, const boost::json::value& value) {
        Checksum place;
        place.add(std::to_string(user->size())).add(":").add(*user).add(name);
        use(name, Fact{place.value(), value_hash(value)});
    };
    const auto visit = [&](std::string_view name, const auto& member) {
        using Value = std::decay_t<decltype(member)>;
        if constexpr (std::is_same_v<Value, std::string>) {
            add(std::string(name), boost::json::value(boost::json::string(member)));
        } else if constexpr (std::is_same_v<Value, boost::json::object>) {
            for (const auto& [key, trait] : member)
                add(std::string(name) + "." + std::string(key), trait);
        }
    };
    using All = boost::describe::describe_members<Person, boost::describe::mod_public>;
    boost::mp11::mp_for_each<All>([&](auto member) {
        const std::string_view name = member.name;
        const auto& value = person.*member.pointer;
        if (std::none_of(kept.begin(), kept.end(),
                         [&](const auto& each) { return each.name == name; }))
            return;
        if constexpr (boost::mp11::mp_similar<std::decay_t<decltype(value)>,
                                              std::optional<int>>::value) {
            if (value) visit(name, *value);
        } else {
            visit(name, value);
        }
    });
}

class SentFacts {
  public:
    enum class Found { equal, other, nothing, overwritten };

    /// Adds what a person was sent with; of two values of a member, the later one counts.
    template <class Person> void add(const Person& person) {
        for_each_fact(person,
                      [&](const std::string&, const Fact& fact) { facts_.push_back(fact); });
    }

    /// Is called between `add` and `see`.
    void close() {
        const auto precedes = [](const Fact& a, const Fact& b) { return a.place < b.place; };
        std::stable_sort(facts_.begin(), facts_.end(), precedes);
        std::size_t count = 0;
        for (std::size_t i = 0; i != facts_.size(); ++i) {
            const bool is_last = i + 1 == facts_.size() || facts_[i + 1].place != facts_[i].place;
            if (is_last) facts_[count++] = facts_[i];
        }
        facts_.resize(count);
        found_.assign(count, Found::nothing);
    }

    /// Compares a person whom the server has.
    template <class Person> void see(const Person& person) {
        for_each_fact(person, [&](const std::string&, const Fact& fact) {
            const std::size_t at = find(fact.place);
            if (at == facts_.size()) return;
            found_[at] = facts_[at].value == fact.value ? Found::equal : Found::other;
        });
    }

    /// Tells what the server has in the place of a value that was sent.
    Found found(const Fact& sent) const {
        const std::size_t at = find(sent.place);
        if (at == facts_.size() || facts_[at].value != sent.value) return Found::overwritten;
        const bool is_removed = sent.value == value_hash(nullptr);
        if (is_removed && found_[at] != Found::other) return Found::equal;
        return found_[at];
    }

  private:
    std::size_t find(std::uint64_t place) const {
        const auto at = std::lower_bound(
            facts_.begin(), facts_.end(), place,
            [](const Fact& fact, std::uint64_t wanted) { return fact.place < wanted; });
        const bool is_it = at != facts_.end() && at->place == place;
        return is_it ? static_cast<std::size_t>(at - facts_.begin()) : facts_.size();
    }

    std::vector<Fact> facts_; // by their places, once it is closed
    std::vector<Found> found_;
};

} // namespace people_tool

#endif
