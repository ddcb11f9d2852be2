// expect: flameup: a route's brace names no described member
// names: ReadPlayer, 'p', 'l', 'a', 'y', 'e', 'r', '_', 'd', 'i'
// lines: 15
#include "flameup.hpp"

struct ReadPlayer {
    using Response = flameup::NoContent;
#ifdef FLAMEUP_FAIL
    static constexpr flameup::Route route{"read", flameup::Method::get, "/players/{player_di}"};
#else
    static constexpr flameup::Route route{"read", flameup::Method::get, "/players/{player_id}"};
#endif
    std::string player_id;
    FLAMEUP_DESCRIBE(ReadPlayer, (), (player_id))
};

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

auto send(const flameup::Client<Executor>& people) { return people.send(ReadPlayer{"7"}); }
