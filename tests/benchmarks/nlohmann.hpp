#ifndef FLAMEUP_BENCHMARKS_NLOHMANN_HPP
#define FLAMEUP_BENCHMARKS_NLOHMANN_HPP

// nlohmann's library as its documentation has it: `to_json` and `from_json` of each struct, between
// the struct and a value. Its macros for structs cannot leave members out, which `to_json` does by
// hand. What is dynamic is the library's own value.

#include "types.hpp"

#include "flameup/value/timestamp_text.hpp"

#include <boost/json/serialize.hpp>
#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace benchmarks {

using Nlohmann = nlohmann::json;                // for reading
using OrderedNlohmann = nlohmann::ordered_json; // for writing: keeps the order of members

NLOHMANN_JSON_SERIALIZE_ENUM(Plan, {{Plan::free, "free"},
                                    {Plan::basic, "basic"},
                                    {Plan::premium, "premium"},
                                    {Plan::enterprise, "enterprise"}})

} // namespace benchmarks

namespace nlohmann {

template <> struct adl_serializer<flameup::Timestamp> {
    template <class Json> static void to_json(Json& json, flameup::Timestamp value) {
        json = to_string(value);
    }
    template <class Json> static void from_json(const Json& json, flameup::Timestamp& to) {
        const auto moment = flameup::read_timestamp(json.template get_ref<const std::string&>());
        if (!moment) throw std::runtime_error("no timestamp");
        to = *moment;
    }
};

} // namespace nlohmann

namespace benchmarks::nlohmann_json {

template <class Json, class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
    if (value) json[key] = *value;
}

template <class Json, class T> void get(const Json& json, const char* key, std::optional<T>& to) {
    const auto found = json.find(key);
    if (found != json.end() && !found->is_null()) found->get_to(to.emplace());
}

template <class Json>
void get(const Json& json, const char* key,
         std::optional<flameup::OpenEnum<flameup::PersonStatus>>& to) {
    const auto found = json.find(key);
    if (found == json.end() || found->is_null()) return;
    const auto& name = found->template get_ref<const std::string&>();
    if (name == "active") {
        to = flameup::PersonStatus::active;
    } else if (name == "unsubscribed") {
        to = flameup::PersonStatus::unsubscribed;
    } else if (name == "bounced") {
        to = flameup::PersonStatus::bounced;
    } else {
        to = flameup::OpenEnum<flameup::PersonStatus>::from_unknown(name);
    }
}

} // namespace benchmarks::nlohmann_json

namespace benchmarks {

template <class Json> void to_json(Json& json, const PlayerTraits& traits) {
    using nlohmann_json::put;
    json = Json::object();
    put(json, "first_name", traits.first_name);
    put(json, "last_name", traits.last_name);
    put(json, "plan", traits.plan);
    put(json, "level", traits.level);
    put(json, "score", traits.score);
    put(json, "is_subscribed", traits.is_subscribed);
    json["tags"] = traits.tags;
    put(json, "company", traits.company);
    put(json, "notes", traits.notes);
    put(json, "last_login", traits.last_login);
}

template <class Json> void from_json(const Json& json, PlayerTraits& to) {
    using nlohmann_json::get;
    get(json, "first_name", to.first_name);
    get(json, "last_name", to.last_name);
    get(json, "plan", to.plan);
    get(json, "level", to.level);
    get(json, "score", to.score);
    get(json, "is_subscribed", to.is_subscribed);
    const auto tags = json.find("tags");
    if (tags != json.end()) tags->get_to(to.tags);
    get(json, "company", to.company);
    get(json, "notes", to.notes);
    get(json, "last_login", to.last_login);
}

} // namespace benchmarks

namespace nlohmann {

template <class Traits> struct adl_serializer<flameup::PersonInput<Traits>> {
    template <class Json>
    static void to_json(Json& json, const flameup::PersonInput<Traits>& person) {
        using benchmarks::nlohmann_json::put;
        json = Json::object();
        json["userId"] = person.userId;
        put(json, "email", person.email);
        put(json, "phone", person.phone);
        put(json, "anonymousId", person.anonymousId);
        put(json, "traits", person.traits);
    }
};

template <class Traits> struct adl_serializer<flameup::BatchUpsert<Traits>> {
    template <class Json>
    static void to_json(Json& json, const flameup::BatchUpsert<Traits>& batch) {
        json = Json::object();
        json["people"] = batch.people;
    }
};

template <class Traits> struct adl_serializer<flameup::Person<Traits>> {
    template <class Json> static void from_json(const Json& json, flameup::Person<Traits>& to) {
        using benchmarks::nlohmann_json::get;
        get(json, "id", to.id);
        get(json, "workspace_id", to.workspace_id);
        get(json, "userId", to.userId);
        get(json, "external_id", to.userId);
        get(json, "email", to.email);
        get(json, "phone", to.phone);
        get(json, "first_name", to.first_name);
        get(json, "last_name", to.last_name);
        get(json, "avatar_url", to.avatar_url);
        get(json, "timezone", to.timezone);
        get(json, "locale", to.locale);
        get(json, "status", to.status);
        auto traits = json.find("traits");
        if (traits == json.end()) traits = json.find("attributes");
        if (traits != json.end() && !traits->is_null()) traits->get_to(to.traits);
        get(json, "created_at", to.created_at);
        get(json, "updated_at", to.updated_at);
        get(json, "first_seen_at", to.first_seen_at);
        get(json, "last_seen_at", to.last_seen_at);
    }
};

template <class Traits> struct adl_serializer<flameup::PeoplePage<Traits>> {
    template <class Json> static void from_json(const Json& json, flameup::PeoplePage<Traits>& to) {
        using benchmarks::nlohmann_json::get;
        json.at("people").get_to(to.people);
        get(json, "total", to.total);
        get(json, "limit", to.limit);
        get(json, "offset", to.offset);
    }
};

} // namespace nlohmann

namespace benchmarks::nlohmann_json {

/// The people with dynamic traits as a user of this library would hold them.
inline flameup::PersonInput<OrderedNlohmann> own(const flameup::PersonInput<DynamicTraits>& from) {
    flameup::PersonInput<OrderedNlohmann> result{
        from.userId, from.email, from.phone, from.anonymousId, {}};
    if (from.traits) result.traits = OrderedNlohmann::parse(boost::json::serialize(*from.traits));
    return result;
}
inline const flameup::PersonInput<PlayerTraits>&
own(const flameup::PersonInput<PlayerTraits>& from) {
    return from;
}

/// Writes JSON; the library has no documented way to write into a string that is used again.
template <class T> std::string write(const T& value) { return OrderedNlohmann(value).dump(); }

template <class T> T read(const std::string& text) { return Nlohmann::parse(text).get<T>(); }

} // namespace benchmarks::nlohmann_json

#endif
