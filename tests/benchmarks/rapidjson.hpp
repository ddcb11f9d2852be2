#ifndef FLAMEUP_BENCHMARKS_RAPIDJSON_HPP
#define FLAMEUP_BENCHMARKS_RAPIDJSON_HPP

// RapidJSON as its documentation has it: a Writer over a StringBuffer, and a document that is
// parsed in place on memory that is used again. UTF-8 is validated and numbers are read exactly,
// which it does on request.

#include "dynamic.hpp"
#include "types.hpp"

#include "flameup/value/timestamp_text.hpp"

#include <rapidjson/document.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace benchmarks::rapid {

// Writing.

using Writer = rapidjson::Writer<rapidjson::StringBuffer, rapidjson::UTF8<>, rapidjson::UTF8<>,
                                 rapidjson::CrtAllocator, rapidjson::kWriteValidateEncodingFlag>;

inline void check(bool written) {
    if (!written) throw std::runtime_error("RapidJSON refuses to write");
}

inline void put(Writer& writer, std::string_view text) {
    check(writer.String(text.data(), static_cast<rapidjson::SizeType>(text.size())));
}
inline void put(Writer& writer, const std::string& text) { put(writer, std::string_view(text)); }
inline void put(Writer& writer, bool value) { writer.Bool(value); }
inline void put(Writer& writer, int value) { writer.Int(value); }
inline void put(Writer& writer, double value) { check(writer.Double(value)); }
inline void put(Writer& writer, Plan value) {
    switch (value) {
    case Plan::free: return put(writer, std::string_view("free"));
    case Plan::basic: return put(writer, std::string_view("basic"));
    case Plan::premium: return put(writer, std::string_view("premium"));
    case Plan::enterprise: return put(writer, std::string_view("enterprise"));
    }
}
inline void put(Writer& writer, flameup::Timestamp value) {
    char text[flameup::timestamp_text_size];
    const char* const end = flameup::write_timestamp(value, text);
    put(writer, std::string_view(text, static_cast<std::size_t>(end - text)));
}
inline void put(Writer& writer, const std::vector<std::string>& list) {
    writer.StartArray();
    for (const std::string& each : list) put(writer, each);
    writer.EndArray();
}

inline void put(Writer& writer, const PlayerTraits& traits);
inline void put(Writer& writer, const boost::json::object& object);

template <std::size_t Size, class T>
void member(Writer& writer, const char (&key)[Size], const T& value) {
    writer.Key(key, Size - 1);
    put(writer, value);
}
template <std::size_t Size, class T>
void member(Writer& writer, const char (&key)[Size], const std::optional<T>& value) {
    if (value) member(writer, key, *value);
}

inline void put(Writer& writer, const PlayerTraits& traits) {
    writer.StartObject();
    member(writer, "first_name", traits.first_name);
    member(writer, "last_name", traits.last_name);
    member(writer, "plan", traits.plan);
    member(writer, "level", traits.level);
    member(writer, "score", traits.score);
    member(writer, "is_subscribed", traits.is_subscribed);
    member(writer, "tags", traits.tags);
    member(writer, "company", traits.company);
    member(writer, "notes", traits.notes);
    member(writer, "last_login", traits.last_login);
    writer.EndObject();
}

inline void put(Writer& writer, const boost::json::value& value) {
    switch (value.kind()) {
    case boost::json::kind::null: writer.Null(); break;
    case boost::json::kind::bool_: writer.Bool(value.get_bool()); break;
    case boost::json::kind::int64: writer.Int64(value.get_int64()); break;
    case boost::json::kind::uint64: writer.Uint64(value.get_uint64()); break;
    case boost::json::kind::double_: check(writer.Double(value.get_double())); break;
    case boost::json::kind::string:
        put(writer, std::string_view(value.get_string().data(), value.get_string().size()));
        break;
    case boost::json::kind::array:
        writer.StartArray();
        for (const auto& each : value.get_array()) put(writer, each);
        writer.EndArray();
        break;
    case boost::json::kind::object: put(writer, value.get_object()); break;
    }
}

inline void put(Writer& writer, const boost::json::object& object) {
    writer.StartObject();
    for (const auto& [key, value] : object) {
        check(writer.Key(key.data(), static_cast<rapidjson::SizeType>(key.size())));
        put(writer, value);
    }
    writer.EndObject();
}

template <class Traits> void put(Writer& writer, const flameup::PersonInput<Traits>& person) {
    writer.StartObject();
    member(writer, "userId", person.userId);
    member(writer, "email", person.email);
    member(writer, "phone", person.phone);
    member(writer, "anonymousId", person.anonymousId);
    member(writer, "traits", person.traits);
    writer.EndObject();
}

template <class Traits> void put(Writer& writer, const flameup::BatchUpsert<Traits>& batch) {
    writer.StartObject();
    writer.Key("people");
    writer.StartArray();
    for (const auto& person : batch.people) put(writer, person);
    writer.EndArray();
    writer.EndObject();
}

/// Writes into a buffer that it overwrites.
template <class T> void write(const T& value, rapidjson::StringBuffer& buffer) {
    buffer.Clear();
    Writer writer(buffer);
    put(writer, value);
}

inline std::string_view text_of(const rapidjson::StringBuffer& buffer) {
    return {buffer.GetString(), buffer.GetSize()};
}

// Reading. Nulls are as good as no member.

using Value = rapidjson::Value;

inline std::string_view text_of(const Value& value) {
    if (!value.IsString()) throw std::runtime_error("no string");
    return {value.GetString(), value.GetStringLength()};
}
inline void take(const Value& value, std::string& to) { to = text_of(value); }
inline void take(const Value& value, int& to) {
    if (!value.IsInt()) throw std::runtime_error("no integer");
    to = value.GetInt();
}
inline void take(const Value& value, std::int64_t& to) {
    if (!value.IsInt64()) throw std::runtime_error("no integer");
    to = value.GetInt64();
}
inline void take(const Value& value, double& to) {
    if (!value.IsNumber()) throw std::runtime_error("no number");
    to = value.GetDouble();
}
inline void take(const Value& value, bool& to) {
    if (!value.IsBool()) throw std::runtime_error("no boolean");
    to = value.GetBool();
}
inline void take(const Value& value, Plan& to) {
    const std::string_view name = text_of(value);
    if (name == "free") {
        to = Plan::free;
    } else if (name == "basic") {
        to = Plan::basic;
    } else if (name == "premium") {
        to = Plan::premium;
    } else if (name == "enterprise") {
        to = Plan::enterprise;
    } else {
        throw std::runtime_error("unknown plan");
    }
}
inline void take(const Value& value, flameup::OpenEnum<flameup::PersonStatus>& to) {
    const std::string_view name = text_of(value);
    if (name == "active") {
        to = flameup::PersonStatus::active;
    } else if (name == "unsubscribed") {
        to = flameup::PersonStatus::unsubscribed;
    } else if (name == "bounced") {
        to = flameup::PersonStatus::bounced;
    } else {
        to = flameup::OpenEnum<flameup::PersonStatus>::from_unknown(std::string(name));
    }
}
inline void take(const Value& value, flameup::Timestamp& to) {
    const auto moment = flameup::read_timestamp(text_of(value));
    if (!moment) throw std::runtime_error("no timestamp");
    to = *moment;
}
inline void take(const Value& value, std::vector<std::string>& to) {
    if (!value.IsArray()) throw std::runtime_error("no array");
    to.reserve(value.Size());
    for (const Value& each : value.GetArray()) take(each, to.emplace_back());
}
template <class T> void take(const Value& value, std::optional<T>& to) {
    if (!value.IsNull()) take(value, to.emplace());
}

inline void take(const Value& value, boost::json::object& to);

inline void take(const Value& value, boost::json::value& to) {
    switch (value.GetType()) {
    case rapidjson::kNullType: to = nullptr; break;
    case rapidjson::kFalseType: to = false; break;
    case rapidjson::kTrueType: to = true; break;
    case rapidjson::kNumberType:
        if (value.IsInt64()) {
            to = value.GetInt64();
        } else if (value.IsUint64()) {
            to = value.GetUint64();
        } else {
            to = value.GetDouble();
        }
        break;
    case rapidjson::kStringType: {
        const std::string_view text = text_of(value);
        to.emplace_string().assign(text.data(), text.size());
        break;
    }
    case rapidjson::kArrayType: {
        auto& array = to.emplace_array();
        array.reserve(value.Size());
        for (const Value& each : value.GetArray()) take(each, array.emplace_back(nullptr));
        break;
    }
    case rapidjson::kObjectType: take(value, to.emplace_object()); break;
    }
}

inline void take(const Value& value, boost::json::object& to) {
    if (!value.IsObject()) throw std::runtime_error("no object");
    to.reserve(value.MemberCount());
    for (const auto& each : value.GetObject()) {
        const std::string_view key = text_of(each.name);
        take(each.value, to[{key.data(), key.size()}]);
    }
}

/// Calls a function with each key and value, in the document's order.
template <class Take> void for_each_member(const Value& value, Take take_member) {
    if (!value.IsObject()) throw std::runtime_error("no object");
    for (const auto& each : value.GetObject()) take_member(text_of(each.name), each.value);
}

inline void take(const Value& value, PlayerTraits& to) {
    for_each_member(value, [&to](std::string_view key, const Value& each) {
        if (key == "first_name") return take(each, to.first_name);
        if (key == "last_name") return take(each, to.last_name);
        if (key == "plan") return take(each, to.plan);
        if (key == "level") return take(each, to.level);
        if (key == "score") return take(each, to.score);
        if (key == "is_subscribed") return take(each, to.is_subscribed);
        if (key == "tags") return take(each, to.tags);
        if (key == "company") return take(each, to.company);
        if (key == "notes") return take(each, to.notes);
        if (key == "last_login") return take(each, to.last_login);
    });
}

template <class Traits> void take(const Value& value, flameup::Person<Traits>& to) {
    for_each_member(value, [&to](std::string_view key, const Value& each) {
        if (key == "id") return take(each, to.id);
        if (key == "workspace_id") return take(each, to.workspace_id);
        if (key == "userId" || key == "external_id") return take(each, to.userId);
        if (key == "email") return take(each, to.email);
        if (key == "phone") return take(each, to.phone);
        if (key == "first_name") return take(each, to.first_name);
        if (key == "last_name") return take(each, to.last_name);
        if (key == "avatar_url") return take(each, to.avatar_url);
        if (key == "timezone") return take(each, to.timezone);
        if (key == "locale") return take(each, to.locale);
        if (key == "status") return take(each, to.status);
        if (key == "traits" || key == "attributes") {
            if (!each.IsNull()) take(each, to.traits);
            return;
        }
        if (key == "created_at") return take(each, to.created_at);
        if (key == "updated_at") return take(each, to.updated_at);
        if (key == "first_seen_at") return take(each, to.first_seen_at);
        if (key == "last_seen_at") return take(each, to.last_seen_at);
    });
}

template <class Traits> void take(const Value& value, flameup::PeoplePage<Traits>& to) {
    for_each_member(value, [&to](std::string_view key, const Value& each) {
        if (key == "people") {
            if (!each.IsArray()) throw std::runtime_error("no array");
            to.people.reserve(each.Size());
            const boost::json::storage_ptr storage = make_storage<Traits>();
            for (const Value& person : each.GetArray()) {
                put_on(to.people.emplace_back().traits, storage);
                take(person, to.people.back());
            }
            return;
        }
        if (key == "total") return take(each, to.total);
        if (key == "limit") return take(each, to.limit);
        if (key == "offset") return take(each, to.offset);
    });
}

/// Reads from a copy of the text, in which it parses.
class Reader {
  public:
    explicit Reader(std::size_t memory) : memory_(memory) {}
    Reader(const Reader& other) : memory_(other.memory_.size()) {}

    template <class T> T read(const std::string& text) {
        constexpr unsigned flags = rapidjson::kParseInsituFlag |
                                   rapidjson::kParseValidateEncodingFlag |
                                   rapidjson::kParseFullPrecisionFlag;
        copy_.assign(text.data(), text.data() + text.size() + 1);
        rapidjson::MemoryPoolAllocator<> values(memory_.data(), memory_.size());
        rapidjson::MemoryPoolAllocator<> stack(stack_, sizeof stack_);
        rapidjson::GenericDocument<rapidjson::UTF8<>, rapidjson::MemoryPoolAllocator<>,
                                   rapidjson::MemoryPoolAllocator<>>
            document(&values, sizeof stack_ / 2, &stack);
        document.ParseInsitu<flags>(copy_.data());
        if (document.HasParseError()) throw std::runtime_error("no JSON");
        T result;
        take(document, result);
        return result;
    }

  private:
    std::vector<char> memory_;
    std::vector<char> copy_;
    char stack_[65536];
};

} // namespace benchmarks::rapid

#endif
