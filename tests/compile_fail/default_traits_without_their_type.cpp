// expect: flameup: these traits are not complete here: name your own
// names: boost::json::object, PersonInput
#include "flameup/model.hpp"

struct PlayerTraits {
    std::optional<std::string> plan;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (plan))
};

void fill() {
#ifdef FLAMEUP_FAIL
    flameup::UpsertPerson<> upsert;
#else
    flameup::UpsertPerson<PlayerTraits> upsert;
#endif
    upsert.userId = "user_12345";
}
