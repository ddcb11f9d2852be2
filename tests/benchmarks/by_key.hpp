#ifndef FLAMEUP_BENCHMARKS_BY_KEY_HPP
#define FLAMEUP_BENCHMARKS_BY_KEY_HPP

// What peers share that go over an object's members in the order of the document: which member a
// key names, by its length first, and what a name of an enum stands for. Each function calls `take`
// with the member, if there is one. Both are always inlined.

#include "types.hpp"

#include "flameup/value/timestamp_text.hpp"

#include <optional>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>

namespace benchmarks::by_key {

inline Plan plan_of(std::string_view name) {
    if (name == "free") return Plan::free;
    if (name == "basic") return Plan::basic;
    if (name == "premium") return Plan::premium;
    if (name == "enterprise") return Plan::enterprise;
    throw std::runtime_error("unknown plan");
}

template <class Status> Status status_of(std::string_view name) {
    if (name == "active") return flameup::PersonStatus::active;
    if (name == "unsubscribed") return flameup::PersonStatus::unsubscribed;
    if (name == "bounced") return flameup::PersonStatus::bounced;
    return Status::from_unknown(typename Status::Unknown(name));
}

inline flameup::Timestamp moment_of(std::string_view text) {
    const auto moment = flameup::read_timestamp(text);
    if (!moment) throw std::runtime_error("no timestamp");
    return *moment;
}

template <class Text, class Take>
[[gnu::always_inline]] inline void traits_member(std::string_view key, BasicTraits<Text>& to,
                                                 Take take) {
    switch (key.size()) {
    case 4:
        if (key == "plan") {
            take(to.plan);
        } else if (key == "tags") {
            take(to.tags);
        }
        break;
    case 5:
        if (key == "level") {
            take(to.level);
        } else if (key == "score") {
            take(to.score);
        } else if (key == "notes") {
            take(to.notes);
        }
        break;
    case 7:
        if (key == "company") take(to.company);
        break;
    case 9:
        if (key == "last_name") take(to.last_name);
        break;
    case 10:
        if (key == "first_name") {
            take(to.first_name);
        } else if (key == "last_login") {
            take(to.last_login);
        }
        break;
    case 13:
        if (key == "is_subscribed") take(to.is_subscribed);
        break;
    }
}

template <class Person, class Take>
[[gnu::always_inline]] inline void person_member(std::string_view key, Person& to, Take take) {
    switch (key.size()) {
    case 2:
        if (key == "id") take(to.id);
        break;
    case 5:
        if (key == "email") {
            take(to.email);
        } else if (key == "phone") {
            take(to.phone);
        }
        break;
    case 6:
        if (key == "userId") {
            take(to.userId);
        } else if (key == "locale") {
            take(to.locale);
        } else if (key == "status") {
            take(to.status);
        } else if (key == "traits") {
            take(to.traits);
        }
        break;
    case 8:
        if (key == "timezone") take(to.timezone);
        break;
    case 9:
        if (key == "last_name") take(to.last_name);
        break;
    case 10:
        if (key == "first_name") {
            take(to.first_name);
        } else if (key == "avatar_url") {
            take(to.avatar_url);
        } else if (key == "attributes") {
            take(to.traits);
        } else if (key == "created_at") {
            take(to.created_at);
        } else if (key == "updated_at") {
            take(to.updated_at);
        }
        break;
    case 11:
        if (key == "external_id") take(to.userId);
        break;
    case 12:
        if (key == "workspace_id") {
            take(to.workspace_id);
        } else if (key == "last_seen_at") {
            take(to.last_seen_at);
        }
        break;
    case 13:
        if (key == "first_seen_at") take(to.first_seen_at);
        break;
    }
}

} // namespace benchmarks::by_key

#endif
