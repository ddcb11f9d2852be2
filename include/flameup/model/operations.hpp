#ifndef FLAMEUP_MODEL_OPERATIONS_HPP
#define FLAMEUP_MODEL_OPERATIONS_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/route.hpp"
#include "flameup/model/event.hpp"
#include "flameup/model/person.hpp"
#include "flameup/model/statistics.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The response of an upsert; all members are absent where the server answers `{}`.
template <class Traits = boost::json::object, class Text = std::string>
struct UpsertedPerson : Person<Traits, Text> {
    /// The struct whose members are part of this one's JSON.
    using Base = Person<Traits, Text>;
    std::optional<bool> was_created; ///< True if the person is new.

    FLAMEUP_DESCRIBE(UpsertedPerson, (Base), (was_created))
    FLAMEUP_COMPARE(UpsertedPerson)
};

/// The response of a list: people from `offset` on.
template <class Traits = boost::json::object, class Text = std::string> struct PeoplePage {
    std::vector<Person<Traits, Text>> people; ///< The people of this page.
    std::optional<std::int64_t> total;        ///< People that match, on all pages.
    std::optional<std::int64_t> limit;        ///< The limit that the server applied.
    std::optional<std::int64_t> offset;       ///< The offset that the server applied.

    /// What a response must have to be decoded.
    static constexpr Rule rules[] = {Rule::required("people")};
    FLAMEUP_DESCRIBE(PeoplePage, (), (people, total, limit, offset))
    FLAMEUP_COMPARE(PeoplePage)
};

/// The response of a search.
template <class Traits = boost::json::object, class Text = std::string> struct FoundPeople {
    std::vector<Person<Traits, Text>> people; ///< The people that match.

    /// What a response must have to be decoded.
    static constexpr Rule rules[] = {Rule::required("people")};
    FLAMEUP_DESCRIBE(FoundPeople, (), (people))
    FLAMEUP_COMPARE(FoundPeople)
};

/// The response of a batch upsert.
template <class Traits = boost::json::object, class Text = std::string> struct BatchResult {
    std::vector<Person<Traits, Text>> people;  ///< The people that were stored.
    std::optional<std::int64_t> created_count; ///< How many of them are new.
    std::optional<std::int64_t> updated_count; ///< How many of them were there before.

    FLAMEUP_DESCRIBE(BatchResult, (), (people, created_count, updated_count))
    FLAMEUP_COMPARE(BatchResult)
};

/// The response of a request for a person's events.
template <class Parameters = boost::json::object, class Text = std::string> struct EventsPage {
    std::vector<Event<Parameters, Text>> events; ///< The events of the response.
    std::optional<std::int64_t> total;           ///< The number of events, as the server counts.

    /// What a response must have to be decoded.
    static constexpr Rule rules[] = {Rule::required("events")};
    FLAMEUP_DESCRIBE(EventsPage, (), (events, total))
    FLAMEUP_COMPARE(EventsPage)
};

/// Creates a person.
template <class Traits = boost::json::object, class Text = std::string>
struct CreatePerson : PersonInput<Traits, Text> {
    /// The struct whose members are part of this one's JSON.
    using Base = PersonInput<Traits, Text>;
    /// What a successful response decodes to.
    using Response = Person<Traits, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Creates a person";
    /// The method and the path of the request.
    static constexpr Route route{"create", Method::post, "/people", "people:write"};

    FLAMEUP_DESCRIBE(CreatePerson, (Base), ())
    FLAMEUP_COMPARE(CreatePerson)
};

/// Reads a person.
template <class Traits = boost::json::object, class Text = std::string> struct GetPerson {
    /// What a successful response decodes to.
    using Response = Person<Traits, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Reads a person";
    /// The method and the path of the request.
    static constexpr Route route{"get", Method::get, "/people/{person_id}", "people:read"};

    Text person_id; ///< With a workspace the Flameup id, without one a userId or an email.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::workspace_uuid("person_id"),
                                     Rule::reserved("person_id", "search", "stats")};
    FLAMEUP_DESCRIBE(GetPerson, (), (person_id))
    FLAMEUP_COMPARE(GetPerson)
};

/// Merges traits into a person's; a trait sent as null is removed.
template <class Traits = boost::json::object, class Text = std::string> struct UpdatePerson {
    static_assert(sizeof(detail::CompleteTraits<Traits>) != 0);

    /// What a successful response decodes to.
    using Response = Person<Traits, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Merges traits into a person's";
    /// The method and the path of the request.
    static constexpr Route route{"update", Method::put, "/people/{person_id}", "people:write"};

    Text person_id;  ///< As `GetPerson`'s.
    Traits traits{}; ///< The traits to set; those that are not named stay as they are.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::workspace_uuid("person_id")};
    FLAMEUP_DESCRIBE(UpdatePerson, (), (person_id, traits))
    FLAMEUP_COMPARE(UpdatePerson)
};

/// Creates a person or updates the one with that userId or email: the usual way to write.
template <class Traits = boost::json::object, class Text = std::string>
struct UpsertPerson : PersonInput<Traits, Text> {
    /// The struct whose members are part of this one's JSON.
    using Base = PersonInput<Traits, Text>;
    /// What a successful response decodes to.
    using Response = UpsertedPerson<Traits, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Creates or updates a person";
    /// The method and the path of the request.
    static constexpr Route route{"upsert",       Method::post,     "/people/upsert",
                                 "people:write", Scope::workspace, Repeat::safe};

    FLAMEUP_DESCRIBE(UpsertPerson, (Base), ())
    FLAMEUP_COMPARE(UpsertPerson)
};

/// Lists people, a page at a time.
template <class Traits = boost::json::object, class Text = std::string> struct ListPeople {
    /// What a successful response decodes to.
    using Response = PeoplePage<Traits, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Lists people, a page at a time";
    /// The method and the path of the request.
    static constexpr Route route{"list", Method::get, "/people", "people:read"};

    std::optional<std::int64_t> limit{};      ///< 1 to 500; the server's default is 50.
    std::optional<std::int64_t> offset{};     ///< People to pass over; the server's default is 0.
    std::optional<PersonStatus> status{};     ///< Only people of this status.
    std::optional<Text> search{};             ///< Only people whose name or email has this text.
    std::optional<Timestamp> created_since{}; ///< Only people created at this time or later.
    std::optional<Timestamp> updated_since{}; ///< Only people changed at this time or later.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::range("limit", 1, 500), Rule::by_default("limit", 50),
                                     Rule::range("offset", 0, Rule::unlimited),
                                     Rule::by_default("offset", 0)};
    FLAMEUP_DESCRIBE(ListPeople, (), (limit, offset, status, search, created_since, updated_since))
    FLAMEUP_COMPARE(ListPeople)
};

/// Finds people by at least one of `q`, `email` and `userId`.
template <class Traits = boost::json::object, class Text = std::string> struct SearchPeople {
    /// What a successful response decodes to.
    using Response = FoundPeople<Traits, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Finds people";
    /// The method and the path of the request.
    static constexpr Route route{"search", Method::get, "/people/search", "people:read"};

    std::optional<Text> q{};             ///< Text that people are searched for.
    std::optional<Text> email{};         ///< The whole address.
    std::optional<Text> userId{};        ///< The whole identifier.
    std::optional<std::int64_t> limit{}; ///< At least 1; the server's default is 10.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::any_of("q", "email", "userId"),
                                     Rule::range("limit", 1, Rule::unlimited),
                                     Rule::by_default("limit", 10)};
    FLAMEUP_DESCRIBE(SearchPeople, (), (q, email, userId, limit))
    FLAMEUP_COMPARE(SearchPeople)
};

/// Upserts 1 to 100 people with one request.
template <class Traits = boost::json::object, class Text = std::string> struct BatchUpsert {
    /// What a successful response decodes to.
    using Response = BatchResult<Traits, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Upserts 1 to 100 people";
    /// The method and the path of the request.
    static constexpr Route route{"batch",        Method::post,     "/people/batch",
                                 "people:write", Scope::workspace, Repeat::safe};

    std::vector<PersonInput<Traits, Text>> people; ///< 1 to 100 people.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::count("people", 1, 100)};
    FLAMEUP_DESCRIBE(BatchUpsert, (), (people))
    FLAMEUP_COMPARE(BatchUpsert)
};

/// Deletes a person and all that belongs to it.
struct DeletePerson {
    /// What a successful response decodes to.
    using Response = NoContent;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Deletes a person";
    /// The method and the path of the request.
    static constexpr Route route{"delete", Method::delete_, "/people/{person_id}", "people:delete"};

    std::string person_id; ///< As `GetPerson`'s.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::workspace_uuid("person_id")};
    FLAMEUP_DESCRIBE(DeletePerson, (), (person_id))

    friend bool operator==(const DeletePerson& a, const DeletePerson& b) {
        return a.person_id == b.person_id;
    }
    friend bool operator!=(const DeletePerson& a, const DeletePerson& b) { return !(a == b); }
};

/// Lists what a person did.
template <class Parameters = boost::json::object, class Text = std::string> struct GetPersonEvents {
    /// What a successful response decodes to.
    using Response = EventsPage<Parameters, Text>;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Lists what a person did";
    /// The method and the path of the request.
    static constexpr Route route{"events", Method::get, "/people/{person_id}/events",
                                 "people:read"};

    Text person_id;                      ///< As `GetPerson`'s.
    std::optional<std::int64_t> limit{}; ///< At least 1.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::workspace_uuid("person_id"),
                                     Rule::range("limit", 1, Rule::unlimited)};
    FLAMEUP_DESCRIBE(GetPersonEvents, (), (person_id, limit))
    FLAMEUP_COMPARE(GetPersonEvents)
};

/// Counts a workspace's people.
struct GetStatistics {
    /// What a successful response decodes to.
    using Response = Statistics;
    /// What an API description calls it.
    static constexpr std::string_view summary = "Counts a workspace's people";
    /// The method and the path of the request.
    static constexpr Route route{"stats", Method::get, "/people/stats", "people:read"};

    FLAMEUP_DESCRIBE(GetStatistics, (), ())

    friend bool operator==(const GetStatistics&, const GetStatistics&) { return true; }
    friend bool operator!=(const GetStatistics& a, const GetStatistics& b) { return !(a == b); }
};

/// A list of operations, for code that works on all of them.
template <class... Operations> struct OperationList {};

/// The operations of the People API.
template <class Traits>
using PeopleOperations =
    OperationList<CreatePerson<Traits>, GetPerson<Traits>, UpdatePerson<Traits>,
                  UpsertPerson<Traits>, ListPeople<Traits>, SearchPeople<Traits>,
                  BatchUpsert<Traits>, DeletePerson, GetPersonEvents<Traits>, GetStatistics>;

FLAMEUP_END_NAMESPACE

#endif
