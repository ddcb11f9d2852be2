#ifndef FLAMEUP_MODEL_EVENT_HPP
#define FLAMEUP_MODEL_EVENT_HPP

#include "flameup/describe.hpp"
#include "flameup/json_fwd.hpp"
#include "flameup/timestamp.hpp"

#include <optional>
#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// Something that a person did; any member may be absent (Events page of the documentation).
template <class Parameters = boost::json::object> struct Event {
    std::optional<std::string> id;
    std::optional<std::string> workspace_id;
    std::optional<std::string> person_id;
    std::optional<std::string> event; ///< The event's name.
    Parameters parameters{};          ///< `properties` in the other dialect.
    std::optional<Timestamp> timestamp;
    std::optional<Timestamp> created_at;

    static constexpr Alias aliases[] = {{"properties", "parameters"}};
    FLAMEUP_DESCRIBE(Event, (),
                     (id, workspace_id, person_id, event, parameters, timestamp, created_at))
};

FLAMEUP_END_NAMESPACE

#endif
