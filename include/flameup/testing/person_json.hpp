#ifndef FLAMEUP_TESTING_PERSON_JSON_HPP
#define FLAMEUP_TESTING_PERSON_JSON_HPP

#include "flameup/describe/declared.hpp"
#include "flameup/model/event.hpp"
#include "flameup/model/person.hpp"
#include "flameup/platform.hpp"
#include "flameup/testing/people_service_options.hpp"
#include "flameup/testing/people_store.hpp"
#include "flameup/value/timestamp_text.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

FLAMEUP_BEGIN_NAMESPACE
namespace testing {

/// Returns the key of a member in a dialect: in the reference one, its alias if it has one.
template <class T> constexpr std::string_view key_of(std::string_view member, Dialect dialect) {
    for (std::size_t i = 0; dialect == Dialect::reference && i != detail::count_aliases<T>(); ++i) {
        if (detail::alias_at<T>(i).member == member) return detail::alias_at<T>(i).key;
    }
    return member;
}

/// Returns a trait that is a string; empty if it is absent or of another type.
inline std::string_view text_trait(const StoredPerson& person, std::string_view name) {
    const boost::json::value* value = person.traits.if_contains(name);
    const boost::json::string* text = value == nullptr ? nullptr : value->if_string();
    return text == nullptr ? std::string_view() : std::string_view(text->data(), text->size());
}

/// Writes a person as a response has it (pages "People API" and "Create person").
///
/// Members that are not set are left out, but `phone`, `avatar_url`, `timezone` and `locale` of the
/// reference dialect are null. In it, string traits named `first_name`, `last_name`, `avatar_url`,
/// `timezone` and `locale`, and `phone` if the person has none, are members of the person too. The
/// overview dialect has no `status`.
inline boost::json::object person_json(const StoredPerson& person, std::string_view workspace,
                                       Dialect dialect) {
    const bool reference = dialect == Dialect::reference;
    boost::json::object json;
    const auto add = [&json](std::string_view key, std::string_view text) {
        json.emplace(key, boost::json::string(text));
    };
    add("id", person.id);
    add("workspace_id", workspace);
    add(key_of<Person<boost::json::object>>("userId", dialect), person.user_id);
    if (person.email) add("email", *person.email);
    if (person.phone) add("phone", *person.phone);
    if (reference) {
        const auto add_trait = [&](std::string_view name, bool is_always_there) {
            const std::string_view text = text_trait(person, name);
            if (!text.empty()) {
                add(name, text);
            } else if (is_always_there) {
                json.emplace(name, nullptr);
            }
        };
        if (!person.phone) add_trait("phone", true);
        for (const char* name : {"first_name", "last_name"}) add_trait(name, false);
        for (const char* name : {"avatar_url", "timezone", "locale"}) add_trait(name, true);
        add("status", detail::enum_name(person.status));
    }
    json.emplace(key_of<Person<boost::json::object>>("traits", dialect), person.traits);
    add("created_at", to_string(person.created_at));
    add("updated_at", to_string(person.updated_at));
    if (reference) {
        add("first_seen_at", to_string(person.created_at));
        add("last_seen_at", to_string(person.last_seen_at));
    }
    return json;
}

/// Writes a person's event as a response has it.
inline boost::json::object event_json(const StoredEvent& event, const StoredPerson& person,
                                      std::string_view workspace, Dialect dialect) {
    boost::json::object json;
    const auto add = [&json](std::string_view key, std::string_view text) {
        json.emplace(key, boost::json::string(text));
    };
    add("id", event.id);
    add("workspace_id", workspace);
    add("person_id", person.id);
    add("event", event.name);
    json.emplace(key_of<Event<boost::json::object>>("parameters", dialect), event.parameters);
    add("timestamp", to_string(event.time));
    add("created_at", to_string(event.time));
    return json;
}

} // namespace testing
FLAMEUP_END_NAMESPACE

#endif
