#ifndef FLAMEUP_MODEL_EVENT_HPP
#define FLAMEUP_MODEL_EVENT_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/json_fwd.hpp"
#include "flameup/value/timestamp.hpp"

#include <optional>
#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// Something that a person did; any member may be absent (Events page of the documentation).
template <class Parameters = boost::json::object, class Text = std::string> struct Event {
    static_assert(sizeof(detail::CompleteTraits<Parameters>) != 0);

    std::optional<Text> id;              ///< The event's identifier.
    std::optional<Text> workspace_id;    ///< The workspace that the event is in.
    std::optional<Text> person_id;       ///< The Flameup id of the person.
    std::optional<Text> event;           ///< The event's name.
    Parameters parameters{};             ///< `properties` in the other dialect.
    std::optional<Timestamp> timestamp;  ///< When it happened.
    std::optional<Timestamp> created_at; ///< When the server stored it.

    /// The key of the other dialect.
    static constexpr Alias aliases[] = {{"properties", "parameters"}};
    FLAMEUP_DESCRIBE(Event, (),
                     (id, workspace_id, person_id, event, parameters, timestamp, created_at))
    FLAMEUP_COMPARE(Event)
};

FLAMEUP_END_NAMESPACE

#endif
