// expect: boost::json::object
// names: plan
// lines: 15
#include "flameup.hpp"

struct PlayerTraits {
    std::optional<std::string> plan;
    FLAMEUP_DESCRIBE(PlayerTraits, (), (plan))
};

#ifdef FLAMEUP_FAIL
using GetPlayer = flameup::GetPerson<>;
#else
using GetPlayer = flameup::GetPerson<PlayerTraits>;
#endif

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

bool is_premium(const flameup::Client<Executor>& people) {
    const auto person = people.send(GetPlayer{"user_12345"});
    return person && person->traits.plan == "premium";
}
