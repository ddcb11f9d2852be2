#ifndef FLAMEUP_BENCHMARKS_BOOST_JSON_HPP
#define FLAMEUP_BENCHMARKS_BOOST_JSON_HPP

// Boost.JSON as its documentation has it: values on a monotonic resource, a serializer and a
// parser that are used again. Conversions are what `tag_invoke` would hold: those of its own for
// described structs want every member there, and write absent ones as null. (`parse_into`, from
// Boost 1.84 on, takes no conversions, as timestamps, aliases and unknown names of a status need.)

#include "dynamic.hpp"
#include "types.hpp"

#include "flameup/value/timestamp_text.hpp"

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/serializer.hpp>
#include <boost/json/value.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace benchmarks::boost_json {

namespace json = boost::json;

// Writing.

inline json::string_view text_of(const std::string& text) { return {text.data(), text.size()}; }

inline void put(json::object& object, json::string_view key, const std::string& text) {
    object.emplace(key, text_of(text));
}
inline void put(json::object& object, json::string_view key, Plan plan) {
    object.emplace(key, boost::describe::enum_to_string(plan, ""));
}
inline void put(json::object& object, json::string_view key, flameup::Timestamp value) {
    char text[flameup::timestamp_text_size];
    const char* const end = flameup::write_timestamp(value, text);
    object.emplace(key, json::string_view(text, static_cast<std::size_t>(end - text)));
}
template <class T> void put(json::object& object, json::string_view key, T number) {
    object.emplace(key, number);
}
template <class T>
void put(json::object& object, json::string_view key, const std::optional<T>& value) {
    if (value) put(object, key, *value);
}

inline json::object to_value(const PlayerTraits& traits, const json::storage_ptr& storage) {
    json::object result(10, storage);
    put(result, "first_name", traits.first_name);
    put(result, "last_name", traits.last_name);
    put(result, "plan", traits.plan);
    put(result, "level", traits.level);
    put(result, "score", traits.score);
    put(result, "is_subscribed", traits.is_subscribed);
    json::array tags(storage);
    tags.reserve(traits.tags.size());
    for (const std::string& tag : traits.tags) tags.emplace_back(text_of(tag));
    result.emplace("tags", std::move(tags));
    put(result, "company", traits.company);
    put(result, "notes", traits.notes);
    put(result, "last_login", traits.last_login);
    return result;
}

inline json::object to_value(const DynamicTraits& traits, const json::storage_ptr& storage) {
    return json::object(traits, storage);
}

template <class Traits>
json::object to_value(const flameup::PersonInput<Traits>& person,
                      const json::storage_ptr& storage) {
    json::object result(5, storage);
    put(result, "userId", person.userId);
    put(result, "email", person.email);
    put(result, "phone", person.phone);
    put(result, "anonymousId", person.anonymousId);
    if (person.traits) result.emplace("traits", to_value(*person.traits, storage));
    return result;
}

template <class Traits>
json::object to_value(const flameup::BatchUpsert<Traits>& batch, const json::storage_ptr& storage) {
    json::array people(storage);
    people.reserve(batch.people.size());
    for (const auto& person : batch.people) people.emplace_back(to_value(person, storage));
    json::object result(1, storage);
    result.emplace("people", std::move(people));
    return result;
}

/// Writes into a string that it overwrites, from memory that it keeps.
class Writer {
  public:
    explicit Writer(std::size_t memory) : memory_(memory) {}

    template <class T> void write(const T& value, std::string& text) {
        json::monotonic_resource resource(memory_.data(), memory_.size());
        const json::object object = to_value(value, &resource);
        text.clear();
        serializer_.reset(&object);
        while (!serializer_.done()) {
            char buffer[4096];
            const json::string_view part = serializer_.read(buffer);
            text.append(part.data(), part.size());
        }
    }

  private:
    std::vector<unsigned char> memory_;
    json::serializer serializer_;
};

/// Writes into a new string, through a resource of its own.
template <class T> std::string write(const T& value) {
    unsigned char memory[4096];
    json::monotonic_resource resource(memory);
    return json::serialize(to_value(value, &resource));
}

// Reading. Nulls are as good as no member.

inline void take(const json::value& value, std::string& to) {
    const json::string& text = value.as_string();
    to.assign(text.data(), text.size());
}
inline void take(const json::value& value, int& to) { to = value.to_number<int>(); }
inline void take(const json::value& value, std::int64_t& to) {
    to = value.to_number<std::int64_t>();
}
inline void take(const json::value& value, double& to) { to = value.to_number<double>(); }
inline void take(const json::value& value, bool& to) { to = value.as_bool(); }
inline void take(const json::value& value, Plan& to) {
    if (!boost::describe::enum_from_string(value.as_string().c_str(), to)) {
        throw std::runtime_error("unknown plan");
    }
}
inline void take(const json::value& value, flameup::OpenEnum<flameup::PersonStatus>& to) {
    flameup::PersonStatus known{};
    if (boost::describe::enum_from_string(value.as_string().c_str(), known)) {
        to = known;
    } else {
        to = flameup::OpenEnum<flameup::PersonStatus>::from_unknown(value.as_string().c_str());
    }
}
inline void take(const json::value& value, flameup::Timestamp& to) {
    const json::string& text = value.as_string();
    const auto moment = flameup::read_timestamp({text.data(), text.size()});
    if (!moment) throw std::runtime_error("no timestamp");
    to = *moment;
}
inline void take(const json::value& value, std::vector<std::string>& to) {
    to.reserve(value.as_array().size());
    for (const json::value& each : value.get_array()) take(each, to.emplace_back());
}
template <class T> void take(const json::value& value, std::optional<T>& to) {
    if (!value.is_null()) take(value, to.emplace());
}

template <class T> void get(const json::object& object, json::string_view key, T& to) {
    if (const json::value* const value = object.if_contains(key)) take(*value, to);
}

inline void take_traits(const json::value& value, PlayerTraits& to) {
    const json::object& object = value.as_object();
    get(object, "first_name", to.first_name);
    get(object, "last_name", to.last_name);
    get(object, "plan", to.plan);
    get(object, "level", to.level);
    get(object, "score", to.score);
    get(object, "is_subscribed", to.is_subscribed);
    get(object, "tags", to.tags);
    get(object, "company", to.company);
    get(object, "notes", to.notes);
    get(object, "last_login", to.last_login);
}

inline void take_traits(json::value& value, DynamicTraits& to) {
    replace(to, std::move(value.as_object()));
}
inline void take_traits(const json::value& value, DynamicTraits& to) { to = value.as_object(); }

template <class Value, class Traits> void take_person(Value& value, flameup::Person<Traits>& to) {
    auto& object = value.as_object();
    get(object, "id", to.id);
    get(object, "workspace_id", to.workspace_id);
    get(object, "userId", to.userId);
    get(object, "external_id", to.userId);
    get(object, "email", to.email);
    get(object, "phone", to.phone);
    get(object, "first_name", to.first_name);
    get(object, "last_name", to.last_name);
    get(object, "avatar_url", to.avatar_url);
    get(object, "timezone", to.timezone);
    get(object, "locale", to.locale);
    get(object, "status", to.status);
    auto* traits = object.if_contains("traits");
    if (traits == nullptr) traits = object.if_contains("attributes");
    if (traits != nullptr && !traits->is_null()) take_traits(*traits, to.traits);
    get(object, "created_at", to.created_at);
    get(object, "updated_at", to.updated_at);
    get(object, "first_seen_at", to.first_seen_at);
    get(object, "last_seen_at", to.last_seen_at);
}

template <class Value, class Traits> void take_page(Value& value, flameup::PeoplePage<Traits>& to) {
    auto& object = value.as_object();
    auto& people = object.at("people").as_array();
    to.people.reserve(people.size());
    for (auto& person : people) take_person(person, to.people.emplace_back());
    get(object, "total", to.total);
    get(object, "limit", to.limit);
    get(object, "offset", to.offset);
}

/// Parses a text and hands the value on. Dynamic traits are moved out of it with their resource,
/// which is a new one for each text; other texts are parsed on memory that is used again.
template <class Traits> class Reader {
  public:
    explicit Reader(std::size_t memory) : memory_(memory) {}

    flameup::Person<Traits> person(const std::string& text) {
        flameup::Person<Traits> result;
        parse(text, [&](json::value& value) { take_person(value, result); });
        return result;
    }

    flameup::PeoplePage<Traits> page(const std::string& text) {
        flameup::PeoplePage<Traits> result;
        parse(text, [&](json::value& value) { take_page(value, result); });
        return result;
    }

  private:
    template <class Take> void parse(const std::string& text, Take take) {
        json::monotonic_resource resource(memory_.data(), memory_.size());
        if constexpr (is_dynamic<Traits>) {
            parser_.reset(make_storage<Traits>());
        } else {
            parser_.reset(&resource);
        }
        parser_.write(text.data(), text.size());
        json::value value = parser_.release();
        take(value);
    }

    std::vector<unsigned char> memory_;
    json::parser parser_;
};

} // namespace benchmarks::boost_json

// What `value_from` and `value_to` call, where the compiler looks for it.
namespace flameup {

template <class Traits>
void tag_invoke(const boost::json::value_from_tag&, boost::json::value& to,
                const PersonInput<Traits>& person) {
    to = benchmarks::boost_json::to_value(person, to.storage());
}

template <class Traits>
void tag_invoke(const boost::json::value_from_tag&, boost::json::value& to,
                const BatchUpsert<Traits>& batch) {
    to = benchmarks::boost_json::to_value(batch, to.storage());
}

template <class Traits>
PeoplePage<Traits> tag_invoke(const boost::json::value_to_tag<PeoplePage<Traits>>&,
                              const boost::json::value& value) {
    PeoplePage<Traits> page;
    benchmarks::boost_json::take_page(value, page);
    return page;
}

} // namespace flameup

#endif
