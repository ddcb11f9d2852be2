#include "flameup/json/odd_element.hpp"

#include "flameup/json/from_json.hpp"
#include "flameup/json/to_json.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(json_odd_element)

using flameup::OddElement;

BOOST_AUTO_TEST_CASE(goes_through_json) {
    const OddElement odd{3, "$.people[3].email", "wrong_type", "expected a string",
                         R"({"email":7})"};
    const auto text = flameup::to_json(odd);
    BOOST_TEST(*text == R"({"index":3,"path":"$.people[3].email","code":"wrong_type",)"
                        R"("message":"expected a string","json":"{\"email\":7}"})");
    BOOST_TEST((*flameup::from_json<OddElement>(*text) == odd));
}

BOOST_AUTO_TEST_CASE(becomes_an_error) {
    const flameup::Error error = flameup::to_error(
        {3, "$.people[3].email", "wrong_type", "expected a string", R"({"email":7})"});
    flameup::Error expected =
        flameup::make_error(flameup::ErrorKind::decode, "wrong_type", "expected a string");
    expected.path = "$.people[3].email";
    expected.body = R"({"email":7})";
    BOOST_TEST((error == expected));
}

BOOST_AUTO_TEST_SUITE_END()
