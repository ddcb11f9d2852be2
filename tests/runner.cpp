#define BOOST_TEST_MODULE flameup
#include <boost/test/included/unit_test.hpp>
