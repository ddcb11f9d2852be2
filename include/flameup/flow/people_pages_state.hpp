#ifndef FLAMEUP_FLOW_PEOPLE_PAGES_STATE_HPP
#define FLAMEUP_FLOW_PEOPLE_PAGES_STATE_HPP

#include "flameup/describe/describe.hpp"
#include "flameup/describe/rules.hpp"
#include "flameup/flow/sending.hpp"
#include "flameup/json/from_json.hpp"
#include "flameup/json/odd_element.hpp"
#include "flameup/json/replace_ill_formed.hpp"
#include "flameup/model/operations.hpp"
#include "flameup/value/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

FLAMEUP_BEGIN_NAMESPACE

/// The state of a `PeoplePages`, to be written as JSON and read back.
template <class Traits> struct PeoplePagesState {
    ListPeople<Traits> query{};           ///< As it was given, with the offset of the next page.
    std::int64_t start = 0;               ///< The offset of the first page.
    std::vector<Person<Traits>> people{}; ///< Fetched, and not taken yet.
    std::vector<OddElement> odd{};        ///< People who do not decode, not taken yet.
    std::vector<std::string> seen{};      ///< The ids of all people, with `PagesOptions::once`.
    std::vector<std::string> last{};      ///< The ids of the page before.
    std::int64_t repeats = 0;             ///< How many times in a row that page came again.
    std::int64_t pages = 0;               ///< Fetched so far.
    std::int64_t listed = 0;              ///< People on them, each once with `PagesOptions::once`.
    std::optional<std::int64_t> total{};  ///< The last one that the server said.
    std::int64_t expected = 0; ///< People from `start` on by the first total, less its falls.
    std::int64_t steps = 0;    ///< How often the flow went back since a new person came.
    bool is_unsure = false;    ///< People may be missing.
    bool is_over = false;      ///< The end of the list is reached.
    SendingState sending{};    ///< Of the request for the next page.
    FLAMEUP_DESCRIBE(PeoplePagesState, (),
                     (query, start, people, odd, seen, last, repeats, pages, listed, total,
                      expected, steps, is_unsure, is_over, sending))
};

/// How pages are fetched.
struct PagesOptions : FlowOptions {
    /// Whether to leave out a person who comes a second time, which happens if the list changes
    /// between two requests. Without it, a list that loses people ends with the error `list_moved`.
    ///
    /// The flow keeps and saves the ids of all people: reading a state with several hundred
    /// thousand of them needs larger `Limits`. People without ids are never left out.
    bool once = true;
    /// Whether to fetch the first page again until nobody is left on it. This is for a loop that
    /// takes people out of the list, for example one that deletes all who bounced.
    ///
    /// Nobody is missed, whatever `total` the server sends. A person who stays in the list is
    /// returned once, as with `once`.
    bool until_none = false;
    std::int64_t max_pages = 100'000; ///< After so many, the flow fails with the code `endless`.
};

namespace detail {

/// The members of a person by which a list tells people apart.
struct PersonIdentity {
    std::optional<std::string> id;
    std::optional<std::string> userId;

    static constexpr Alias aliases[] = {{"external_id", "userId"}};
    FLAMEUP_DESCRIBE(PersonIdentity, (), (id, userId))
};

/// Returns the Flameup id or else the userId, with a letter before it; empty for a person without
/// both. `Identity` has the members of `PersonIdentity`.
template <class Identity> std::string identity_of(const Identity& person) {
    if (person.id) return "i" + *person.id;
    return person.userId ? "u" + *person.userId : std::string();
}

/// Returns the identity of a person who does not decode; empty if that does not decode either.
inline std::string identity_of(const OddElement& odd) {
    Leniency leniency;
    leniency.mend = &replace_ill_formed;
    const auto person = from_json<PersonIdentity>(odd.json, {}, {}, leniency);
    return person ? identity_of(*person) : std::string();
}

/// Makes the error for people who do not decode, and whom nobody took.
inline Error odd_people(const std::vector<OddElement>& odd) {
    return make_error(
        ErrorKind::decode, "odd_people",
        "people who do not decode were not taken by take_odd(): " + std::to_string(odd.size()) +
            "; the first has at " + odd.front().path + ": " + odd.front().message);
}

} // namespace detail
FLAMEUP_END_NAMESPACE

#endif
