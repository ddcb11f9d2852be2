#ifndef FLAMEUP_MODEL_PERSON_HPP
#define FLAMEUP_MODEL_PERSON_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/json_fwd.hpp"
#include "flameup/describe/rules.hpp"
#include "flameup/value/open_enum.hpp"
#include "flameup/value/timestamp.hpp"

#include <optional>
#include <string>
#include <utility>

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
    static_assert(sizeof(detail::CompleteTraits<Traits>) != 0);

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
    static_assert(sizeof(detail::CompleteTraits<Traits>) != 0);

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

/// Returns what create, upsert and batch upsert send of a person, for example to send it again
/// after a change.
///
/// It has `userId` (empty if the person has none, which `build` refuses), `email`, `phone` and all
/// traits. Left out is what only the server sets (`id`, `workspace_id`, `status`, the four times)
/// and what these operations do not take (`first_name`, `last_name`, `avatar_url`, `timezone`,
/// `locale`). Views stay views. Move the person to keep the memory of its traits; a copy of dynamic
/// traits is in the default one.
template <class Traits, class Text>
PersonInput<Traits, Text> to_input(Person<Traits, Text> person) {
    return {person.userId ? *std::move(person.userId) : Text(), std::move(person.email),
            std::move(person.phone), std::nullopt, std::move(person.traits)};
}

/// Returns the person that an input describes, for example to show it before the server answers.
///
/// It has `userId`, `email`, `phone` and the traits of the input. All that the server sets is
/// absent, and `anonymousId`, which no person has, is left out: `to_input` does not bring it back.
/// Absent traits become those of a new `Person`.
template <class Traits, class Text>
Person<Traits, Text> to_person(PersonInput<Traits, Text> input) {
    Person<Traits, Text> person;
    person.userId = std::move(input.userId);
    person.email = std::move(input.email);
    person.phone = std::move(input.phone);
    if (input.traits) person.traits = *std::move(input.traits);
    return person;
}

FLAMEUP_END_NAMESPACE

#endif
