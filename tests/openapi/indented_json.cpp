#include "flameup/openapi/indented_json.hpp"

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(openapi_indented_json)

BOOST_AUTO_TEST_CASE(indents_by_depth) {
    BOOST_TEST(flameup::detail::indented_json(R"({"a":[1,"x"],"b":{},"c":[],"d":{"e":[[],{}]}})") ==
               R"({
  "a": [
    1,
    "x"
  ],
  "b": {},
  "c": [],
  "d": {
    "e": [
      [],
      {}
    ]
  }
}
)");
}

BOOST_AUTO_TEST_CASE(leaves_strings_as_they_are) {
    BOOST_TEST(flameup::detail::indented_json(R"(["{,:\"]\\","["])") ==
               "[\n  \"{,:\\\"]\\\\\",\n  \"[\"\n]\n");
    BOOST_TEST(flameup::detail::indented_json(R"("")") == "\"\"\n");
}

BOOST_AUTO_TEST_CASE(survives_text_that_is_not_json) {
    BOOST_TEST(flameup::detail::indented_json("]}\"\\") == "\n]\n}\"\\\n");
    BOOST_TEST(flameup::detail::indented_json("") == "\n");
}

BOOST_AUTO_TEST_SUITE_END()
