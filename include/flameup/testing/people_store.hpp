#ifndef FLAMEUP_TESTING_PEOPLE_STORE_HPP
#define FLAMEUP_TESTING_PEOPLE_STORE_HPP

#include "flameup/model/person.hpp"
#include "flameup/platform.hpp"
#include "flameup/value/timestamp.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Something that a stored person did.
struct StoredEvent {
    std::string id;
    std::string name;
    boost::json::object parameters;
    Timestamp time;
};

/// A person as a workspace keeps one.
struct StoredPerson {
    std::uint64_t number = 0; ///< The order of creation.
    std::string id;           ///< In lower case.
    std::string user_id;
    std::optional<std::string> email;
    std::optional<std::string> phone;
    boost::json::object traits;
    PersonStatus status = PersonStatus::active;
    Timestamp created_at;
    Timestamp updated_at;
    Timestamp last_seen_at; ///< The latest event or upsert; an update is no sign of the person.
    std::vector<StoredEvent> events; ///< The oldest first.
};

/// What a request says of a person.
struct PersonChange {
    std::string user_id;
    std::optional<std::string> email; ///< Absent: the stored one stays.
    std::optional<std::string> phone; ///< As `email`.
    boost::json::object traits;
};

/// Merges traits one level deep; one sent as null is removed.
inline void merge_traits(boost::json::object& stored, const boost::json::object& sent) {
    for (const auto& [key, value] : sent) {
        if (value.is_null()) {
            stored.stable_erase(key); // the others keep their order
        } else {
            stored.insert_or_assign(key, value);
        }
    }
}

/// The people of one workspace, in the order of their creation.
///
/// Several people may have one email; the one created first is found by it.
class Workspace {
  public:
    using People = std::map<std::uint64_t, StoredPerson>;

    const People& people() const noexcept { return people_; }

    /// Finds a person by the Flameup id, in lower case; null if there is none.
    ///
    /// This and the other pointers are good until the person is erased.
    StoredPerson* find_id(std::string_view id) { return at(ids_, id); }
    StoredPerson* find_user(std::string_view user_id) { return at(user_ids_, user_id); }
    StoredPerson* find_email(std::string_view email) {
        const auto entry = emails_.lower_bound({std::string(email), 0});
        return entry == emails_.end() || entry->first != email ? nullptr : &people_[entry->second];
    }

    /// Adds a person whose id and userId are not taken.
    StoredPerson& create(std::string id, const PersonChange& change, Timestamp now) {
        const std::uint64_t number = ++last_number_;
        StoredPerson& person = people_[number];
        person.number = number;
        person.id = std::move(id);
        person.created_at = now;
        ids_.emplace(person.id, number);
        apply(person, change, now);
        return person;
    }

    /// Overwrites what is sent, and merges the traits.
    void apply(StoredPerson& person, const PersonChange& change, Timestamp now) {
        remove_indexes(person);
        person.user_id = change.user_id;
        if (change.email) person.email = change.email;
        if (change.phone) person.phone = change.phone;
        user_ids_.emplace(person.user_id, person.number);
        if (person.email) emails_.emplace(*person.email, person.number);
        merge_traits(person.traits, change.traits);
        person.updated_at = now;
        person.last_seen_at = now;
    }

    /// Removes a person, whose events go with it.
    void erase(const StoredPerson& person) {
        remove_indexes(person);
        ids_.erase(person.id);
        people_.erase(person.number);
    }

  private:
    using Index = std::map<std::string, std::uint64_t, std::less<>>;

    StoredPerson* at(const Index& index, std::string_view key) {
        const auto entry = index.find(key);
        return entry == index.end() ? nullptr : &people_[entry->second];
    }

    void remove_indexes(const StoredPerson& person) {
        const auto user = user_ids_.find(person.user_id);
        if (user != user_ids_.end() && user->second == person.number) user_ids_.erase(user);
        if (person.email) emails_.erase({*person.email, person.number});
    }

    People people_;
    Index ids_;
    Index user_ids_;
    std::set<std::pair<std::string, std::uint64_t>> emails_; // ordered: the oldest comes first
    std::uint64_t last_number_ = 0;
};

/// All workspaces that ever had a person.
class PeopleStore {
  public:
    /// Finds a workspace, or makes an empty one.
    Workspace& open(const std::string& workspace) { return workspaces_[workspace]; }

    /// Finds a workspace; null if nobody was ever stored in it.
    Workspace* find(std::string_view workspace) {
        const auto entry = workspaces_.find(workspace);
        return entry == workspaces_.end() ? nullptr : &entry->second;
    }

  private:
    std::map<std::string, Workspace, std::less<>> workspaces_;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
