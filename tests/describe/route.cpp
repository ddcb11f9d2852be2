#include "flameup/describe/route.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(describe_route)

using flameup::is_repeatable;
using flameup::Method;
using flameup::Repeat;
using flameup::Route;
using flameup::Scope;

BOOST_AUTO_TEST_CASE(repeats_what_is_safe_to_repeat) {
    for (const Method method : {Method::get, Method::put, Method::delete_}) {
        BOOST_TEST(is_repeatable(Route{"a", method, "/a"}));
    }
    for (const Method method : {Method::post, Method::patch}) {
        BOOST_TEST(!is_repeatable(Route{"a", method, "/a"}));
        BOOST_TEST(is_repeatable(Route{"a", method, "/a", {}, Scope::workspace, Repeat::safe}));
    }
}

BOOST_AUTO_TEST_CASE(is_below_the_workspace_unless_it_says_otherwise) {
    const Route route{"a", Method::get, "/a"};
    BOOST_TEST((route.scope == Scope::workspace));
    BOOST_TEST(route.permission == "");
}

BOOST_AUTO_TEST_SUITE_END()
