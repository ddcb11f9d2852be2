#include "flameup/model/people_routes.hpp"

#include <boost/test/unit_test.hpp>

#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(model_people_routes)

BOOST_AUTO_TEST_CASE(has_each_operation_once) {
    std::set<std::string_view> names;
    for (const flameup::Route& route : flameup::people_routes) {
        BOOST_TEST(names.insert(route.name).second, route.name);
        BOOST_TEST(route.path.substr(0, 7) == "/people");
        BOOST_TEST(route.permission.substr(0, 7) == "people:");
        BOOST_TEST((route.scope == flameup::Scope::workspace));
    }
    BOOST_TEST(names.size() == 10u);
    BOOST_TEST(std::size(flameup::people_routes) == 10u);
}

BOOST_AUTO_TEST_CASE(names_each_permission_once) {
    const std::vector<std::string> all = {"people:write", "people:read", "people:delete"};
    BOOST_TEST(flameup::people_permissions() == all, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
