#ifndef FLAMEUP_MODEL_PERSON_HPP
#define FLAMEUP_MODEL_PERSON_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/json_fwd.hpp"
#include "flameup/describe/rules.hpp"
#include "flameup/value/open_enum.hpp"
#include "flameup/value/timestamp.hpp"

#include <optional>
#include <string>

FLAMEUP_BEGIN_NAMESPACE

/// The state of a person's subscription, as the API names it; the documentation says no more.
enum class PersonStatus {
    active,       ///< `active`
    unsubscribed, ///< `unsubscribed`
    bounced       ///< `bounced`
};
FLAMEUP_DESCRIBE_ENUM(PersonStatus, active, unsubscribed, bounced)

/// A person as the server returns one; any member may be absent (People API, "Person Object").
///
/// Both of the API's dialects decode into these members. Include `<boost/json/object.hpp>` or the
/// core where you use the default traits. `Text` is what strings are: `std::string_view` for views
/// into the response's body (see `flameup/value/borrowed.hpp`), or `boost::json::string`.
template <class Traits = boost::json::object, class Text = std::string> struct Person {
    std::optional<Text> id;           ///< Flameup's own identifier, a UUID.
    std::optional<Text> workspace_id; ///< The workspace that the person is in.
    std::optional<Text> userId;       ///< Your identifier; `external_id` in the other dialect.
    std::optional<Text> email;        ///< The email address.
    std::optional<Text> phone;        ///< The phone number.
    std::optional<Text> first_name;   ///< The given name.
    std::optional<Text> last_name;    ///< The family name.
    std::optional<Text> avatar_url;   ///< The URL of a picture.
    std::optional<Text> timezone;     ///< The time zone, as the server has it.
    std::optional<Text> locale;       ///< The locale, as the server has it.
    std::optional<OpenEnum<PersonStatus, Text>> status; ///< The state of the subscription.
    Traits traits{};                                    ///< `attributes` in the other dialect.
    std::optional<Timestamp> created_at;                ///< When the person was created.
    std::optional<Timestamp> updated_at;                ///< When the person was changed last.
    std::optional<Timestamp> first_seen_at;             ///< When the person was first seen.
    std::optional<Timestamp> last_seen_at;              ///< When the person was last seen.

    /// The keys of the other dialect.
    static constexpr Alias aliases[] = {{"external_id", "userId"}, {"attributes", "traits"}};
    FLAMEUP_DESCRIBE(Person, (),
                     (id, workspace_id, userId, email, phone, first_name, last_name, avatar_url,
                      timezone, locale, status, traits, created_at, updated_at, first_seen_at,
                      last_seen_at))
    FLAMEUP_COMPARE(Person)
};

/// A person as create, upsert and batch upsert send one.
template <class Traits = boost::json::object, class Text = std::string> struct PersonInput {
    Text userId;                 ///< Required, 1 to 255 characters; stable, as a database key.
    std::optional<Text> email{}; ///< At most 254 characters.
    std::optional<Text> phone{}; ///< At most 50 characters.
    std::optional<Text> anonymousId{}; ///< Merges anonymous activity; sent, never stored.
    std::optional<Traits> traits{};    ///< Merged into the person's traits.

    /// What `build` and `validate` check.
    static constexpr Rule rules[] = {Rule::length("userId", 1, 255), Rule::length("email", 0, 254),
                                     Rule::email("email"), Rule::length("phone", 0, 50)};
    FLAMEUP_DESCRIBE(PersonInput, (), (userId, email, phone, anonymousId, traits))
    FLAMEUP_COMPARE(PersonInput)
};

FLAMEUP_END_NAMESPACE

#endif
