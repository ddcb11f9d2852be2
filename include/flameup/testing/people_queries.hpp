#ifndef FLAMEUP_TESTING_PEOPLE_QUERIES_HPP
#define FLAMEUP_TESTING_PEOPLE_QUERIES_HPP

// The operations of the in-memory service that only read: list, search, events and statistics.

#include "flameup/http/http.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/openapi/needed_members.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/json_response.hpp"
#include "flameup/testing/people_call.hpp"
#include "flameup/testing/people_store.hpp"
#include "flameup/testing/person_json.hpp"
#include "flameup/testing/query_reader.hpp"
#include "flameup/testing/text_rules.hpp"
#include "flameup/value/timestamp.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Tells whether a person's name or email contains a text, ignoring ASCII case.
inline bool has_name_or_email(const StoredPerson& person, std::string_view text) {
    std::string names(text_trait(person, "first_name"));
    const std::string_view last_name = text_trait(person, "last_name");
    if (!names.empty() && !last_name.empty()) names += ' ';
    names.append(last_name.data(), last_name.size());
    return contains_text(names, text) || (person.email && contains_text(*person.email, text));
}

/// Appends a person to a JSON array.
inline void append_person(boost::json::array& array, const PeopleCall& call,
                          const StoredPerson& person) {
    array.push_back(boost::json::value(person_json(person, call.workspace, call.dialect)));
}

/// Calls `visit` with each person of a workspace, oldest first; `people` may be null.
template <class Visit> void each_person(const Workspace* people, Visit visit) {
    if (people == nullptr) return;
    for (const auto& [number, person] : people->people()) visit(person);
}

/// Answers a list; `people` is null for a workspace in which nobody was ever stored.
inline HttpResponse list_people(const PeopleCall& call, const Workspace* people) {
    using Operation = ListPeople<boost::json::object>;
    constexpr std::int64_t usual_limit = *detail::default_of<Operation>("limit");
    constexpr std::int64_t usual_offset = *detail::default_of<Operation>("offset");
    QueryReader reader(call.match.query);
    const auto query = reader.read<Operation>();
    if (!reader.errors().empty()) return bad_request(reader.errors());
    const std::int64_t limit = query.limit.value_or(usual_limit);
    const std::int64_t offset = query.offset.value_or(usual_offset);
    const std::string search = query.search.value_or("");

    boost::json::array page;
    std::int64_t total = 0;
    each_person(people, [&](const StoredPerson& person) {
        if (query.status && person.status != *query.status) return;
        if (query.created_since && person.created_at < *query.created_since) return;
        if (query.updated_since && person.updated_at < *query.updated_since) return;
        if (!search.empty() && !has_name_or_email(person, search)) return;
        if (total >= offset && total - offset < limit) append_person(page, call, person);
        ++total;
    });
    boost::json::object json;
    json.emplace("people", std::move(page));
    json.emplace("total", total);
    json.emplace("limit", limit);
    json.emplace("offset", offset);
    return json_response(200, json);
}

/// Answers a search; `people` is null for a workspace in which nobody was ever stored.
inline HttpResponse search_people(const PeopleCall& call, const Workspace* people) {
    using Operation = SearchPeople<boost::json::object>;
    constexpr std::int64_t usual_limit = *detail::default_of<Operation>("limit");
    QueryReader reader(call.match.query);
    const auto query = reader.read<Operation>();
    if (!reader.errors().empty()) return bad_request(reader.errors());
    const std::string q = query.q.value_or("");
    const std::string email = query.email.value_or("");
    const std::string user_id = query.userId.value_or("");
    const std::int64_t limit = query.limit.value_or(usual_limit);

    boost::json::array found;
    each_person(people, [&](const StoredPerson& person) {
        if (static_cast<std::int64_t>(found.size()) >= limit) return;
        if (!email.empty() && person.email != email) return;
        if (!user_id.empty() && person.user_id != user_id) return;
        if (!q.empty() && !has_name_or_email(person, q) && !contains_text(person.user_id, q) &&
            !(person.phone && contains_text(*person.phone, q))) {
            return;
        }
        append_person(found, call, person);
    });
    boost::json::object json;
    json.emplace("people", std::move(found));
    return json_response(200, json);
}

/// Answers with a person's events, newest first.
inline HttpResponse list_events(const PeopleCall& call, const StoredPerson& person) {
    constexpr std::int64_t usual_limit = 50; // of which the documents say nothing
    QueryReader reader(call.match.query);
    const auto query = reader.read<GetPersonEvents<boost::json::object>>();
    if (!reader.errors().empty()) return bad_request(reader.errors());
    const std::int64_t limit = query.limit.value_or(usual_limit);
    boost::json::array newest;
    for (auto event = person.events.rbegin();
         event != person.events.rend() && static_cast<std::int64_t>(newest.size()) < limit;
         ++event) {
        newest.push_back(
            boost::json::value(event_json(*event, person, call.workspace, call.dialect)));
    }
    boost::json::object json;
    json.emplace("events", std::move(newest));
    json.emplace("total", static_cast<std::int64_t>(person.events.size()));
    return json_response(200, json);
}

/// Answers with the statistics; `recent` counts the people of the last seven days.
///
/// `people` is null for a workspace in which nobody was ever stored.
inline HttpResponse count_people(const PeopleCall& call, const Workspace* people) {
    constexpr std::int64_t week = 7 * 24 * 60 * 60;
    const Timestamp week_ago{call.now.seconds - week, call.now.nanoseconds};
    std::int64_t total = 0, active = 0, unsubscribed = 0, bounced = 0, recent = 0;
    each_person(people, [&](const StoredPerson& person) {
        ++total;
        active += person.status == PersonStatus::active;
        unsubscribed += person.status == PersonStatus::unsubscribed;
        bounced += person.status == PersonStatus::bounced;
        recent += person.created_at >= week_ago;
    });
    boost::json::object json;
    json.emplace("total", total);
    json.emplace("active", active);
    json.emplace("unsubscribed", unsubscribed);
    json.emplace("bounced", bounced);
    json.emplace("recent", recent);
    return json_response(200, json);
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
