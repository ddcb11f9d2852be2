#include "flameup/value/open_enum.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(open_enum)

using flameup::OpenEnum;

namespace {

enum class Color { red, green };

} // namespace

BOOST_AUTO_TEST_CASE(is_the_first_enumerator_at_first) {
    const OpenEnum<Color> color;
    BOOST_TEST((color.known() == Color::red));
    BOOST_TEST(color.unknown() == "");
}

BOOST_AUTO_TEST_CASE(holds_an_enumerator) {
    OpenEnum<Color> color = Color::green;
    BOOST_TEST((color.known() == Color::green));
    BOOST_TEST(color.unknown() == "");
    color = Color::red;
    BOOST_TEST((color.known() == Color::red));
}

BOOST_AUTO_TEST_CASE(keeps_an_unknown_name_as_it_came) {
    for (const std::string& name :
         {std::string("blue"), std::string("RED"), std::string(), std::string("a\0b", 3)}) {
        const auto color = OpenEnum<Color>::from_unknown(name);
        BOOST_TEST(!color.known().has_value());
        BOOST_TEST(color.unknown() == name);
    }
}

BOOST_AUTO_TEST_CASE(forgets_an_unknown_name_when_it_becomes_known) {
    auto color = OpenEnum<Color>::from_unknown("blue");
    color = Color::green;
    BOOST_TEST((color == OpenEnum<Color>(Color::green)));
    BOOST_TEST(color.unknown() == "");
}

BOOST_AUTO_TEST_CASE(compares_enumerators_and_names) {
    const OpenEnum<Color> colors[] = {Color::red, Color::green,
                                      OpenEnum<Color>::from_unknown("blue"),
                                      OpenEnum<Color>::from_unknown("")};
    for (const auto& a : colors) {
        for (const auto& b : colors) {
            BOOST_TEST((a == b) == (&a == &b));
            BOOST_TEST((a != b) == (&a != &b));
        }
    }
    BOOST_TEST((OpenEnum<Color>(Color::green) == Color::green));
}

BOOST_AUTO_TEST_SUITE_END()
