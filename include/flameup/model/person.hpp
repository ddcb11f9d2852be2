#ifndef FLAMEUP_MODEL_PERSON_HPP
#define FLAMEUP_MODEL_PERSON_HPP

#include "flameup/describe.hpp"
#include "flameup/json_fwd.hpp"
#include "flameup/open_enum.hpp"
#include "flameup/rules.hpp"
#include "flameup/timestamp.hpp"

#include <optional>
#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// The state of a person's subscription.
enum class PersonStatus { active, unsubscribed, bounced };
BOOST_DESCRIBE_ENUM(PersonStatus, active, unsubscribed, bounced)

/// A person as the server returns one; any member may be absent (People API, "Person Object").
///
/// Both of the API's dialects decode into these members. Include `<boost/json/object.hpp>` or the
/// core where you use the default traits.
template <class Traits = boost::json::object> struct Person {
    std::optional<std::string> id; ///< Flameup's own identifier, a UUID.
    std::optional<std::string> workspace_id;
    std::optional<std::string> userId; ///< Your identifier; `external_id` in the other dialect.
    std::optional<std::string> email;
    std::optional<std::string> phone;
    std::optional<std::string> first_name;
    std::optional<std::string> last_name;
    std::optional<std::string> avatar_url;
    std::optional<std::string> timezone;
    std::optional<std::string> locale;
    std::optional<OpenEnum<PersonStatus>> status;
    Traits traits{}; ///< `attributes` in the other dialect.
    std::optional<Timestamp> created_at;
    std::optional<Timestamp> updated_at;
    std::optional<Timestamp> first_seen_at;
    std::optional<Timestamp> last_seen_at;

    static constexpr Alias aliases[] = {{"external_id", "userId"}, {"attributes", "traits"}};
    FLAMEUP_DESCRIBE(Person, (),
                     (id, workspace_id, userId, email, phone, first_name, last_name, avatar_url,
                      timezone, locale, status, traits, created_at, updated_at, first_seen_at,
                      last_seen_at))
};

/// A person as create, upsert and batch upsert send one.
template <class Traits = boost::json::object> struct PersonInput {
    std::string userId; ///< Required, 1 to 255 characters; stable, as a database key.
    std::optional<std::string> email{};       ///< At most 254 characters.
    std::optional<std::string> phone{};       ///< At most 50 characters.
    std::optional<std::string> anonymousId{}; ///< Merges anonymous activity; sent, never stored.
    std::optional<Traits> traits{};

    static constexpr Rule rules[] = {length("userId", 1, 255), length("email", 0, 254),
                                     flameup::email("email"), length("phone", 0, 50)};
    FLAMEUP_DESCRIBE(PersonInput, (), (userId, email, phone, anonymousId, traits))
};

FLAMEUP_END_NAMESPACE

#endif
