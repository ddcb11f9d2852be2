// The program over nlohmann/json: `to_json` and `from_json` of each struct.
#include "by_hand.hpp"

#if !defined(__cpp_exceptions)
#define JSON_NOEXCEPTION
#endif
#include <nlohmann/json.hpp>

using nlohmann::json;

[[maybe_unused]] static bool fits = true; // Without exceptions, what one would tell.

template <class T> static void put(json& to, const char* key, const std::optional<T>& value) {
    if (value) to[key] = *value;
}

template <class T> static void take(const json& from, const char* key, std::optional<T>& to) {
    const auto found = from.find(key);
    if (found == from.end() || found->is_null()) return;
#if !defined(__cpp_exceptions)
    fits = fits && (std::is_same_v<T, std::string> ? found->is_string() : found->is_number());
    if (!fits) return;
#endif
    found->get_to(to.emplace());
}

static void to_json(json& to, const Traits& traits) {
    to = json::object();
    put(to, "first_name", traits.first_name);
    put(to, "plan", traits.plan);
    put(to, "level", traits.level);
    put(to, "score", traits.score);
}

static void to_json(json& to, const PersonInput& person) {
    to = json{{"userId", person.userId}};
    put(to, "email", person.email);
    put(to, "traits", person.traits);
}

static void from_json(const json& from, Traits& traits) {
    take(from, "first_name", traits.first_name);
    take(from, "plan", traits.plan);
    take(from, "level", traits.level);
    take(from, "score", traits.score);
}

static void from_json(const json& from, Person& person) {
    take(from, "id", person.id);
    take(from, "userId", person.userId);
    take(from, "external_id", person.userId);
    take(from, "email", person.email);
    for (const char* key : {"traits", "attributes"}) {
        const auto found = from.find(key);
        if (found != from.end()) found->get_to(person.traits);
    }
}

struct Nlohmann {
    static std::string write(const PersonInput& person) { return json(person).dump(); }

    static bool read(const std::string& text, Person& person) {
#if defined(__cpp_exceptions)
        try {
            const json body = json::parse(text);
            if (!body.is_object()) return false;
            body.get_to(person);
            return true;
        } catch (const json::exception&) {
            return false;
        }
#else
        const json body = json::parse(text, nullptr, false);
        if (!body.is_object()) return false;
        body.get_to(person);
        return fits;
#endif
    }

    static std::string message(const std::string& text) {
        const json body = json::parse(text, nullptr, false);
        const auto error = body.find("error");
        const json& words = error != body.end() && error->is_object() ? *error : body;
        const auto message = words.find("message");
        return message != words.end() && message->is_string() ? message->get<std::string>() : "";
    }
};

int main(int count, char** values) { return run<Nlohmann>(count, values); }
