// expect: flameup: paths and queries take strings
// names: &FindPlayers::filter, Filter
// lines: 15
#include "flameup.hpp"

struct Filter {
    std::string country;
    FLAMEUP_DESCRIBE(Filter, (), (country))
};

struct FindPlayers {
    using Response = flameup::NoContent;
    static constexpr flameup::Route route{"find", flameup::Method::get, "/players"};
#ifdef FLAMEUP_FAIL
    Filter filter;
#else
    std::string filter;
#endif
    FLAMEUP_DESCRIBE(FindPlayers, (), (filter))
};

using Executor = flameup::HttpResponse (*)(const flameup::HttpRequest&);

auto send(const flameup::Client<Executor>& people) { return people.send(FindPlayers()); }
