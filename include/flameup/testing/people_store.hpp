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

/// An event of a stored person.
struct StoredEvent {
    std::string id;                 ///< A UUID.
    std::string name;               ///< As `level_completed`.
    boost::json::object parameters; ///< Whatever was sent with it.
    Timestamp time;                 ///< When it was added.
};

/// A person in the store.
struct StoredPerson {
    std::uint64_t number = 0;                   ///< Counts up with each person of the workspace.
    std::string id;                             ///< The Flameup id: a UUID in lower case.
    std::string user_id;                        ///< The userId, unique in the workspace.
    std::optional<std::string> email;           ///< Not unique.
    std::optional<std::string> phone;           ///< Not unique.
    boost::json::object traits;                 ///< Without nulls at the top level.
    PersonStatus status = PersonStatus::active; ///< Changed by `PeopleService::set_status` alone.
    Timestamp created_at;                       ///< When it was created.
    Timestamp updated_at;                       ///< When it was last changed.
    Timestamp last_seen_at;          ///< Its latest event, create or upsert; not its updates.
    std::vector<StoredEvent> events; ///< Oldest first.
};

/// What a create or upsert sends about a person; what is absent stays as it is stored.
using PersonChange = PersonInput<boost::json::object>;

/// Merges traits into the stored ones, one level deep; a trait sent as null is removed.
inline void merge_traits(boost::json::object& stored, const boost::json::object& sent) {
    for (const auto& [key, value] : sent) {
        if (value.is_null()) {
            stored.stable_erase(key); // keeps the order of the others
        } else {
            stored.insert_or_assign(key, value);
        }
    }
}

/// The people of one workspace, in the order of their creation.
///
/// Several people may have the same email; `find_email` returns the one created first.
class Workspace {
  public:
    /// People by their numbers, so in the order of their creation.
    using People = std::map<std::uint64_t, StoredPerson>;

    /// Returns all people.
    const People& people() const noexcept { return people_; }

    /// Finds a person by a Flameup id in lower case; null if there is none.
    ///
    /// The pointer is valid until the person is erased.
    StoredPerson* find_id(std::string_view id) { return at(ids_, id); }

    /// Finds a person by its userId, as `find_id`.
    StoredPerson* find_user(std::string_view user_id) { return at(user_ids_, user_id); }

    /// Finds the oldest person with an email, as `find_id`.
    StoredPerson* find_email(std::string_view email) {
        const auto entry = emails_.lower_bound({std::string(email), 0});
        return entry == emails_.end() || entry->first != email ? nullptr : &people_[entry->second];
    }

    /// Adds a person; its id and userId must not be taken.
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

    /// Overwrites what `change` has, merges the traits and sets the times to `now`.
    void apply(StoredPerson& person, const PersonChange& change, Timestamp now) {
        remove_indexes(person);
        person.user_id = change.userId;
        if (change.email) person.email = change.email;
        if (change.phone) person.phone = change.phone;
        user_ids_.emplace(person.user_id, person.number);
        if (person.email) emails_.emplace(*person.email, person.number);
        if (change.traits) merge_traits(person.traits, *change.traits);
        person.updated_at = now;
        person.last_seen_at = now;
    }

    /// Removes a person with its events.
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
    std::set<std::pair<std::string, std::uint64_t>> emails_; // the oldest person of an email first
    std::uint64_t last_number_ = 0;
};

/// The workspaces in which somebody was stored.
class PeopleStore {
  public:
    /// Finds a workspace, or adds an empty one.
    Workspace& open(const std::string& workspace) { return workspaces_[workspace]; }

    /// Finds a workspace; null if nobody was ever stored in it. Valid as long as the store.
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
