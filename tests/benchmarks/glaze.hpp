#ifndef FLAMEUP_BENCHMARKS_GLAZE_HPP
#define FLAMEUP_BENCHMARKS_GLAZE_HPP

// glaze as its documentation has it: `glz::meta` names the members of each struct, `glz::from` and
// `glz::to` read and write types of one's own. Versions before 8 do not check UTF-8, as the other
// libraries do here.

#include "by_key.hpp"
#include "types.hpp"

#include <glaze/json.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

template <> struct glz::meta<benchmarks::Plan> {
    using enum benchmarks::Plan;
    static constexpr auto value =
        enumerate("free", free, "basic", basic, "premium", premium, "enterprise", enterprise);
};

template <> struct glz::meta<benchmarks::PlayerTraits> {
    using T = benchmarks::PlayerTraits;
    static constexpr auto value =
        object("first_name", &T::first_name, "last_name", &T::last_name, "plan", &T::plan, "level",
               &T::level, "score", &T::score, "is_subscribed", &T::is_subscribed, "tags", &T::tags,
               "company", &T::company, "notes", &T::notes, "last_login", &T::last_login);
};

template <> struct glz::meta<flameup::Person<benchmarks::PlayerTraits>> {
    using T = flameup::Person<benchmarks::PlayerTraits>;
    static constexpr auto value =
        object("id", &T::id, "workspace_id", &T::workspace_id, "userId", &T::userId, "external_id",
               &T::userId, "email", &T::email, "phone", &T::phone, "first_name", &T::first_name,
               "last_name", &T::last_name, "avatar_url", &T::avatar_url, "timezone", &T::timezone,
               "locale", &T::locale, "status", &T::status, "traits", &T::traits, "attributes",
               &T::traits, "created_at", &T::created_at, "updated_at", &T::updated_at,
               "first_seen_at", &T::first_seen_at, "last_seen_at", &T::last_seen_at);
};

template <> struct glz::meta<flameup::PeoplePage<benchmarks::PlayerTraits>> {
    using T = flameup::PeoplePage<benchmarks::PlayerTraits>;
    static constexpr auto value =
        object("people", &T::people, "total", &T::total, "limit", &T::limit, "offset", &T::offset);
};

template <> struct glz::meta<flameup::PersonInput<benchmarks::PlayerTraits>> {
    using T = flameup::PersonInput<benchmarks::PlayerTraits>;
    static constexpr auto value =
        object("userId", &T::userId, "email", &T::email, "phone", &T::phone, "anonymousId",
               &T::anonymousId, "traits", &T::traits);
};

template <> struct glz::meta<flameup::BatchUpsert<benchmarks::PlayerTraits>> {
    using T = flameup::BatchUpsert<benchmarks::PlayerTraits>;
    static constexpr auto value = object("people", &T::people);
};

#if __has_include(<glaze/version.hpp>)
namespace glz {
#else // before version 5; 5.0.0 and 5.0.1 do not compile here
namespace glz::detail {
#endif

template <> struct from<JSON, flameup::Timestamp> {
    template <auto Options>
    static void op(flameup::Timestamp& to, is_context auto&& context, auto&& at, auto&& end) {
        std::string_view moment_text;
        from<JSON, std::string_view>::template op<Options>(moment_text, context, at, end);
        if (bool(context.error)) return;
        if (const auto moment = flameup::read_timestamp(moment_text)) {
            to = *moment;
        } else {
            context.error = error_code::parse_error;
        }
    }
};

template <> struct to<JSON, flameup::Timestamp> {
    template <auto Options>
    static void op(const flameup::Timestamp& value, is_context auto&& context, auto&&... output) {
        char buffer[flameup::timestamp_text_size];
        const char* const end = flameup::write_timestamp(value, buffer);
        const std::string_view written(buffer, static_cast<std::size_t>(end - buffer));
        to<JSON, std::string_view>::template op<Options>(written, context, output...);
    }
};

template <> struct from<JSON, flameup::OpenEnum<flameup::PersonStatus>> {
    template <auto Options>
    static void op(flameup::OpenEnum<flameup::PersonStatus>& to, is_context auto&& context,
                   auto&& at, auto&& end) {
        std::string name;
        from<JSON, std::string>::template op<Options>(name, context, at, end);
        if (bool(context.error)) return;
        to = benchmarks::by_key::status_of<flameup::OpenEnum<flameup::PersonStatus>>(name);
    }
};

} // namespace glz or glz::detail

namespace benchmarks::glaze {

/// Reads into a value, whose members that the text does not have are left as they are.
template <class T> void read(const std::string& text, T& to) {
    constexpr glz::opts options{.error_on_unknown_keys = false};
    if (const auto error = glz::read<options>(to, text)) {
        throw std::runtime_error(glz::format_error(error, text));
    }
}

/// Writes over a string.
template <class T> void write(const T& value, std::string& text) {
    if (const auto error = glz::write_json(value, text)) throw std::runtime_error("not written");
}

// A page that was used before is read into as the library does it: strings keep their memory, and
// members are absent that the text does not have. To tell these, each string is no UTF-8 before.

constexpr char untouched = '\xff';

/// Calls a function with all texts of a person, and one with all else that may be absent.
template <class Text, class Else> void for_each_member(auto& person, Text text, Else other) {
    for (auto* each : {&person.id, &person.workspace_id, &person.userId, &person.email,
                       &person.phone, &person.first_name, &person.last_name, &person.avatar_url,
                       &person.timezone, &person.locale, &person.traits.first_name,
                       &person.traits.last_name, &person.traits.company, &person.traits.notes}) {
        text(*each);
    }
    for (auto* each : {&person.created_at, &person.updated_at, &person.first_seen_at,
                       &person.last_seen_at, &person.traits.last_login}) {
        other(*each);
    }
    other(person.status);
    other(person.traits.plan);
    other(person.traits.level);
    other(person.traits.score);
    other(person.traits.is_subscribed);
}

inline void read_into_used(const std::string& text, flameup::PeoplePage<PlayerTraits>& page) {
    for (auto& person : page.people) {
        for_each_member(
            person,
            [](std::optional<std::string>& member) {
                if (member) member->assign(1, untouched);
            },
            [](auto& member) { member.reset(); });
        person.traits.tags.clear();
    }
    page.total.reset();
    page.limit.reset();
    page.offset.reset();
    read(text, page);
    for (auto& person : page.people) {
        for_each_member(
            person,
            [](std::optional<std::string>& member) {
                if (member && member->size() == 1 && member->front() == untouched) member.reset();
            },
            [](auto&) {});
    }
}

} // namespace benchmarks::glaze

#endif
