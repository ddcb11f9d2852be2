#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>
