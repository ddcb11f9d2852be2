#ifndef FLAMEUP_BENCHMARKS_SIMDJSON_HPP
#define FLAMEUP_BENCHMARKS_SIMDJSON_HPP

// simdjson's On-Demand interface as its documentation has it: one parser that is used again, one
// pass over each object in the order of the document, keys compared as they stand in the text.
// It is included by units that are compiled with different flags; SIMDJSON_FLAVOUR tells them
// apart.

#include "by_key.hpp"
#include "dynamic.hpp"
#include "types.hpp"

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace benchmarks::SIMDJSON_FLAVOUR {

namespace ondemand = simdjson::ondemand;

// Nulls are as good as no member.

template <class T, class Result> bool is_there(Result&& result, ondemand::value& value, T& to) {
    if (std::move(result).get(to) == simdjson::SUCCESS) return true;
    if (value.is_null().value()) return false;
    throw std::runtime_error("wrong type");
}

inline void take(ondemand::value value, std::string& to) { to = value.get_string().value(); }
inline void take(ondemand::value value, std::string_view& to) { to = value.get_string().value(); }

template <class Text> void take_text(ondemand::value& value, std::optional<Text>& to) {
    std::string_view text;
    if (is_there(value.get_string(), value, text)) to.emplace(text);
}
inline void take(ondemand::value value, std::optional<std::string>& to) { take_text(value, to); }
inline void take(ondemand::value value, std::optional<std::string_view>& to) {
    take_text(value, to);
}
inline void take(ondemand::value value, std::optional<std::int64_t>& to) {
    std::int64_t number = 0;
    if (is_there(value.get_int64(), value, number)) to = number;
}
inline void take(ondemand::value value, std::optional<int>& to) {
    std::int64_t number = 0;
    if (!is_there(value.get_int64(), value, number)) return;
    if (number != static_cast<int>(number)) throw std::runtime_error("out of range");
    to = static_cast<int>(number);
}
inline void take(ondemand::value value, std::optional<double>& to) {
    double number = 0;
    if (is_there(value.get_double(), value, number)) to = number;
}
inline void take(ondemand::value value, std::optional<bool>& to) {
    bool is = false;
    if (is_there(value.get_bool(), value, is)) to = is;
}
inline void take(ondemand::value value, std::optional<Plan>& to) {
    std::string_view name;
    if (is_there(value.get_string(), value, name)) to = by_key::plan_of(name);
}
template <class Status> void take(ondemand::value value, std::optional<Status>& to) {
    std::string_view name;
    if (is_there(value.get_string(), value, name)) to = by_key::status_of<Status>(name);
}
inline void take(ondemand::value value, std::optional<flameup::Timestamp>& to) {
    std::string_view text;
    if (is_there(value.get_string(), value, text)) to = by_key::moment_of(text);
}
template <class Text> void take(ondemand::value value, std::vector<Text>& to) {
    for (auto each : value.get_array()) take(each.value(), to.emplace_back());
}

inline void take(ondemand::value value, boost::json::value& to) {
    switch (value.type()) {
    case ondemand::json_type::null: to = nullptr; break;
    case ondemand::json_type::boolean: to = value.get_bool().value(); break;
    case ondemand::json_type::number: {
        const ondemand::number number = value.get_number();
        if (number.is_int64()) {
            to = number.get_int64();
        } else if (number.is_uint64()) {
            to = number.get_uint64();
        } else {
            to = number.get_double();
        }
        break;
    }
    case ondemand::json_type::string: {
        const std::string_view text = value.get_string();
        to.emplace_string().assign(text.data(), text.size());
        break;
    }
    case ondemand::json_type::array: {
        auto& array = to.emplace_array();
        for (auto each : value.get_array()) take(each.value(), array.emplace_back(nullptr));
        break;
    }
    case ondemand::json_type::object: {
        auto& object = to.emplace_object();
        for (auto field : value.get_object()) {
            const std::string_view key = field.unescaped_key();
            take(field.value(), object[{key.data(), key.size()}]);
        }
        break;
    }
    }
}

/// A key as it stands in the text; one with escapes is none of those that are looked for.
inline std::string_view key_of(ondemand::field& field) {
    const char* const begin = field.key().raw();
    const char* end = begin;
    while (*end != '"') ++end;
    return {begin, static_cast<std::size_t>(end - begin)};
}

// Traits that are null are as good as none; they are asked before they are taken.

template <class Text> void take(ondemand::value value, BasicTraits<Text>& to) {
    if (value.is_null().value()) return;
    for (ondemand::field field : value.get_object()) {
        by_key::traits_member(key_of(field), to,
                              [&](auto& member) { take(field.value(), member); });
    }
}

inline void take(ondemand::value value, DynamicTraits& to) {
    if (value.is_null().value()) return;
    for (auto field : value.get_object()) {
        const std::string_view key = field.unescaped_key();
        take(field.value(), to[{key.data(), key.size()}]);
    }
}

template <class Person> void take_person(ondemand::object object, Person& to) {
    for (ondemand::field field : object) {
        by_key::person_member(key_of(field), to,
                              [&](auto& member) { take(field.value(), member); });
    }
}

/// Reads texts that have simdjson's padding behind them, as one receives them into a buffer of its
/// own; views into what is read hold until the next text is.
class Reader {
  public:
    template <class Person> Person person(const simdjson::padded_string& text) {
        ondemand::document document = parser_.iterate(text);
        Person result;
        take_person(document.get_object().value(), result);
        return result;
    }

    /// Reads a page that has at most so many people, as the caller has asked for.
    template <class Page> Page page(const simdjson::padded_string& text, std::size_t most) {
        ondemand::document document = parser_.iterate(text);
        Page result;
        using Traits = decltype(result.people[0].traits);
        const boost::json::storage_ptr storage = make_storage<std::decay_t<Traits>>();
        result.people.reserve(most);
        for (ondemand::field field : document.get_object()) {
            const std::string_view key = key_of(field);
            if (key == "people") {
                for (auto each : field.value().get_array()) {
                    auto& person = result.people.emplace_back();
                    put_on(person.traits, storage);
                    take_person(each.get_object().value(), person);
                }
            } else if (key == "total") {
                take(field.value(), result.total);
            } else if (key == "limit") {
                take(field.value(), result.limit);
            } else if (key == "offset") {
                take(field.value(), result.offset);
            }
        }
        return result;
    }

  private:
    ondemand::parser parser_;
};

} // namespace benchmarks::SIMDJSON_FLAVOUR

#endif
