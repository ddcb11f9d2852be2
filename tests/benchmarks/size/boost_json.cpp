// The program over Boost.JSON: `value_from`, `parse` and `try_value_to`, which is `value_to`
// without exceptions. The conversions are the program's own: Boost's, for described structs, write
// absent members as null, and refuse members that a struct lacks.
#include "by_hand.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

namespace json = boost::json;

template <class T>
static void put(json::object& to, const char* key, const std::optional<T>& value) {
    if (value) to.emplace(key, json::value_from(*value, to.storage()));
}

static void tag_invoke(json::value_from_tag, json::value& to, const Traits& traits) {
    json::object& object = to.emplace_object();
    put(object, "first_name", traits.first_name);
    put(object, "plan", traits.plan);
    put(object, "level", traits.level);
    put(object, "score", traits.score);
}

static void tag_invoke(json::value_from_tag, json::value& to, const PersonInput& person) {
    json::object& object = to.emplace_object();
    object.emplace("userId", person.userId);
    put(object, "email", person.email);
    put(object, "traits", person.traits);
}

/// Takes what a key has; returns whether it can be taken.
template <class T, class To> static bool take(const json::object& from, const char* key, To& to) {
    const json::value* const value = from.if_contains(key);
    if (value == nullptr || value->is_null()) return true;
    auto taken = json::try_value_to<T>(*value);
    if (taken) to = *std::move(taken);
    return taken.has_value();
}

static json::result<Traits> tag_invoke(json::try_value_to_tag<Traits>, const json::value& from) {
    const json::object* const object = from.if_object();
    Traits traits;
    if (object != nullptr && take<std::string>(*object, "first_name", traits.first_name) &&
        take<std::string>(*object, "plan", traits.plan) &&
        take<int>(*object, "level", traits.level) && take<double>(*object, "score", traits.score)) {
        return traits;
    }
    return make_error_code(json::error::not_object);
}

static json::result<Person> tag_invoke(json::try_value_to_tag<Person>, const json::value& from) {
    const json::object* const object = from.if_object();
    Person person;
    if (object != nullptr && take<std::string>(*object, "id", person.id) &&
        take<std::string>(*object, "userId", person.userId) &&
        take<std::string>(*object, "external_id", person.userId) &&
        take<std::string>(*object, "email", person.email) &&
        take<Traits>(*object, "traits", person.traits) &&
        take<Traits>(*object, "attributes", person.traits)) {
        return person;
    }
    return make_error_code(json::error::not_object);
}

struct BoostJson {
    static std::string write(const PersonInput& person) {
        return json::serialize(json::value_from(person));
    }

    static bool read(const std::string& text, Person& person) {
        boost::system::error_code error;
        auto result = json::try_value_to<Person>(json::parse(text, error));
        if (error || !result) return false;
        person = *std::move(result);
        return true;
    }

    static std::string message(const std::string& text) {
        boost::system::error_code failure;
        const json::value body = json::parse(text, failure);
        if (!body.is_object()) return {};
        const json::value* const error = body.get_object().if_contains("error");
        const json::object* const within = error != nullptr ? error->if_object() : nullptr;
        std::optional<std::string> message;
        take<std::string>(within != nullptr ? *within : body.get_object(), "message", message);
        return message.value_or("");
    }
};

int main(int count, char** values) { return run<BoostJson>(count, values); }
