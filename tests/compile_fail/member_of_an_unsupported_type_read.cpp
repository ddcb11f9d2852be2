// expect: flameup: this type has no form in JSON
// names: &Place::position, std::pair<int, int>
// lines: 15
#include "flameup/core.hpp"

#include <map>
#include <utility>

struct Place {
#ifdef FLAMEUP_FAIL
    std::pair<int, int> position;
#else
    int position = 0;
#endif
    std::vector<Place> within;
    FLAMEUP_DESCRIBE(Place, (), (within, position))
};
struct Tour {
    std::map<std::string, std::vector<Place>> places;
    FLAMEUP_DESCRIBE(Tour, (), (places))
};

struct ListTours {
    using Response = std::vector<Tour>;
    static constexpr flameup::Route route{"tours", flameup::Method::get, "/tours"};
    FLAMEUP_DESCRIBE(ListTours, (), ())
};

auto read(const flameup::Config& config, const flameup::HttpResponse& response) {
    return flameup::decode<ListTours>(config, response);
}
