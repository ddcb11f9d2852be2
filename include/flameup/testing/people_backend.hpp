#ifndef FLAMEUP_TESTING_PEOPLE_BACKEND_HPP
#define FLAMEUP_TESTING_PEOPLE_BACKEND_HPP

#include "flameup/http/http.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/json_response.hpp"
#include "flameup/testing/people_call.hpp"
#include "flameup/testing/people_queries.hpp"
#include "flameup/testing/people_store.hpp"
#include "flameup/testing/person_json.hpp"
#include "flameup/testing/request_reader.hpp"
#include "flameup/testing/text_rules.hpp"
#include "flameup/text/utf8.hpp"
#include "flameup/value/timestamp.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Performs the ten operations on the people in memory, for calls whose HTTP has been checked.
class PeopleBackend {
  public:
    /// Makes a backend without people. `new_id` is as in `PeopleServiceOptions`.
    explicit PeopleBackend(std::function<std::string()> new_id) : new_id_(std::move(new_id)) {}

    /// Performs the operation that the call's route names; answers 404 for other names.
    ///
    /// An operation of the library that is not performed below does not compile here.
    HttpResponse perform(const PeopleCall& call) {
        return perform_one(call, PeopleOperations<boost::json::object>());
    }

    /// Finds a person by Flameup id, or else by userId; null if there is none.
    StoredPerson* find(std::string_view workspace, std::string_view person) {
        Workspace* const people = store_.find(workspace);
        if (people == nullptr) return nullptr;
        StoredPerson* const found = people->find_id(ascii_lower(person));
        return found != nullptr ? found : people->find_user(person);
    }

    /// Adds an event to a person, at the time `now`.
    void add_event(StoredPerson& person, std::string_view name, boost::json::object parameters,
                   Timestamp now) {
        person.events.push_back({make_id(), std::string(name), std::move(parameters), now});
        person.last_seen_at = now;
    }

  private:
    using Object = boost::json::object;

    template <class Operation> struct Of {};

    template <class... Operation>
    HttpResponse perform_one(const PeopleCall& call, OperationList<Operation...>) {
        HttpResponse response;
        const bool is_known = ((call.match.route->name == Operation::route.name &&
                                (response = answer(call, Of<Operation>()), true)) ||
                               ...);
        return is_known ? response : not_found();
    }

    HttpResponse answer(const PeopleCall& call, Of<CreatePerson<Object>>) {
        return with_body<CreatePerson<Object>>(call, [&](const PersonChange& change) {
            Workspace& people = store_.open(call.workspace);
            if (people.find_user(change.userId) != nullptr) {
                return error_response(409, "A person with this userId exists already");
            }
            return answer(201, call, people.create(make_id(people), change, call.now));
        });
    }

    HttpResponse answer(const PeopleCall& call, Of<GetPerson<Object>>) {
        return with_person(
            call, [&](Workspace&, StoredPerson& person) { return answer(200, call, person); });
    }

    HttpResponse answer(const PeopleCall& call, Of<UpdatePerson<Object>>) {
        return with_person(call, [&](Workspace&, StoredPerson& person) {
            return with_body<UpdatePerson<Object>>(call, [&](const auto& update) {
                merge_traits(person.traits, update.traits);
                person.updated_at = call.now;
                return answer(200, call, person);
            });
        });
    }

    HttpResponse answer(const PeopleCall& call, Of<UpsertPerson<Object>>) {
        return with_body<UpsertPerson<Object>>(call, [&](const PersonChange& change) {
            const auto [person, was_created] = store(call, change);
            boost::json::object json = person_json(*person, call.workspace, call.dialect);
            json.emplace("was_created", was_created);
            return json_response(200, json);
        });
    }

    HttpResponse answer(const PeopleCall& call, Of<BatchUpsert<Object>>) {
        return with_body<BatchUpsert<Object>>(call, [&](const auto& batch) {
            boost::json::array people;
            std::int64_t created = 0;
            for (const PersonChange& change : batch.people) {
                const auto [person, was_created] = store(call, change);
                append_person(people, call, *person);
                if (was_created) ++created;
            }
            boost::json::object json;
            json.emplace("people", std::move(people));
            json.emplace("created_count", created);
            json.emplace("updated_count", static_cast<std::int64_t>(batch.people.size()) - created);
            return json_response(200, json);
        });
    }

    HttpResponse answer(const PeopleCall& call, Of<DeletePerson>) {
        return with_person(call, [](Workspace& people, StoredPerson& person) {
            people.erase(person);
            HttpResponse response;
            response.status = 204;
            return response;
        });
    }

    HttpResponse answer(const PeopleCall& call, Of<ListPeople<Object>>) {
        return list_people(call, store_.find(call.workspace));
    }

    HttpResponse answer(const PeopleCall& call, Of<SearchPeople<Object>>) {
        return search_people(call, store_.find(call.workspace));
    }

    HttpResponse answer(const PeopleCall& call, Of<GetPersonEvents<Object>>) {
        return with_person(
            call, [&](Workspace&, StoredPerson& person) { return list_events(call, person); });
    }

    HttpResponse answer(const PeopleCall& call, Of<GetStatistics>) {
        return count_people(call, store_.find(call.workspace));
    }

    // Reads and checks the whole body before `act` changes anything: a batch is all or nothing.
    template <class Operation, class Act> HttpResponse with_body(const PeopleCall& call, Act act) {
        BodyReader reader;
        const boost::json::value body = reader.parse(call.body);
        if (!reader.errors().empty()) return bad_request(reader.errors());
        if (const std::optional<std::string>& path = reader.out_of_range()) {
            return error_response(422, "The request contains a number that cannot be stored",
                                  {{path->empty() ? "body" : *path, {}, "is out of range"}});
        }
        const auto content = reader.template read<Operation>(body);
        if (!reader.errors().empty()) return bad_request(reader.errors());
        return act(content);
    }

    // Calls `act` with the person in the path. With a workspace in the path that is a Flameup id,
    // without one a userId or else an email.
    template <class Act> HttpResponse with_person(const PeopleCall& call, Act act) {
        const bool scoped = !call.match.workspace.empty();
        const std::string_view id =
            call.match.path.empty() ? std::string_view() : call.match.path.front().value;
        if (scoped ? !is_uuid(id) : !is_utf8(id)) {
            return bad_request({{"person_id", {}, scoped ? "must be a UUID" : "must be UTF-8"}});
        }
        Workspace* const people = store_.find(call.workspace);
        if (people == nullptr) return not_found();
        StoredPerson* person = scoped ? people->find_id(ascii_lower(id)) : people->find_user(id);
        if (person == nullptr && !scoped) person = people->find_email(id);
        return person == nullptr ? not_found() : act(*people, *person);
    }

    // Updates the person with the userId, or else with the email, or else creates one. Returns
    // the person, and true if it was created.
    std::pair<StoredPerson*, bool> store(const PeopleCall& call, const PersonChange& change) {
        Workspace& people = store_.open(call.workspace);
        StoredPerson* person = people.find_user(change.userId);
        if (person == nullptr && change.email) person = people.find_email(*change.email);
        if (person == nullptr) return {&people.create(make_id(people), change, call.now), true};
        people.apply(*person, change, call.now);
        return {person, false};
    }

    static HttpResponse answer(int status, const PeopleCall& call, const StoredPerson& person) {
        return json_response(status, person_json(person, call.workspace, call.dialect));
    }

    std::string make_id() {
        std::string id = new_id_ ? ascii_lower(new_id_()) : std::string();
        return is_uuid(id) ? id : counted_id();
    }

    std::string make_id(Workspace& people) {
        std::string id = make_id();
        while (people.find_id(id) != nullptr) id = counted_id();
        return id;
    }

    std::string counted_id() {
        const std::string digits = std::to_string(++ids_);
        std::string id = "00000000-0000-4000-8000-000000000000"; // has the form of a version 4 UUID
        return id.replace(id.size() - digits.size(), digits.size(), digits);
    }

    std::function<std::string()> new_id_;
    PeopleStore store_;
    std::uint64_t ids_ = 0;
};

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
