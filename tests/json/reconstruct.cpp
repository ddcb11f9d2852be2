#include "flameup/json/reconstruct.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/object.hpp>
#include <boost/json/pilfer.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(json_reconstruct)

BOOST_AUTO_TEST_CASE(takes_over_a_value_with_its_memory_resource) {
    boost::json::monotonic_resource memory;
    boost::json::value source(boost::json::object_kind, &memory);
    source.get_object()["a"] = 1;
    const void* const place = &source.get_object().at("a");
    boost::json::object target({{"old", true}});
    flameup::detail::reconstruct(target, boost::json::pilfer(source.get_object()));
    BOOST_TEST((target == boost::json::object({{"a", 1}})));
    BOOST_TEST((target.storage().get() == &memory));
    BOOST_TEST(static_cast<const void*>(&target.at("a")) == place); // moved, not copied
}

BOOST_AUTO_TEST_SUITE_END()
