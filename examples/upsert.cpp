#include <flameup.hpp>
#include <flameup/testing/people_service.hpp>

#include <iostream>

struct PlayerTraits { // your own struct: its members are the keys of the traits
    std::optional<std::string> plan;
    std::optional<int> level;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (plan, level))
};

int main() {
    const flameup::testing::PeopleService service; // in memory; your transport takes its place
    const flameup::Client people({"YOUR_API_KEY"}, service);
    flameup::UpsertPerson<PlayerTraits> upsert;
    upsert.userId = "user_12345";
    upsert.traits = PlayerTraits{"premium", 7};
    const auto person = people.send(upsert);
    if (!person) return std::cerr << person.error() << '\n', 1;
    std::cout << "stored, level " << person->traits.level.value_or(0) << '\n';
}
