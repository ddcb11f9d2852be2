// Types of your own as strings (`own_types/forms.hpp`), and a check of your own.
#include "own_types/forms.hpp"

#include <flameup.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

struct Subscription {
    own::Uuid id;
    own::Amount price;
    std::optional<own::Time> from, until;
    own::EngineString title;
    FLAMEUP_DESCRIBE(Subscription, (), (id, price, from, until, title))

    void check_rules(flameup::RuleFindings& findings) const {
        if (from && until && *until < *from) findings.add("until", "too_early", "is before `from`");
    }
};

struct PlayerTraits {
    std::vector<Subscription> subscriptions;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (subscriptions))
};

int main() {
    const flameup::testing::PeopleService service;
    const flameup::Client people({"YOUR_API_KEY"}, service);
    flameup::UpsertPerson<PlayerTraits> upsert;
    upsert.userId = "user_12345";
    const own::Time now(std::chrono::seconds(1'700'000'000));
    upsert.traits = {{{own::Uuid{{0xC0, 0xDE}}, {1299}, now, now, {{u'\u00C9', u't', u'\u00E9'}}}}};
    const auto person = people.send(upsert);
    if (!person) return std::cerr << person.error() << '\n', 1;
    std::cout << flameup::to_json(person->traits).value() << '\n';

    upsert.traits->subscriptions.front().until = now - std::chrono::hours(1);
    std::cout << people.send(upsert).error() << '\n'; // traits.subscriptions[0].until is before …
}
