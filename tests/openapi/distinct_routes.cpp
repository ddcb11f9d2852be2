#include "flameup/openapi/distinct_routes.hpp"

#include <boost/test/unit_test.hpp>

namespace distinct_routes_test {

using flameup::Method;
using flameup::Route;
using flameup::detail::clash_of;
using flameup::detail::RouteClash;

constexpr Route get{"get", Method::get, "/people/{person_id}"};
static_assert(clash_of(get, {"get", Method::post, "/x"}) == RouteClash::same_name);
static_assert(clash_of(get, {"b", Method::get, "/people/{person_id}"}) == RouteClash::same_request);
static_assert(clash_of(get, {"b", Method::get, "/people/{id}"}) == RouteClash::same_request);
static_assert(clash_of(get, {"b", Method::put, "/people/{id}"}) == RouteClash::other_brace);
static_assert(clash_of(get, {"b", Method::put, "/people/{person_id}"}) == RouteClash::none);
static_assert(clash_of(get, {"b", Method::get, "/people/stats"}) == RouteClash::none);
static_assert(clash_of(get, {"b", Method::get, "/people/{id}/x"}) == RouteClash::none);
static_assert(clash_of(get, {"b", Method::get, "/people"}) == RouteClash::none);
static_assert(clash_of(get, {"b", Method::get, "/people/"}) == RouteClash::none);

} // namespace distinct_routes_test

BOOST_AUTO_TEST_SUITE(openapi_distinct_routes)

BOOST_AUTO_TEST_CASE(compares_paths_segment_by_segment) {
    using flameup::detail::is_same_place;
    BOOST_TEST(is_same_place("/a/{b}/c", "/a/{x}/c"));
    BOOST_TEST(!is_same_place("/a/{b}/c", "/a/{x}"));
    BOOST_TEST(!is_same_place("/a/b", "/a/{x}"));
    BOOST_TEST(!is_same_place("/a", "/b"));
    BOOST_TEST(is_same_place("", ""));
}

BOOST_AUTO_TEST_SUITE_END()
