// The program over RapidJSON: a Writer and a Document, with UTF-8 validated both ways.
#include "by_hand.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

using rapidjson::Value;
using Writer = rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                                 rapidjson::CrtAllocator, rapidjson::kWriteValidateEncodingFlag>;

static void put(Writer& writer, const std::string& text) {
    writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}
static void put(Writer& writer, int value) { writer.Int(value); }
static void put(Writer& writer, double value) { writer.Double(value); }
static void put(Writer& writer, const Traits& traits);

template <class T> static void put(Writer& writer, const char* key, const std::optional<T>& value) {
    if (!value) return;
    writer.Key(key);
    put(writer, *value);
}

static void put(Writer& writer, const Traits& traits) {
    writer.StartObject();
    put(writer, "first_name", traits.first_name);
    put(writer, "plan", traits.plan);
    put(writer, "level", traits.level);
    put(writer, "score", traits.score);
    writer.EndObject();
}

static bool take(const Value& value, std::string& to) {
    if (!value.IsString()) return false;
    to.assign(value.GetString(), value.GetStringLength());
    return true;
}
static bool take(const Value& value, int& to) {
    if (!value.IsInt()) return false;
    to = value.GetInt();
    return true;
}
static bool take(const Value& value, double& to) {
    if (!value.IsNumber()) return false;
    to = value.GetDouble();
    return true;
}

template <class T> static bool take(const Value& from, const char* key, std::optional<T>& to) {
    const auto found = from.FindMember(key);
    return found == from.MemberEnd() || found->value.IsNull() || take(found->value, to.emplace());
}

static bool take(const Value& from, const char* key, Traits& traits) {
    const auto found = from.FindMember(key);
    if (found == from.MemberEnd() || found->value.IsNull()) return true;
    const Value& value = found->value;
    return value.IsObject() && take(value, "first_name", traits.first_name) &&
           take(value, "plan", traits.plan) && take(value, "level", traits.level) &&
           take(value, "score", traits.score);
}

struct Rapid {
    static std::string write(const PersonInput& person) {
        rapidjson::StringBuffer buffer;
        Writer writer(buffer);
        writer.StartObject();
        writer.Key("userId");
        put(writer, person.userId);
        put(writer, "email", person.email);
        put(writer, "traits", person.traits);
        writer.EndObject();
        return {buffer.GetString(), buffer.GetSize()};
    }

    static bool read(const std::string& text, Person& person) {
        rapidjson::Document body;
        parse(text, body);
        return body.IsObject() && take(body, "id", person.id) &&
               take(body, "userId", person.userId) && take(body, "external_id", person.userId) &&
               take(body, "email", person.email) && take(body, "traits", person.traits) &&
               take(body, "attributes", person.traits);
    }

    static std::string message(const std::string& text) {
        rapidjson::Document body;
        parse(text, body);
        if (!body.IsObject()) return {};
        const auto error = body.FindMember("error");
        const bool has_words = error != body.MemberEnd() && error->value.IsObject();
        const Value& words = has_words ? error->value : body;
        std::optional<std::string> message;
        take(words, "message", message);
        return message.value_or("");
    }

  private:
    static void parse(const std::string& text, rapidjson::Document& body) {
        constexpr unsigned flags =
            rapidjson::kParseValidateEncodingFlag | rapidjson::kParseFullPrecisionFlag;
        body.Parse<flags>(text.data(), text.size());
    }
};

int main(int count, char** values) { return run<Rapid>(count, values); }
