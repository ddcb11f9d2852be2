#include "flameup/json/read_problem.hpp"

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(json_read_problem)

BOOST_AUTO_TEST_CASE(grows_its_path_from_the_inside) {
    flameup::detail::ReadProblem problem;
    BOOST_TEST(problem.place.path == "$");
    problem.prepend_member("created_at");
    BOOST_TEST(problem.place.path == "$.created_at");
    problem.prepend_element(17);
    BOOST_TEST(problem.place.path == "$[17].created_at");
    problem.prepend_member("two words");
    BOOST_TEST(problem.place.path == "$[\"two words\"][17].created_at");
    problem.prepend_member("$");
    BOOST_TEST(problem.place.path == "$[\"$\"][\"two words\"][17].created_at");
}

BOOST_AUTO_TEST_CASE(bounds_the_names_in_its_path) {
    flameup::detail::ReadProblem problem;
    problem.prepend_member(std::string(100'000, 'x'));
    BOOST_TEST(problem.place.path == "$[\"" + std::string(64, 'x') + "...\"]");
}

BOOST_AUTO_TEST_SUITE_END()
